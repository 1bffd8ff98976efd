"""A member's timeline: orders, refunds, events and touches in one list, newest first."""

from __future__ import annotations

import json
from typing import Any

import ibis

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.connect.vocabulary import label_of
from siyu.engine.snapshot import Snapshot
from siyu.lib.text import Text
from siyu.unify.orders.place import Place

DETAIL: dict[str, tuple[str, ...]] = {
    "orders": ("store_key", "staff_key", "channel", "status", "lines", "quantity", "sales_minor"),
    "refunds": ("order_key", "line_key", "quantity", "amount_minor", "reason", "exchanged_for"),
    "events": (
        "type",
        "channel",
        "store_key",
        "product_key",
        "campaign_key",
        "coupon_key",
        "value_minor",
        "properties",
    ),
    "touches": ("type", "channel", "campaign_key", "campaign_type", "properties"),
}
KIND = {"orders": "order", "refunds": "refund", "events": "event", "touches": "touch"}
TITLE = {"orders": Text("下单", "Ordered"), "refunds": Text("退款", "Refunded")}


def timeline_of(workspace: Workspace, sources: list[int], before: Place | None, limit: int) -> list[dict[str, Any]]:
    """Return up to `limit` facts about the ids before the given place, each with its kind, title and details."""
    with open_snapshot(workspace) as snapshot:
        found = [
            _entry(table, row)
            for table in DETAIL
            if not snapshot.is_empty(table)
            for row in snapshot.to_arrow(_newest(snapshot, table, workspace, sources, before).limit(limit)).to_pylist()
        ]
    return sorted(found, key=lambda row: (row["at"], row["key"]), reverse=True)[:limit]


def _newest(
    snapshot: Snapshot, table: str, workspace: Workspace, sources: list[int], before: Place | None
) -> ibis.Table:
    facts = snapshot.facts(table, until_at=workspace.clock.now())
    mine = facts.filter(facts.source_id.isin(sources)).select("key", "occurred_at", *DETAIL[table])
    mine = mine.mutate(place=ibis.literal(f"{KIND[table]}:") + mine.key)
    if before is not None:
        is_later = (mine.occurred_at == before.at) & (mine.place < before.key)
        mine = mine.filter((mine.occurred_at < before.at) | is_later)
    return mine.order_by(ibis.desc("occurred_at"), ibis.desc("place"))


def _entry(table: str, row: dict[str, Any]) -> dict[str, Any]:
    detail = {field: row[field] for field in DETAIL[table] if row[field] is not None and field != "type"}
    if "properties" in detail:
        detail["properties"] = json.loads(detail["properties"])
    fact_type = row.get("type") or KIND[table]
    return {
        "at": row["occurred_at"],
        "kind": KIND[table],
        "type": fact_type,
        "key": row["place"],
        "title": (TITLE.get(table) or label_of(fact_type)).as_dict(),
        "detail": {"key": row["key"], **detail},
    }
