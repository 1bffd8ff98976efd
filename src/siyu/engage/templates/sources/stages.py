"""Fields of stages: `stage.<model>` is the label of the stage recorded last."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from siyu.accounts.models import Workspace
from siyu.engage.templates.fields import Field, Found, Source
from siyu.understand.stages.kinds import MODELS

STAGE = "stage."


def _fields(workspace: Workspace) -> Iterator[Field]:
    for model in MODELS.values():
        yield Field(f"{STAGE}{model.name}", model.label, "text", "stage")


def _read(workspace: Workspace, members: Sequence[int], names: Collection[str], language: str) -> Found:
    from siyu.connect.loads.reading import open_snapshot
    from siyu.understand.stages.recording import TABLE

    wanted = {name.removeprefix(STAGE): name for name in names}
    with open_snapshot(workspace) as snapshot:
        rows = snapshot.facts(TABLE)
        mine = rows.filter(rows.source_id.isin(list(members)), rows.model.isin(list(wanted)), rows.category.isnull())
        found = mine.order_by(mine.occurred_on).select("source_id", "model", "to_stage")
        moves = snapshot.to_arrow(found).to_pylist()
    labels = {(model.name, stage.name): stage.label for model in MODELS.values() for stage in model.stages}
    told: Found = {name: {} for name in names}
    for move in moves:
        label = labels.get((move["model"], move["to_stage"]))
        told[wanted[move["model"]]][move["source_id"]] = label.in_(language) if label else None
    return told


SOURCE = Source(_fields, lambda name: name.startswith(STAGE), _read)
