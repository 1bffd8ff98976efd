"""The comparison as it is shown: traits in order of what they tell, each with its levels in both groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.accounts.models import Workspace
from siyu.analytics.portraits import Contrast, bins_for, contrast, correct, verdict
from siyu.understand.portraits.groups import Groups
from siyu.understand.portraits.traits import Trait, traits_of

if TYPE_CHECKING:
    from siyu.understand.portraits.levels import Level

VERDICTS = ("separates", "weak", "undecided")


def portrait_report(workspace: Workspace, groups: Groups) -> dict[str, Any]:
    """Return the sizes of the groups, and every trait with its verdict.

    Those that separate come first, by how far the lift of their leading level is from one; then weak ones and those of
    which nothing can be said, by information value. Chances are corrected over all traits that could be tested.
    """
    sizes = len(groups.a), len(groups.b), len(groups.both)
    found = [(trait, *_compare(trait, groups)) for trait in traits_of(workspace, groups, bins_for(*sizes))]
    tested = [place for place, (_, _, told) in enumerate(found) if told.p is not None]
    corrected = dict(zip(tested, correct([found[place][2].p or 0.0 for place in tested]), strict=True))
    rows = [_row(*one, corrected.get(place)) for place, one in enumerate(found)]
    rows.sort(key=_order)
    return {
        "as_of": groups.inputs.today,
        "a": sizes[0],
        "b": sizes[1],
        "both": sizes[2],
        "base": len(groups.whole.base),
        "tested": len(tested),
        "verdicts": {name: sum(row["verdict"] == name for row in rows) for name in VERDICTS},
        "traits": rows,
    }


def _compare(trait: Trait, groups: Groups) -> tuple[list[np.ndarray], Contrast]:
    most = len(trait.coded.levels)
    counts = [np.bincount(trait.coded.codes[places], minlength=most) for places in groups.places]
    return counts, contrast(*counts)


def _row(trait: Trait, counts: list[np.ndarray], told: Contrast, corrected: float | None) -> dict[str, Any]:
    return {
        "kind": trait.kind,
        "name": trait.name,
        "label": trait.label,
        "group": trait.group,
        "unit": trait.unit,
        "verdict": verdict(told.information, corrected),
        "information": told.information,
        "chi_square": told.chi_square,
        "freedom": told.freedom,
        "p": told.p,
        "corrected": corrected,
        "strength": told.strength,
        "lead": told.lead,
        "levels": [
            {
                **_level(level, trait),
                "a": int(counts[0][place]),
                "b": int(counts[1][place]),
                "share_a": float(told.share_a[place]),
                "share_b": float(told.share_b[place]),
                "lift": told.lift(place),
                "information": float(told.gains[place]),
            }
            for place, level in enumerate(trait.coded.levels)
        ],
    }


def _level(level: Level, trait: Trait) -> dict[str, Any]:
    label = None if level.value is None else trait.label_of(level.value)
    return {"kind": level.kind, "value": level.value, "label": label, "low": level.low, "high": level.high}


def _order(row: dict[str, Any]) -> tuple[int, float, str, str]:
    weight = row["strength"] if row["verdict"] == "separates" else row["information"]
    return VERDICTS.index(row["verdict"]), -weight, row["kind"], row["name"]
