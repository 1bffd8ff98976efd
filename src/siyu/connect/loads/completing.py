"""The columns every fact carries, worked out once for a whole batch: brand day and hour, digest, load number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import ibis

from siyu.engine.digest import stable_hash
from siyu.engine.schema import TABLES
from siyu.engine.zones import to_wall

if TYPE_CHECKING:
    import ibis.expr.types as ir

WITHOUT_TIME = frozenset({"products", "offers"})
"""Tables that say how things are, not what happened: when they were learnt is no part of their content."""

DERIVED = frozenset({"occurred_hour"})
"""Content columns that follow from others and would only make the digest depend on the brand's zone."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all rows of one load share."""

    load_no: int
    received_at: datetime
    zone: str


def complete(rows: ir.Table, table: str, stamp: Stamp) -> ir.Table:
    """Return the rows with every column of the lake table but `revision`; content columns that are absent become null."""
    schema = ibis.Schema.from_pyarrow(TABLES[table].schema)
    wall = to_wall(rows.occurred_at, stamp.zone)
    known = {
        "key": rows.key,
        "occurred_at": rows.occurred_at,
        "source_id": rows.source_id if "source_id" in rows.columns else ibis.null("int64"),
        "occurred_on": wall.date(),
        "occurred_hour": wall.hour().cast("int8"),
        "received_at": ibis.literal(stamp.received_at, "timestamp('UTC', 6)"),
        "load_no": ibis.literal(stamp.load_no, "int64"),
    }
    columns: dict[str, ir.Value] = {}
    for name in schema.names:
        if name in {"revision", "digest"}:
            continue
        value = known.get(name)
        if value is None:
            value = rows[name] if name in rows.columns else ibis.null(schema[name])
        columns[name] = value.cast(schema[name].copy(nullable=True))
    completed = rows.select(**columns)
    return completed.mutate(digest=digest_of(completed, table))


def digest_of(completed: ir.Table, table: str) -> ir.Value:
    """Return the hash of a fact's content: everything that makes it another fact when it changes."""
    later = TABLES[table].later
    names = [name for name in TABLES[table].content if name not in DERIVED | later]
    told = ["source_id"] if table in WITHOUT_TIME else ["occurred_at", "source_id"]
    return stable_hash(*(completed[name] for name in [*told, *names]), later={name: completed[name] for name in later})
