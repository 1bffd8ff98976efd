"""Whose features are out of date since they were kept: new facts, facts of before that count now, windows that moved on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from pyroaring import BitMap

from siyu.engine.revisions import revisions
from siyu.lib import bitmaps
from siyu.understand.features.edges import Edges
from siyu.understand.inputs import Inputs
from siyu.unify.members.identity import members_behind

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

TABLE_OF = {"orders": "orders", "lines": "order_lines"}
ORDER_KEY = {"orders": "key", "order_lines": "order_key", "refunds": "order_key"}


@dataclass(frozen=True)
class Kept:
    """Features kept earlier, and what they rest on.

    `rows` are (member_id, one column a feature) ascending by member, as of load `load` at the instant `at` on the brand's
    day `today`. `moved` are ids, whoever they read as, of whom facts may have come or gone without a load: of people who
    were merged or parted since, and of whoever claimed an order.
    """

    rows: pa.Table
    load: int
    at: datetime
    today: date
    moved: BitMap

    def fits(self, inputs: Inputs) -> bool:
        """Say whether the inputs tell of the same facts or of more: only then can the rows be brought up to date."""
        load = inputs.snapshot.done
        return (load is None or load >= self.load) and inputs.at >= self.at and inputs.today >= self.today


def stale_members(inputs: Inputs, kept: Kept, edges: Mapping[str, Edges]) -> dict[str, BitMap]:
    """Return for each kind of rows the members whose features may differ; the kept ones hold for everybody else."""
    changes = _Changes(inputs, kept)
    moved = members_behind(kept.moved, inputs.identity)
    known = bitmaps.from_ids(kept.rows["member_id"].to_numpy())
    return {
        kind: (moved | (inputs.base - known) | changes.of(kind, asked)) & inputs.base for kind, asked in edges.items()
    }


@dataclass(frozen=True)
class _Changes:
    inputs: Inputs
    kept: Kept

    def of(self, kind: str, edges: Edges) -> BitMap:
        """Return the members of new rows of a kind and of those that passed an edge, or of all rows."""
        days = self.inputs.today - self.kept.today
        table = TABLE_OF.get(kind, kind)
        parts = [self._new(table)]
        if edges.today and days:
            parts.append(revisions(self.inputs.snapshot, table))
        if days:
            # Both ends count, however an expression compares with the edge.
            parts += [self._between(table, self.kept.today - timedelta(window - 1), days) for window in edges.windows]
        if table in TABLE_OF.values():
            parts.append(self._keyed(table, self._order_keys))
        if kind == "lines":
            parts.append(self._of_products())
        return members_behind(BitMap.union(*map(self._sources, parts)), self.inputs.identity)

    def _between(self, table: str, first: date, days: timedelta) -> ibis.Table:
        return revisions(self.inputs.snapshot, table, since_on=first, until_on=first + days)

    def _new(self, table: str) -> ibis.Table:
        """Return the rows that were not there or had not happened when the features were kept."""
        loaded = revisions(self.inputs.snapshot, table, loaded_after=self.kept.load)
        happened = revisions(self.inputs.snapshot, table, since_on=self.kept.today)
        return loaded.union(happened.filter(happened.occurred_at > self.kept.at))

    @cached_property
    def _order_keys(self) -> ibis.Table:
        """(order_key) of the orders of which any part is new: their refunds and cancellations tell of other rows."""
        parts = [self._new(table).select(order_key=column) for table, column in ORDER_KEY.items()]
        return self.inputs.snapshot.keep(parts[0].union(*parts[1:]).distinct())

    def _keyed(self, table: str, keys: ibis.Table) -> ibis.Table:
        rows = revisions(self.inputs.snapshot, table)
        return rows.semi_join(keys, rows[ORDER_KEY[table]] == keys.order_key)

    def _of_products(self) -> ibis.Table:
        """Return the lines of products that are described anew: they are read as they are now."""
        lines, products = (
            revisions(self.inputs.snapshot, "order_lines"),
            revisions(self.inputs.snapshot, "products", loaded_after=self.kept.load),
        )
        return lines.semi_join(products, lines.product_key == products.key)

    def _sources(self, rows: ibis.Table) -> BitMap:
        found = rows.filter(rows.source_id.notnull()).select("source_id").distinct()
        return bitmaps.from_ids(self.inputs.snapshot.to_arrow(found)["source_id"].to_numpy())


def union_of(sets: Iterable[BitMap]) -> BitMap:
    """Return everybody in any of the sets."""
    return BitMap.union(BitMap(), *sets)
