"""Look-alikes of a segment: the members outside it that are most like its members, how well that is told, and by what."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.accounts.access import Access
from siyu.accounts.models import Workspace
from siyu.analytics.lookalike import Scorecard, auc, best, lift_at, part
from siyu.lib import bitmaps
from siyu.lib.errors import Refusal
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.opening import open_inputs
from siyu.understand.portraits.groups import Groups, groups_of
from siyu.understand.portraits.traits import Trait, traits_of
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.segments.documents import Origin
from siyu.understand.segments.freezing import dated, free_name, keep_given
from siyu.understand.segments.models import Segment
from siyu.understand.segments.reading import find_segment

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyroaring import BitMap

LEAST_SEED = 50
BINS = 10
MOST_REASONS = 8
SHARES = (0.01, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many look-alikes: a number of members, or a share of those outside the segment."""

    size: int | None = None
    share: float | None = None

    def of(self, others: int) -> int:
        """Return how many of so many others; raises `Refusal` for neither or both, and for none."""
        if (self.size is None) == (self.share is None):
            text = Text("须给出人数或比例之一", "give either a number of members or a share")
            raise Refusal("lookalike.size", text, where="size")
        wanted = self.size if self.size is not None else round((self.share or 0.0) * others)
        if wanted < 1:
            raise Refusal("lookalike.size", Text("至少一人", "at least one member"), where="size")
        return min(wanted, others)


@dataclass(frozen=True)
class Alike:
    """The look-alikes of a segment, and what the report says of them."""

    members: BitMap
    told: dict[str, Any]


def find_alike(groups: Groups, wanted: Wanted, traits: list[Trait]) -> Alike:
    """Return the members of B most like those of A, B being the rest of the base.

    Raises `Refusal` (409) for a segment of less than fifty members: nothing is learnt from so few.
    """
    if len(groups.a) < LEAST_SEED:
        text = Text(
            "种子分群只有 {size} 人，至少要 {least} 人", "the segment has {size} members; it takes at least {least}"
        )
        mend = Text("请换一个更大的分群。", "Choose a larger segment.")
        text = text.format(size=len(groups.a), least=LEAST_SEED)
        raise Refusal("lookalike.small", text, where="segment", mend=mend, status=409)
    size = wanted.of(len(groups.b))
    is_seed = np.zeros(len(groups.ids), dtype=np.bool_)
    is_seed[groups.places[0]] = True
    codes = [trait.coded.codes for trait in traits]
    parts = part(groups.ids, is_seed)
    card = Scorecard.learn([one[parts.learnt] for one in codes], is_seed[parts.learnt])
    scores = card.score(codes)
    others = np.flatnonzero(~is_seed)
    found = others[best(scores[others], size)]
    told = {
        "seed": int(is_seed.sum()),
        "others": len(others),
        "size": len(found),
        "quality": _quality(scores[parts.held], is_seed[parts.held], len(found) / len(groups.ids)),
        "reasons": _reasons(card, traits, found, others),
    }
    return Alike(bitmaps.from_ids(groups.ids[found]), told)


def lookalikes(workspace: Workspace, name: str, wanted: Wanted) -> dict[str, Any]:
    """Return what the look-alikes of a segment would be, without keeping them."""
    segment = find_segment(workspace, name)
    with open_inputs(workspace) as inputs:
        groups = groups_of(inputs, [SegmentLeaf(name)], "rest")
        found = find_alike(groups, wanted, list(traits_of(workspace, groups, BINS)))
        return {"as_of": inputs.today, "segment": segment.name, **found.told}


def keep_lookalikes(
    access: Access, name: str, wanted: Wanted, new_name: str | None = None, label: Label | None = None
) -> Segment:
    """Find the look-alikes of a segment and keep them as a frozen copy that tells how they were found."""
    workspace = access.workspace
    segment = find_segment(workspace, name)
    workspace.refresh_from_db(fields=["erasures"])
    with open_inputs(workspace) as inputs:
        groups = groups_of(inputs, [SegmentLeaf(name)], "rest")
        found = find_alike(groups, wanted, list(traits_of(workspace, groups, BINS)))
    words = Text(f"像{segment.label['zh-CN']}"[:80], f"Like {segment.label['en']}"[:80]).as_dict()
    kept = {key: value for key, value in found.told.items() if key != "reasons"}
    kept["reasons"] = [{"kind": one["kind"], "name": one["name"]} for one in found.told["reasons"]]
    origin = Origin(made="lookalike", at=inputs.at.isoformat(), by=access.by, segment=name, version=segment.version,
                    told=kept)  # fmt: skip
    called = new_name or free_name(workspace, f"like-{name}", inputs.today), label or dated(words, inputs.today)
    return keep_given(access, called, origin, found.members, inputs)


def _quality(scores: NDArray[np.float64], is_seed: NDArray[np.bool_], share: float) -> dict[str, Any]:
    """Return how well members that were not learnt from are told apart; none where no seed was held out."""
    return {
        "held_out": len(scores),
        "held_out_seed": int(is_seed.sum()),
        "auc": auc(scores, is_seed),
        "lift": lift_at(scores, is_seed, share),
        "lifts": [{"share": one, "lift": lift_at(scores, is_seed, one)} for one in SHARES],
    }


def _reasons(
    card: Scorecard, traits: list[Trait], found: NDArray[np.int64], others: NDArray[np.int64]
) -> list[dict[str, Any]]:
    """Return the traits that lift those found above the others most, each with the level that tells most of them."""
    reasons: list[dict[str, Any]] = []
    for trait, points in zip(traits, card.points, strict=True):
        mine, rest = trait.coded.codes[found], trait.coded.codes[others]
        gained = float(card.of_trait(points, mine).mean() - card.of_trait(points, rest).mean())
        if gained <= 0:
            continue
        most = len(trait.coded.levels)
        share, common = (np.bincount(one, minlength=most) / len(one) for one in (mine, rest))
        weights = (share - common) * np.append(points, np.zeros(most))[:most]
        level = int(np.argmax(np.where(share > common, weights, -np.inf)))
        told = trait.coded.levels[level]
        label = None if told.value is None else trait.label_of(told.value)
        reasons.append(
            {"kind": trait.kind, "name": trait.name, "label": trait.label, "unit": trait.unit, "points": gained,
             "level": {**asdict(told), "label": label}, "share": float(share[level]), "share_of_others": float(common[level])}
        )  # fmt: skip
    return sorted(reasons, key=lambda one: -one["points"])[:MOST_REASONS]
