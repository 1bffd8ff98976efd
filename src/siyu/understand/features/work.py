"""What one computation of features shares between its sources: orders and coded lines read once, small code tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

from siyu.understand.features.favourites import code_products
from siyu.understand.features.registry import Moment
from siyu.understand.inputs import Inputs

if TYPE_CHECKING:
    import ibis

ORDER_COLUMNS = (
    "member_id", "occurred_on", "occurred_hour", "store_key", "channel", "lines", "net_quantity", "net_minor",
    "sales_minor", "discount_minor", "coupon_minor", "is_bought",
)  # fmt: skip


class Work:
    """One computation over `inputs`; what it keeps is dropped with it."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
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
    def _all_orders(self) -> ibis.Table:
        return self.inputs.facts("orders").select(*ORDER_COLUMNS).cache()

    @cached_property
    def coded_lines(self) -> tuple[ibis.Table, dict[str, list[str]]]:
        """Every line that did not come back as (member_id, product_key, category, department, brand) in integer codes, and names.

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
        small = joined.select(
            "member_id",
            **{name: coded[name] for name in ("category", "department", "brand")},
            product_key=coded.product_key,
        )
        return small.cache(), names
