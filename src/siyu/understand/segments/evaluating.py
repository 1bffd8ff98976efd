"""Evaluating segments: all stale ones in one pass over the facts, their members and sizes written chunk by chunk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.lib import bitmaps
from siyu.lib.clock import day_of
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.segments.models import Segment, SegmentMembership, SizePoint
from siyu.understand.segments.reading import rule_of

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs


def evaluate_stale(workspace: Workspace) -> dict[str, int]:
    """Evaluate every segment whose members are out of date and return the new sizes by name.

    A nightly segment is out of date on a new brand day, after a load and after a change; a frozen one only before it was
    evaluated first and after a change.
    """
    load, today = finished_load(workspace), workspace.today()
    segments = Segment.objects.filter(workspace=workspace)
    return evaluate_segments(workspace, [one for one in segments if _is_stale(one, load, today)])


def evaluate_segments(workspace: Workspace, segments: Sequence[Segment]) -> dict[str, int]:
    """Evaluate the segments together, write their members and return their sizes by name."""
    if not segments:
        return {}
    workspace.refresh_from_db(fields=["erasures"])
    load = finished_load(workspace)
    with open_inputs(workspace) as inputs:
        found = _evaluate(segments, inputs)
    for segment, members in found:
        _write(segment, members, inputs, load, workspace.erasures)
    return {segment.name: len(members) for segment, members in found}


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
    """Replace the chunks that differ, unless the segment was changed or somebody erased since it was evaluated."""
    chunks = bitmaps.to_chunks(members)
    with transaction.atomic():
        current = Segment.objects.select_for_update().filter(pk=segment.pk, version=segment.version)
        if not current.filter(workspace__erasures=erasures).exists():
            return
        held = dict(SegmentMembership.objects.filter(segment=segment).values_list("chunk", "bits"))
        changed = {chunk: raw for chunk, raw in chunks.items() if bytes(held.get(chunk, b"")) != raw}
        gone = held.keys() - chunks.keys()
        SegmentMembership.objects.filter(segment=segment, chunk__in=[*gone, *changed]).delete()
        SegmentMembership.objects.bulk_create(
            SegmentMembership(segment=segment, chunk=chunk, bits=raw) for chunk, raw in changed.items()
        )
        current.update(
            evaluated_version=segment.version,
            evaluated_at=inputs.at,
            evaluated_load=load,
            size=len(members),
            base=len(inputs.base),
        )
        SizePoint.objects.update_or_create(
            segment=segment, on=inputs.today, defaults={"size": len(members), "base": len(inputs.base)}
        )
