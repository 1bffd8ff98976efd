"""A batch on its way into the lake: rows of each table, and tables that are worked out from the rows that were kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

    from siyu.engine.snapshot import Snapshot

    Derive = Callable[[Snapshot, pa.Table], ibis.Table | None]
    Rows: TypeAlias = ibis.Table | pa.Table | list[ibis.Table]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows by table, of one or of several origins: each with `key`, `occurred_at`, `source_id` and any content columns; others become null.

    `fresh` are the tables whose rows are known to be new, so that they are not looked for in the lake.
    `derive` maps a further table to (the table it is derived from, a function of the kept new rows of that table).
    `notes` goes into the load's counts as it is.
    """

    rows: Mapping[str, Rows]
    derive: Mapping[str, tuple[str, Derive]] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()


Prepare = Callable[["Snapshot"], Batch]
"""Makes the batch inside the lease, reading the lake as the load before left it."""
