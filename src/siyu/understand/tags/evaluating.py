"""Evaluating tags: raw and manual ones from what was delivered, all rules in one pass over the facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.lib.clock import day_of
from siyu.lib.text import Text
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.references import Values, first_that_holds
from siyu.understand.tags.documents import Meant
from siyu.understand.tags.holding import held_at
from siyu.understand.tags.keeping import Occasion, forget_old_changes, keep
from siyu.understand.tags.meaning import meant_by, ruled, source_of
from siyu.understand.tags.models import Tag
from siyu.understand.tags.raw import delivered
from siyu.understand.tags.reading import standing_tags
from siyu.understand.tags.scoring import scored
from siyu.understand.tags.sources import Source, reach_of
from siyu.understand.value.scores import Models
from siyu.unify.members.identity import identity_version

if TYPE_CHECKING:
    from siyu.understand.inputs import Inputs

CAUSES = {"rule": "rule", "raw": "delivered", "manual": "delivered", "model": "model"}


def evaluate_stale_tags(workspace: Workspace) -> dict[str, int]:
    """Evaluate every tag that is out of date and return how many members have each.

    A tag is out of date on a new brand day, after a load, after a merge or its undoing, and after a change. Real-time
    tags are kept by rounds of their own (`understand/live`).
    """
    load, today, identity = finished_load(workspace), workspace.today(), identity_version(workspace)
    stale = [
        tag
        for tag in standing_tags(workspace).exclude(type="live")
        if (tag.evaluated_version, tag.evaluated_load, tag.evaluated_identity) != (tag.version, load, identity)
        or tag.evaluated_at is None
        or day_of(tag.evaluated_at, workspace.zone) != today
    ]
    return evaluate_tags(workspace, stale)


def stale_delivered(workspace: Workspace) -> list[Tag]:
    """Return the raw tags from events, touches and surveys that a load came after."""
    load = finished_load(workspace)
    raw = standing_tags(workspace).filter(type="raw")
    return [tag for tag in raw if tag.evaluated_load != load and not tag.document["from"].get("attribute")]


def evaluate_tags(workspace: Workspace, tags: Sequence[Tag]) -> dict[str, int]:
    """Evaluate the tags together, write their members down and return how many have each.

    If real-time ones are among them a round of live evaluation is run, which brings every one of those up to date.
    """
    if any(tag.type == "live" for tag in tags):
        return _by_a_round(workspace, [tag for tag in tags if tag.type == "live"]) | evaluate_tags(
            workspace, [tag for tag in tags if tag.type != "live"]
        )
    if not tags:
        return {}
    workspace.refresh_from_db(fields=["erasures"])
    state = _State(workspace)
    found: dict[str, int] = {}
    with open_inputs(workspace) as inputs:
        # What is delivered is kept first: rules read it where they ask for another tag.
        for tag in (one for one in tags if one.type in {"raw", "manual"}):
            found[tag.name] = state.keep(tag, _given(tag, inputs), inputs)
        models = Models(inputs)
        for tag in (one for one in tags if one.type == "model"):
            told = scored(meant_by(tag).document, models)
            found[tag.name] = state.keep(tag, (told.values, None), inputs, told.doubts)
        ruling = [(tag, meant_by(tag)) for tag in tags if tag.type == "rule"]
        all_values = [ruled(meant, source_of(workspace, meant.document)) for _, meant in ruling]
        for (tag, _), values in zip(ruling, evaluate_values(all_values, inputs), strict=True):
            found[tag.name] = state.keep(tag, (values, None), inputs)
    return found


def _by_a_round(workspace: Workspace, tags: Sequence[Tag]) -> dict[str, int]:
    from siyu.understand.live.evaluating import run_live

    run_live(workspace)
    for tag in tags:
        tag.refresh_from_db()
    return {tag.name: tag.members or 0 for tag in tags}


def evaluate_values(all_values: Sequence[Values], inputs: Inputs) -> list[dict[str, BitMap]]:
    """Return for each tag the members of each value; the rules of all of them are evaluated together."""
    rules = [rule for values in all_values for _, rule in values]
    members = iter(evaluate(rules, inputs))  # type: ignore[arg-type]
    return [
        first_that_holds(tuple((value, next(members)) for value, _ in values), {}, inputs.base) for values in all_values
    ]


def deliver(meant: Meant, source: Source | None, inputs: Inputs) -> dict[str, BitMap]:
    """Return the members of each value of a raw tag, as its source may tell of."""
    origin = meant.document.origin
    if origin is None or (source is not None and meant.document.group not in source.groups):
        return {}
    values = delivered(inputs, origin, source)
    if source is None or not origin.attribute:
        return values
    (reached,) = evaluate([reach_of(source)], inputs)
    return {value: members & reached for value, members in values.items()}


def _given(tag: Tag, inputs: Inputs) -> tuple[Mapping[str, BitMap], BitMap | None]:
    if tag.type == "manual":
        held = held_at(tag, inputs.at)
        return held.values, held.lapsed
    meant = meant_by(tag)
    return deliver(meant, source_of(tag.workspace, meant.document), inputs), None


class _State:
    """What an evaluation rests on, noted before anything is read."""

    def __init__(self, workspace: Workspace) -> None:
        self.erasures, self.load = workspace.erasures, finished_load(workspace)
        self.identity = identity_version(workspace)

    def keep(
        self,
        tag: Tag,
        given: tuple[Mapping[str, BitMap], BitMap | None],
        inputs: Inputs,
        doubts: Sequence[Text] = (),
    ) -> int:
        """Keep what was found, unless the tag was changed or somebody erased since; return how many have it."""
        values, lapsed = given
        with transaction.atomic():
            current = Tag.objects.select_for_update().filter(pk=tag.pk, version=tag.version)
            if not current.filter(workspace__erasures=self.erasures).exists():
                return tag.members or 0
            occasion = Occasion(inputs.at, inputs.today, CAUSES[tag.type], inputs.base, lapsed=lapsed)
            size = keep(tag, self._still(tag, values, inputs), occasion)
            forget_old_changes(tag, inputs.at)
            current.update(
                evaluated_version=tag.version,
                evaluated_at=inputs.at,
                evaluated_load=self.load,
                evaluated_identity=self.identity,
                doubts=[doubt.as_dict() for doubt in doubts],
            )
        return size

    def _still(self, tag: Tag, values: Mapping[str, BitMap], inputs: Inputs) -> Mapping[str, BitMap]:
        """Read acts again under the lock: one may have come in since they were read."""
        return held_at(tag, inputs.at).values if tag.type == "manual" else values
