"""The import of stages that another system knows of business contacts: one row a contact and stage, from when on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.imports.fields import Field
from siyu.connect.imports.kinds import ImportKind, Stored
from siyu.lib.text import Text
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.models import StageMark

if TYPE_CHECKING:
    import pyarrow as pa

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "traffic": ("visitor", "流量", "访客"),
    "lead": ("线索", "new lead", "新线索"),
    "nurture": ("培育", "nurturing", "培育中"),
    "market_qualified": ("mql", "市场认可", "市场合格"),
    "sales_qualified": ("sql", "销售认可", "销售合格", "opportunity", "商机"),
    "won": ("成交", "赢单", "closed won", "customer", "客户"),
    "onboarding": ("上线", "实施", "onboard"),
    "growth": ("增长", "增购", "expansion"),
    "repurchase": ("复购", "repeat"),
    "renewal": ("续约", "续费", "renewed"),
}


def store_stages(workspace: Workspace, rows: pa.Table, kinds: Sequence[str]) -> Stored:
    """Keep a few hundred stages; a row that is there already changes nothing. Call inside a transaction."""
    from siyu.connect.imports.identifying import identify

    known = identify(workspace, rows, kinds)
    given = [(row["source_id"], row["stage"], row["occurred_at"]) for row in known.rows.to_pylist()]
    ids = sorted({source for source, _, _ in given})
    mine = StageMark.objects.filter(workspace=workspace, model=B2B.name, source_id__in=ids)
    held = set(mine.values_list("source_id", "stage", "at"))
    fresh = [mark for mark in dict.fromkeys(given) if mark not in held]
    StageMark.objects.bulk_create(
        StageMark(workspace=workspace, model=B2B.name, source_id=source, stage=stage, at=at, by="import")
        for source, stage, at in fresh
    )
    return Stored(len(fresh), len(given) - len(fresh), known.tallies)


LEAD_STAGES = ImportKind(
    name="lead_stages",
    label=Text("B2B 阶段", "B2B stages"),
    about=Text(
        "一行一位企业联系人从何时起处于哪个阶段，例如从 CRM 导出。",
        "One row a business contact and the stage it is in from when on, as exported from a CRM.",
    ),
    identified="always",
    store=store_stages,
    fields=(
        Field(
            "stage", "choice", Text("阶段", "Stage"), Text("十个阶段之一，如 lead、MQL、成交", "One of the ten, such as lead, MQL, won"),
            aliases=("stage", "lead_stage", "lifecycle_stage", "deal_stage", "阶段", "线索阶段", "客户阶段"), required=True,
            choices=tuple((name, (name, *_SPELLINGS[name])) for name in B2B.names), example="sales_qualified",
        ),
        Field(
            "occurred_at", "time", Text("时间", "Time"), Text("从何时起处于该阶段", "From when on it is in the stage"),
            aliases=("occurred_at", "at", "stage_changed_at", "changed_at", "since", "time", "date", "时间", "进入时间", "变更时间"),
            required=True, example="2026-03-01 09:30:00", in_past=True,
        ),
    ),
)  # fmt: skip
