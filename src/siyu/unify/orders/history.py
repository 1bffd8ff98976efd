"""The orders of one member as they happened, refunds and cancellations shown instead of taken out."""

from __future__ import annotations

from typing import Any

import ibis

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.engine.schema import MONEY
from siyu.engine.snapshot import Snapshot
from siyu.unify.orders.place import Place

ORDER_COLUMNS = (
    "key",
    "occurred_at",
    "store_key",
    "staff_key",
    "channel",
    "status",
    "lines",
    "quantity",
    *MONEY,
)
PRODUCT_COLUMNS = ("name", "department", "department_zh", "category", "category_zh", "type", "brand", "package_size")


def orders_of(workspace: Workspace, sources: list[int], before: Place | None, limit: int) -> list[dict[str, Any]]:
    """Return up to `limit` orders of the ids before the given place, newest first; `net_minor` is after refunds."""
    with open_snapshot(workspace) as snapshot:
        orders = snapshot.facts("orders", until_at=workspace.clock.now())
        mine = orders.filter(orders.source_id.isin(sources)).select(*ORDER_COLUMNS)
        if before is not None:
            later = (mine.occurred_at < before.at) | ((mine.occurred_at == before.at) & (mine.key < before.key))
            mine = mine.filter(later)
        mine = mine.order_by(ibis.desc("occurred_at"), ibis.desc("key")).limit(limit)
        rows: list[dict[str, Any]] = snapshot.to_arrow(mine).to_pylist()
        refunded = _refunded(snapshot, workspace, [row["key"] for row in rows])
    return [_netted(row, refunded) for row in rows]


def order_of(workspace: Workspace, sources: list[int], key: str) -> dict[str, Any] | None:
    """Return one order of the ids with its lines and their products, or None when it is not theirs."""
    with open_snapshot(workspace) as snapshot:
        orders = snapshot.facts("orders", until_at=workspace.clock.now())
        mine = orders.filter((orders.key == key) & orders.source_id.isin(sources)).select(*ORDER_COLUMNS, "source_id")
        found = snapshot.to_arrow(mine).to_pylist()
        if not found:
            return None
        order: dict[str, Any] = found[0]
        order["lines"] = _lines(snapshot, workspace, key, order.pop("source_id"))
        return _netted(order, _refunded(snapshot, workspace, [key]))


def _netted(order: dict[str, Any], refunded: dict[str, tuple[int, bool]]) -> dict[str, Any]:
    """Add what was given back and what is left: nothing of an order that was cancelled or came back as a whole."""
    amount, is_whole = refunded.get(order["key"], (0, False))
    is_gone = is_whole or order["status"] == "cancelled"
    return {**order, "refunded_minor": amount, "net_minor": 0 if is_gone else order["sales_minor"] - amount}


def _refunded(snapshot: Snapshot, workspace: Workspace, keys: list[str]) -> dict[str, tuple[int, bool]]:
    """Return of each order that has a refund the amount, and whether it came back as a whole."""
    if not keys or snapshot.is_empty("refunds"):
        return {}
    refunds = snapshot.facts("refunds", until_at=workspace.clock.now())
    mine = refunds.filter(refunds.order_key.isin(keys))
    sums = mine.group_by("order_key").agg(
        amount=mine.amount_minor.sum().cast("int64"), is_whole=mine.line_key.isnull().any()
    )
    return {row["order_key"]: (row["amount"], row["is_whole"]) for row in snapshot.to_arrow(sums).to_pylist()}


def _lines(snapshot: Snapshot, workspace: Workspace, key: str, source_id: int) -> list[dict[str, Any]]:
    facts = snapshot.facts("order_lines", until_at=workspace.clock.now())
    lines = facts.filter((facts.source_id == source_id) & (facts.order_key == key))
    products = snapshot.facts("products").select("key", *PRODUCT_COLUMNS).rename(known_product="key")
    joined = lines.left_join(products, lines.product_key == products.known_product)
    rows = snapshot.to_arrow(joined.order_by(joined.key)).to_pylist()
    back = _refunded_lines(snapshot, workspace, key)
    return [_line(row, back) for row in rows]


def _line(row: dict[str, Any], back: dict[str | None, tuple[float, int]]) -> dict[str, Any]:
    quantity, amount = back.get(row["key"], (0.0, 0))
    is_whole = None in back
    return {
        "key": row["key"],
        "product_key": row["product_key"],
        "product": {field: row[field] for field in PRODUCT_COLUMNS} if row["known_product"] is not None else None,
        "quantity": row["quantity"],
        "net_quantity": 0.0 if is_whole else max(row["quantity"] - quantity, 0.0),
        **{field: row[field] for field in MONEY},
        "net_minor": 0 if is_whole else row["sales_minor"] - amount,
    }


def _refunded_lines(snapshot: Snapshot, workspace: Workspace, key: str) -> dict[str | None, tuple[float, int]]:
    if snapshot.is_empty("refunds"):
        return {}
    refunds = snapshot.facts("refunds", until_at=workspace.clock.now())
    mine = refunds.filter(refunds.order_key == key)
    sums = mine.group_by("line_key").agg(quantity=mine.quantity.sum(), amount=mine.amount_minor.sum().cast("int64"))
    return {row["line_key"]: (row["quantity"] or 0.0, row["amount"]) for row in snapshot.to_arrow(sums).to_pylist()}
