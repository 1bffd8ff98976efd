"""The facts that order events make: rows of the import kinds, and later revisions of orders that were cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.collection.orders import OrderRows
from siyu.engine.schema import TABLES

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from siyu.connect.loads.batch import Derive
    from siyu.engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """Facts by lake table, what is derived from them, and the orders of which a cancellation was found."""

    rows: Mapping[str, list[ir.Table]]
    derive: Mapping[str, tuple[str, Derive]]
    cancelled: frozenset[str]


def order_facts(rows: OrderRows, snapshot: Snapshot, workspace: Workspace, cancelled: set[str]) -> OrderFacts:
    """Return the facts; an order of this very batch is not cancelled in it, because it is not in the lake yet."""
    made: dict[str, list[ir.Table]] = {}
    derive: dict[str, tuple[str, Derive]] = {}
    for kind, table in rows.tables():
        made.setdefault(kind.lake_table, []).append(kind.make_facts(table, snapshot, workspace))
        derive |= kind.derive
    wanted = sorted(cancelled - rows.order_keys)
    known = _cancellations(snapshot, wanted) if wanted else None
    if known is None:
        return OrderFacts(made, derive, frozenset())
    found = _keys(snapshot, known)
    if found:
        made.setdefault("orders", []).append(known)
    return OrderFacts(made, derive, found)


def _cancellations(snapshot: Snapshot, keys: list[str]) -> ir.Table:
    """Return the orders as they are known, but cancelled."""
    import ibis

    orders = snapshot.facts("orders", columns=_columns())
    wanted = snapshot.memtable(_as_table(keys))
    return orders.semi_join(wanted, orders.key == wanted.wanted_key).mutate(status=ibis.literal("cancelled"))


def _keys(snapshot: Snapshot, facts: ir.Table) -> frozenset[str]:
    return frozenset(snapshot.to_arrow(facts.select("key"))["key"].to_pylist())


def _columns() -> tuple[str, ...]:
    return ("key", "occurred_at", "source_id", *TABLES["orders"].content)


def _as_table(keys: list[str]) -> pa.Table:
    import pyarrow as pa

    return pa.table({"wanted_key": pa.array(keys, pa.string())})
