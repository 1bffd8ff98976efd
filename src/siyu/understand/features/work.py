"""What one computation of features shares between its sources: orders and coded lines read once, small code tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

from siyu.understand.features.favourites import code_products
from siyu.understand.features.registry import DERIVED, Feature, Moment, Over, source_named
from siyu.understand.inputs import Inputs

if TYPE_CHECKING:
    import ibis


class Work:
    """One computation of `features` over `inputs`; what it keeps is dropped with the connection of its snapshot."""

    def __init__(self, inputs: Inputs, features: Sequence[Feature]) -> None:
        self.inputs = inputs
        self.features = features
        self.moment = Moment(inputs.today)

    def codes(self, names: Sequence[str]) -> ibis.Table:
        """Return (code, value) numbering the names from 0."""
        numbers = pa.array(range(len(names)), pa.int32())
        return self.inputs.snapshot.memtable(pa.table({"code": numbers, "value": pa.array(names, pa.string())}))

    def orders(self, since_on: date | None = None) -> ibis.Table:
        """Return the orders; those of all time are read and netted of refunds once."""
        return self._all_orders if since_on is None else self.inputs.facts("orders", since_on)

    def bought_orders(self, since_on: date | None = None) -> ibis.Table:
        """Return the orders that did not come back."""
        orders = self.orders(since_on)
        return orders.filter(orders.is_bought)

    @cached_property
    def coded_lines(self) -> tuple[ibis.Table, dict[str, list[str]]]:
        """Every line that did not come back: (member_id, what the features ask of its product, in integer codes), and
        the names by code.

        The lines are read and netted of refunds once, however many features look at their products.
        """
        snapshot = self.inputs.snapshot
        keys = snapshot.to_arrow(snapshot.facts("order_lines").select("product_key").distinct())["product_key"]
        products = snapshot.to_arrow(self.inputs.products().select("key", "category", "department", "brand"))
        table, names = code_products(products, keys.combine_chunks().drop_null())
        coded = snapshot.memtable(table)
        lines = self.inputs.facts("lines")
        lines = lines.filter(lines.is_bought)
        joined = lines.inner_join(coded, lines.product_key == coded.key)
        asked = {name: coded[name] for name in sorted(self._columns("lines", None))}
        return snapshot.keep(joined.select("member_id", **asked)), names

    @cached_property
    def _all_orders(self) -> ibis.Table:
        orders = self.inputs.facts("orders")
        return self.inputs.snapshot.keep(
            orders.select(*sorted({"member_id", "is_bought"} | self._columns("orders", orders)))
        )

    def _columns(self, over: Over, rows: ibis.Table | None) -> set[str]:
        """Return what the features look at of the rows shared by the sources over them."""
        found: set[str] = set()
        for feature in self.features:
            source = source_named(feature.source) if feature.source != DERIVED else None
            if source is None or source.over != over:
                continue
            found |= set(source.reads) if source.reads is not None else self._named(feature, rows)
        return found

    def _named(self, feature: Feature, rows: ibis.Table | None) -> set[str]:
        from ibis.expr.operations import Field

        if rows is None:
            return set()
        fields = feature.expr(rows, self.moment).op().find(Field)
        return {field.name for field in fields if field.rel == rows.op()}
