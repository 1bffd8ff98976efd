"""Repeats and revisions: of a batch only what the lake does not know yet is kept, numbered after what it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa

from siyu.engine.revisions import revisions

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows to append, with `revision`, and what became of the others: read = kept + repeated."""

    rows: pa.Table
    read: int

    @property
    def counts(self) -> dict[str, int]:
        """Return the numbers a load keeps of a table."""
        revised = int(pa.compute.sum(pa.compute.greater(self.rows["revision"], 0)).as_py() or 0)
        return {"read": self.read, "kept": len(self.rows), "repeated": self.read - len(self.rows), "revised": revised}

    def beside(self, other: Kept) -> Kept:
        """Return both in one; a key stands in one of them only."""
        return Kept(pa.concat_tables([self.rows, other.rows]), self.read + other.read)


def keep_all(completed: pa.Table) -> Kept:
    """Return all rows as first revisions: the caller knows that the lake holds none of their keys."""
    return Kept(_number(completed, pa.repeat(pa.scalar(0, pa.int32()), len(completed))), len(completed))


def keep_new(snapshot: Snapshot, table: str, completed: pa.Table) -> Kept:
    """Return the rows that are new to the lake table.

    A row whose key and digest are known, from the lake in any revision or from an earlier row of the batch, is a
    repeat. A known key with another digest becomes the next revision, in the order of the batch.
    """
    place = pa.array(np.arange(len(completed)))
    given = snapshot.memtable(completed.select(["key", "digest"]).append_column("place", place))
    known = revisions(snapshot, table).select("key", "revision", "digest")
    held = snapshot.memtable(snapshot.to_arrow(known.semi_join(given, "key")))
    if not _any_known(snapshot, given, held):
        return keep_all(completed)
    numbered = snapshot.to_arrow(_revisions_of(given, held).order_by("place"))
    return Kept(_number(completed.take(numbered["place"]), numbered["revision"]), len(completed))


def _any_known(snapshot: Snapshot, given: ir.Table, held: ir.Table) -> bool:
    doubled = given.count() > given.key.nunique()
    return bool(snapshot.to_arrow(doubled.name("found")).as_py() or snapshot.to_arrow(held.count()).as_py())


def _revisions_of(given: ir.Table, held: ir.Table) -> ir.Table:
    """Return (place, revision) of the rows to keep."""
    nth = ibis.row_number().over(group_by=["key", "digest"], order_by="place")
    first = given.mutate(nth=nth)
    fresh = first.filter(first.nth == 0).anti_join(held, ["key", "digest"])
    last = held.group_by("key").agg(last=held.revision.max())
    joined = fresh.left_join(last, "key")
    after = ibis.row_number().over(group_by=joined.key, order_by=joined.place)
    return joined.select("place", revision=(joined.last.coalesce(-1) + 1 + after).cast("int32"))


def _number(rows: pa.Table, revision: pa.Array) -> pa.Table:
    return rows.append_column("revision", revision)
