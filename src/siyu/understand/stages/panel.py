"""The stages of one member, as member 360 shows them: by what was recorded of the days that are over."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.lib.labels import Label
from siyu.understand.stages.kinds import MODELS, StageModel
from siyu.understand.stages.recording import TABLE

MOST_MOVES = 50


def member_stages(workspace: Workspace, member_id: int) -> list[dict[str, Any]]:
    """Return for each model, and each category that is recorded, the stage with the day it began, and the moves before.

    Nothing before the first day was recorded.
    """
    with open_snapshot(workspace) as snapshot:
        rows = snapshot.facts(TABLE)
        mine = rows.filter(rows.source_id == member_id).order_by(rows.occurred_on.desc())
        found = snapshot.to_arrow(mine.select("model", "category", "from_stage", "to_stage", "occurred_on")).to_pylist()
    told: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
    for row in found:
        if row["model"] in MODELS:
            told.setdefault((row["model"], row["category"]), []).append(row)
    order = list(MODELS)
    keys = sorted(told, key=lambda key: (order.index(key[0]), key[1] or ""))
    return [_told(MODELS[name], category, told[name, category]) for name, category in keys]


def _told(model: StageModel, category: str | None, rows: list[dict[str, Any]]) -> dict[str, Any]:
    last = rows[0]
    return {
        "model": model.name,
        "label": model.label.as_dict(),
        "category": category,
        "stage": last["to_stage"],
        "stage_label": _label(model, last["to_stage"]),
        "since": last["occurred_on"],
        "moves": [
            {
                "on": row["occurred_on"],
                "before": row["from_stage"],
                "before_label": _label(model, row["from_stage"]),
                "stage": row["to_stage"],
                "stage_label": _label(model, row["to_stage"]),
            }
            for row in rows[:MOST_MOVES]
        ],
    }


def _label(model: StageModel, name: str | None) -> Label | None:
    return next((stage.label.as_dict() for stage in model.stages if stage.name == name), None)
