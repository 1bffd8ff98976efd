"""Stages that people set: who is where from when on, whatever the rules tell, until it is set anew or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.problems import unknown
from siyu.understand.stages.kinds import StageModel, model_named
from siyu.understand.stages.models import StageMark

if TYPE_CHECKING:
    import pyarrow as pa

LONGEST_WHY = 200
MOST_TOLD = 50


def marks_by(workspace: Workspace, name: str, at: datetime, identity: pa.Table) -> Mapping[int, str | None]:
    """Return for each member a stage was ever set for the one that holds at an instant, None where it was taken back.

    Marks of merged ids are the person's; `identity` is (source_id, member_id) of the ids that moved.
    """
    rows = StageMark.objects.filter(workspace=workspace, model=name, at__lte=at).order_by("at", "pk")
    moved: dict[int, int] = {}
    found: dict[int, str | None] = {}
    for source, stage in rows.values_list("source_id", "stage").iterator(chunk_size=10_000):
        moved = moved or dict(zip(identity["source_id"].to_pylist(), identity["member_id"].to_pylist(), strict=True))
        found[moved.get(source, source)] = stage or None
    return found


def set_stage(access: Access, name: str, member_id: int, stage: str | None, why: str = "") -> None:
    """Say that a member is in a stage from now on; None takes it back, so that the rules tell again.

    Raises `Refusal` for a model whose stages nobody sets, a stage there is not, a member there is not (404), and a
    reason that is too long.
    """
    from siyu.unify.members.base import base_of

    model, workspace = _settable(name), access.workspace
    if stage is not None and stage not in model.names:
        raise unknown("stages.unknown_stage", model.label, stage, model.names, "stage")
    if len(why) > LONGEST_WHY:
        text = Text("理由最多 {most} 个字", "a reason has {most} characters at most").format(most=LONGEST_WHY)
        raise Refusal("stages.long_reason", text, where="why")
    if member_id not in base_of(workspace):
        text = Text("没有这位会员", "there is no such member")
        raise Refusal("members.unknown", text, where="member_id", status=404)
    with transaction.atomic():
        StageMark.objects.create(
            workspace=workspace,
            model=model.name,
            source_id=member_id,
            stage=stage or "",
            at=workspace.clock.now(),
            by=access.by,
            why=why.strip(),
        )
        record(access, "stages.set", "members", str(member_id), {"model": model.name, "stage": stage})


def marks_of(workspace: Workspace, name: str, sources: list[int]) -> list[dict[str, Any]]:
    """Return what was set for a person with these ids, the latest first, fifty at most."""
    rows = StageMark.objects.filter(workspace=workspace, model=name, source_id__in=sources).order_by("-at", "-pk")
    return [{"stage": row.stage or None, "at": row.at, "by": row.by, "why": row.why} for row in rows[:MOST_TOLD]]


def _settable(name: str) -> StageModel:
    model = model_named(name)
    if not model.of_some:
        text = Text("“{model}”由事实得出，不能手动设置", "stages of {name} follow from facts and are not set")
        mend = Text("只有 b2b 的阶段可以设置。", "Only the stages of b2b can be set.")
        raise Refusal("stages.not_set", text.format(model=model.label.zh, name=model.name), where="model", mend=mend)
    return model
