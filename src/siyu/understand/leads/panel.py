"""A contact's lead score on member 360: the points of each part, the band, and the stage that was set, if any."""

from __future__ import annotations

from typing import Any

from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.understand.inputs import ids_of
from siyu.understand.leads.scoring import scored
from siyu.understand.opening import open_inputs
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.marks import marks_of
from siyu.understand.stages.standing import standing_on, told_by_rules


def member_lead(workspace: Workspace, member_id: int) -> dict[str, Any] | None:
    """Return what a business contact scores and why, and its stage as set and as told by the rules; None for who is none."""
    with open_inputs(workspace, members=BitMap([member_id])) as inputs:
        scores = scored(inputs)
        if not len(scores.members):
            return None
        stage = B2B.stages[int(standing_on(inputs, B2B.name).places[0])]
        ruled = B2B.stages[int(told_by_rules(inputs, B2B, inputs.stages(B2B.name)).places[0])]  # type: ignore[arg-type]
        sources = ids_of(BitMap([member_id]), inputs.identity).tolist()
    points = int(scores.points[0])
    marks = marks_of(workspace, B2B.name, sources)
    return {
        "points": points,
        "band": scores.score.band(points),
        "parts": scores.explain(member_id),
        "stage": stage.name,
        "stage_label": stage.label.as_dict(),
        "ruled": ruled.name,
        "ruled_label": ruled.label.as_dict(),
        "is_set": bool(marks) and marks[0]["stage"] is not None,
        "marks": [{**mark, "label": _label(mark["stage"])} for mark in marks],
    }


def _label(name: str | None) -> Any:
    return next((stage.label.as_dict() for stage in B2B.stages if stage.name == name), None)
