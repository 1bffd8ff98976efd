"""Orders and lines as they stand at an instant: cancelled ones left out, refunds that occurred by then taken off.

A refund of a line takes off its quantity and amount in the window of the order; a refund without a line is of the whole
order. A line is bought while some of its quantity is left; an order while it was not refunded or some line of it is
bought. Rows that are no longer bought stay, because money not given back still counts in sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import pyarrow as pa

    from siyu.engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """Ibis views over one snapshot at one instant; every view of a member's facts carries the canonical `member_id`."""

    snapshot: Snapshot
    at: datetime
    identity: pa.Table

    def orders(self, since_on: date | None = None) -> ibis.Table:
        """Return one row an order not cancelled, with `net_minor`, `net_quantity` and `is_bought`."""
        found = self._facts("orders", since_on).filter(lambda t: t.status != "cancelled")
        refunds = self._refunds()
        if refunds is None:
            return found.mutate(net_minor=found.sales_minor, net_quantity=found.quantity, is_bought=ibis.literal(True))
        taken = self._taken_off_orders(refunds)
        joined = found.left_join(taken, found.key == taken.refunded_order).drop("refunded_order")
        back = joined.refunded_quantity.coalesce(0.0)
        is_whole = joined.is_whole.coalesce(False)
        is_left = joined.bought_lines.coalesce((back < joined.quantity).cast("int64")) > 0
        return joined.mutate(
            net_minor=is_whole.ifelse(0, joined.sales_minor - joined.refunded_minor.coalesce(0)).cast("int64"),
            net_quantity=is_whole.ifelse(
                0.0, joined.left_quantity.coalesce(ibis.greatest(joined.quantity - back, 0.0))
            ),
            is_bought=joined.is_whole.isnull() | (~is_whole & is_left),
        ).drop("is_whole", "refunded_quantity", "refunded_minor", "bought_lines", "left_quantity")

    def lines(self, since_on: date | None = None) -> ibis.Table:
        """Return one row a line of an order not cancelled, with `net_minor`, `net_quantity` and `is_bought`."""
        found = self._facts("order_lines", since_on)
        cancelled = self._cancelled(since_on)
        if cancelled is not None:
            found = found.anti_join(cancelled, found.order_key == cancelled.key)
        refunds = self._refunds()
        if refunds is None:
            return found.mutate(
                net_minor=found.sales_minor, net_quantity=found.quantity, is_bought=found.quantity.coalesce(0.0) > 0
            )
        netted = _net_lines(found, refunds)
        return netted.mutate(is_bought=netted.net_quantity > 0)

    def refunds(self, since_on: date | None = None) -> ibis.Table:
        """Return the refunds that occurred by the instant, on their own day."""
        return self._facts("refunds", since_on)

    def events(self, since_on: date | None = None) -> ibis.Table:
        """Return what members did, by type."""
        return self._facts("events", since_on)

    def touches(self, since_on: date | None = None) -> ibis.Table:
        """Return what the brand did to members, by type."""
        return self._facts("touches", since_on)

    def products(self) -> ibis.Table:
        """Return the products as they are known now, whatever the instant."""
        return self.snapshot.facts("products")

    def _facts(self, table: str, since_on: date | None) -> ibis.Table:
        return self.snapshot.facts(table, since_on=since_on, until_at=self.at, identity=self.identity)

    def _refunds(self) -> ibis.Table | None:
        return None if self.snapshot.is_empty("refunds") else self.snapshot.facts("refunds", until_at=self.at)

    def _cancelled(self, since_on: date | None) -> ibis.Table | None:
        orders = self.snapshot.facts("orders", since_on=since_on)
        return None if self.snapshot.is_empty("orders") else orders.filter(orders.status == "cancelled").select("key")

    def _taken_off_orders(self, refunds: ibis.Table) -> ibis.Table:
        """Return what refunds took off each refunded order, and what is left of its lines."""
        money = refunds.group_by(refunded_order=refunds.order_key).agg(
            refunded_minor=refunds.amount_minor.sum(),
            refunded_quantity=refunds.quantity.sum(),
            is_whole=refunds.line_key.isnull().max(),
        )
        lines = self.snapshot.facts("order_lines", until_at=self.at).select(
            "key", "order_key", "quantity", "sales_minor"
        )
        netted = _net_lines(lines.semi_join(money, lines.order_key == money.refunded_order), refunds)
        left = netted.group_by(left_order=netted.order_key).agg(
            bought_lines=(netted.net_quantity > 0).sum(), left_quantity=netted.net_quantity.sum()
        )
        return money.left_join(left, money.refunded_order == left.left_order).drop("left_order")


def _net_lines(lines: ibis.Table, refunds: ibis.Table) -> ibis.Table:
    """Return the lines with `net_quantity` and `net_minor`: both zero where the whole order came back."""
    whole = refunds.filter(refunds.line_key.isnull()).select(whole_order="order_key").distinct()
    some = refunds.filter(refunds.line_key.notnull())
    taken = some.group_by(refunded_line=some.line_key).agg(
        refunded_quantity=some.quantity.sum(), refunded_minor=some.amount_minor.sum()
    )
    joined = lines.left_join(whole, lines.order_key == whole.whole_order)
    joined = joined.left_join(taken, joined.key == taken.refunded_line)
    is_whole = joined.whole_order.notnull()
    left = ibis.greatest(joined.quantity - joined.refunded_quantity.coalesce(0.0), 0.0)
    money = joined.sales_minor - joined.refunded_minor.coalesce(0)
    return joined.mutate(
        net_quantity=is_whole.ifelse(0.0, left), net_minor=is_whole.ifelse(0, money).cast("int64")
    ).drop("whole_order", "refunded_line", "refunded_quantity", "refunded_minor")
