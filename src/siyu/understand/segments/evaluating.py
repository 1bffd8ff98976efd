"""Evaluating segments: all stale ones in one pass over the facts, their members and sizes written chunk by chunk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.lib.clock import day_of
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.segments.keeping import Occasion, forget_old_changes, keep_members, locked
from siyu.understand.segments.models import Segment
from siyu.understand.segments.reading import rule_of

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs


def evaluate_stale(workspace: Workspace) -> dict[str, int]:
    """Evaluate every segment whose members are out of date and return the new sizes by name.

    A nightly segment is out of date on a new brand day, after a load and after a change; a frozen one only before it was
    evaluated first and after a change. Live ones are kept by rounds of their own (`understand/live`).
    """
    load, today = finished_load(workspace), workspace.today()
    segments = Segment.objects.filter(workspace=workspace).exclude(refresh="live")
    return evaluate_segments(workspace, [one for one in segments if _is_stale(one, load, today)])


def evaluate_segments(workspace: Workspace, segments: Sequence[Segment]) -> dict[str, int]:
    """Evaluate the segments together, write their members and return their sizes by name; frozen copies stay.

    If live ones are among them a round of live evaluation is run, which brings every one of those up to date.
    """
    segments = [segment for segment in segments if not segment.is_given]
    live = [segment for segment in segments if segment.refresh == "live"]
    if live:
        return _by_a_round(workspace, live) | evaluate_segments(
            workspace, [segment for segment in segments if segment.refresh != "live"]
        )
    if not segments:
        return {}
    workspace.refresh_from_db(fields=["erasures"])
    load = finished_load(workspace)
    with open_inputs(workspace) as inputs:
        found = _evaluate(segments, inputs)
    for segment, members in found:
        _write(segment, members, inputs, load, workspace.erasures)
    return {segment.name: len(members) for segment, members in found}


def bring_up_to_date(segment: Segment) -> None:
    """Evaluate the segment when its members are out of date: a frozen one hardly ever, a live one by a round."""
    load, today = finished_load(segment.workspace), segment.workspace.today()
    if segment.refresh == "live" or _is_stale(segment, load, today):
        evaluate_segments(segment.workspace, [segment])
        segment.refresh_from_db()


def _by_a_round(workspace: Workspace, live: Sequence[Segment]) -> dict[str, int]:
    from siyu.understand.live.evaluating import run_live

    run_live(workspace)
    for segment in live:
        segment.refresh_from_db()
    return {segment.name: segment.size or 0 for segment in live}


def _is_stale(segment: Segment, load: int, today: object) -> bool:
    if segment.evaluated_version != segment.version or segment.evaluated_at is None:
        return True
    if segment.refresh == "frozen":
        return False
    return segment.evaluated_load != load or day_of(segment.evaluated_at, segment.workspace.zone) != today


def _evaluate(segments: Sequence[Segment], inputs: Inputs) -> list[tuple[Segment, BitMap]]:
    rules = [rule_of(segment) for segment in segments]
    return list(zip(segments, evaluate(rules, inputs), strict=True))


def _write(segment: Segment, members: BitMap, inputs: Inputs, load: int, erasures: int) -> None:
    """Keep the members, unless the segment was changed or somebody erased since it was evaluated."""
    cause = "evaluation" if segment.evaluated_version == segment.version else "definition"
    with transaction.atomic():
        if not locked(segment, erasures):
            return
        keep_members(segment, members, Occasion(inputs.at, inputs.today, cause, len(inputs.base)))
        forget_old_changes(segment, inputs.at)
        Segment.objects.filter(pk=segment.pk).update(
            evaluated_version=segment.version, evaluated_at=inputs.at, evaluated_load=load
        )
