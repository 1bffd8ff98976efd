"""Whose facts changed: by loads, by lying in the future no longer, or by having become too old for a window of hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa
from pyroaring import BitMap

from siyu.connect.loads.reading import claims_of
from siyu.engine.pruning import Window
from siyu.lib import bitmaps
from siyu.understand.rules.ages import Age
from siyu.understand.rules.facts import ACTIVITY, fact_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.accounts.models import Workspace
    from siyu.engine.snapshot import Snapshot

DONE_BY_MEMBERS = ("events", "touches", "points", "coupons")
OF_ORDERS = {"orders": "key", "order_lines": "order_key", "refunds": "order_key"}
"""The tables of orders and the column that names the order: what one of them brings may change whom the others count for."""
OF_NOBODY = ("products", "offers")
"""Tables that say how things are: a new row may change anybody, because attributes of products are read as they are now."""
LAKE_TABLES = {"lines": "order_lines"}


@dataclass(frozen=True, slots=True)
class Facts:
    """Reads one snapshot for whose facts changed."""

    workspace: Workspace
    snapshot: Snapshot

    def change_everybody(self, load: int) -> bool:
        """Say whether a load after that one brought something that is about no member."""
        return any(self._loaded(table, load) is not None for table in OF_NOBODY)

    def loaded_after(self, load: int) -> BitMap:
        """Return the ids of facts that loads after that one brought, and of what those facts replace or bear on."""
        found = [self._sources(rows) for table in DONE_BY_MEMBERS for rows in self._with_replaced(table, load)]
        return BitMap.union(BitMap(), *found, *self._of_orders(load))

    def occurred_between(self, since: datetime, until: datetime, ages: Iterable[Age] = ()) -> BitMap:
        """Return the ids of facts that occurred between two instants, or became so old between them."""
        began = Window(since_at=since, until_at=until, done=self.snapshot.done)
        found = [self._sources(rows) for table in DONE_BY_MEMBERS if (rows := self._rows(table, began)) is not None]
        keys = {
            key
            for table in OF_ORDERS
            if (rows := self._rows(table, began)) is not None
            for key in self._orders(table, rows)
        }
        return BitMap.union(
            BitMap(), *found, *self._bearing_on(keys), *(self._so_old(since, until, age) for age in ages)
        )

    def lie_after(self, at: datetime) -> bool:
        """Say whether there may be facts of a later instant, which begin to count when it comes."""
        every = (*DONE_BY_MEMBERS, *OF_ORDERS)
        return any(
            not file.surely_at_most("occurred_at", at) for table in every for file in self.snapshot.pinned(table).files
        )

    def _so_old(self, since: datetime, until: datetime, age: Age) -> BitMap:
        """Return the ids of facts that reached an age between two instants, both included."""
        fact, ago = fact_of(age.did), timedelta(seconds=age.seconds)
        first, last = since - ago, until - ago
        found = []
        for table in (LAKE_TABLES.get(name, name) for name in fact.tables):
            if self._rows(table, Window(since_at=first, until_at=last, done=self.snapshot.done)) is not None:
                facts = self.snapshot.facts(table, since_at=first, until_at=last)
                found.append(self._sources(facts.filter(facts.type == age.did) if fact is ACTIVITY else facts))
        return BitMap.union(BitMap(), *found)

    def _loaded(self, table: str, load: int) -> ir.Table | None:
        return self._rows(table, Window(done=self.snapshot.done, loaded_after=load))

    def _rows(self, table: str, window: Window) -> ir.Table | None:
        """Return all revisions in a window, None when there certainly is none."""
        pinned = self.snapshot.pinned(table)
        return self.snapshot.rows(pinned, window) if window.files_of(pinned) else None

    def _known(self, table: str) -> ir.Table:
        return self.snapshot.rows(self.snapshot.pinned(table), Window(done=self.snapshot.done))

    def _with_replaced(self, table: str, load: int) -> Iterable[ir.Table]:
        """Yield what was loaded, and what was known before of facts it gives a later revision."""
        loaded = self._loaded(table, load)
        if loaded is None:
            return
        yield loaded
        files = Window(done=self.snapshot.done, loaded_after=load).files_of(self.snapshot.pinned(table))
        if all(file.surely_at_most("revision", 0) for file in files):
            return
        revised = self._words(loaded.filter(loaded.revision > 0).key)
        if revised:
            yield self._having(self._known(table), "key", revised)

    def _of_orders(self, load: int) -> Iterable[BitMap]:
        """Yield the ids of loaded orders, lines and refunds; and of all that is known of an order that was known before."""
        keys: set[str] = set()
        for table in OF_ORDERS:
            for rows in self._with_replaced(table, load):
                yield self._sources(rows)
                keys |= self._orders(table, rows)
        yield self._claimed(keys)
        yield from self._bearing_on(keys - self._fresh_orders(load))

    def _fresh_orders(self, load: int) -> set[str]:
        """Return the orders that nothing was known of before, and nothing was given back of since."""
        orders, refunds = self._loaded("orders", load), self._loaded("refunds", load)
        if orders is None:
            return set()
        fresh = set(self._words(orders.filter(orders.revision == 0).key))
        fresh.difference_update(self._words(orders.filter(orders.revision > 0).key))
        return fresh if refunds is None else fresh - self._orders("refunds", refunds)

    def _bearing_on(self, keys: set[str]) -> Iterable[BitMap]:
        """Yield the ids of everything known of orders."""
        if keys:
            for table, column in OF_ORDERS.items():
                yield self._sources(self._having(self._known(table), column, keys))
            yield self._claimed(keys)

    def _orders(self, table: str, rows: ir.Table) -> set[str]:
        return set(self._words(rows[OF_ORDERS[table]]))

    def _claimed(self, keys: set[str]) -> BitMap:
        claims = claims_of(self.workspace) if keys else None
        if claims is None:
            return BitMap()
        pairs = zip(claims["claimed_key"].to_pylist(), claims["claimed_by"].to_pylist(), strict=True)
        return BitMap(source for key, source in pairs if key in keys)

    def _having(self, rows: ir.Table, column: str, words: Iterable[str]) -> ir.Table:
        wanted = self.snapshot.memtable(pa.table({"wanted": pa.array(sorted(words), pa.string())}))
        return rows.semi_join(wanted, rows[column] == wanted.wanted)

    def _words(self, column: ir.Value) -> Sequence[str]:
        found = self.snapshot.to_arrow(column.name("word").as_table().distinct())["word"]
        return [word for word in found.to_pylist() if word is not None]

    def _sources(self, rows: ir.Table) -> BitMap:
        ids = self.snapshot.to_arrow(rows.filter(rows.source_id.notnull()).select("source_id").distinct())
        return bitmaps.from_ids(ids["source_id"].to_numpy())
