"""Orders and lines as they stand at an instant: cancelled ones left out, refunds that occurred by then taken off.

A refund of a line takes off its quantity and amount in the window of the order. A refund without a line is of the whole
order: every line counts as returned. A line is returned when all of its quantity came back; an order when all of its
lines did. Lines of quantity zero were sold by amount and are bought until they are returned.
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
        """Return one row an order that still counts, `net_minor` = sales less refunds; returned and cancelled absent."""
        found = self._facts("orders", since_on).filter(lambda t: t.status != "cancelled")
        refunds = self._refunds()
        if refunds is None:
            return found.mutate(net_minor=found.sales_minor, net_quantity=found.quantity, refunded_minor=_zero())
        taken = self._by_order(refunds)
        joined = found.left_join(taken, found.key == taken.refunded_order).drop("refunded_order")
        refunded = joined.refunded_minor.coalesce(0)
        return (
            joined.filter(~joined.returned.coalesce(False))
            .mutate(
                net_minor=(joined.sales_minor - refunded).cast("int64"),
                net_quantity=joined.quantity - joined.refunded_quantity.coalesce(0.0),
                refunded_minor=refunded.cast("int64"),
            )
            .drop("returned", "refunded_quantity")
        )

    def lines(self, since_on: date | None = None) -> ibis.Table:
        """Return one row a line that still counts, returned ones absent, with `net_quantity` and `net_minor`."""
        found = self._facts("order_lines", since_on)
        cancelled = self._cancelled(since_on)
        if cancelled is not None:
            found = found.anti_join(cancelled, found.order_key == cancelled.key)
        refunds = self._refunds()
        if refunds is None:
            return found.mutate(net_quantity=found.quantity, net_minor=found.sales_minor)
        whole = refunds.filter(refunds.line_key.isnull()).select("order_key").distinct()
        found = found.anti_join(whole, found.order_key == whole.order_key)
        taken = _by_line(refunds)
        joined = found.left_join(taken, found.key == taken.refunded_line).drop("refunded_line")
        quantity, amount = joined.refunded_quantity.coalesce(0.0), joined.refunded_minor.coalesce(0)
        return (
            joined.filter(~((quantity > 0) & (quantity >= joined.quantity)))
            .mutate(net_quantity=joined.quantity - quantity, net_minor=(joined.sales_minor - amount).cast("int64"))
            .drop("refunded_quantity", "refunded_minor")
        )

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

    def _by_order(self, refunds: ibis.Table) -> ibis.Table:
        """Return money taken off each order and whether all of it came back, judged by its lines where they are known."""
        money = refunds.group_by(refunded_order=refunds.order_key).agg(
            refunded_minor=refunds.amount_minor.sum(),
            refunded_quantity=refunds.quantity.sum(),
            whole=refunds.line_key.isnull().max(),
        )
        lines = self.snapshot.facts("order_lines", until_at=self.at).select("key", "order_key", "quantity")
        lines = lines.semi_join(money, lines.order_key == money.refunded_order)
        taken = _by_line(refunds)
        judged = lines.left_join(taken, lines.key == taken.refunded_line)
        back = judged.refunded_quantity.coalesce(0.0)
        kept = judged.group_by(kept_order=judged.order_key).agg(kept=(~((back > 0) & (back >= judged.quantity))).sum())
        both = money.left_join(kept, money.refunded_order == kept.kept_order)
        returned = both.whole | (both.kept == 0).coalesce(False)
        return both.mutate(returned=returned).select(
            "refunded_order", "refunded_minor", "refunded_quantity", "returned"
        )


def _by_line(refunds: ibis.Table) -> ibis.Table:
    known = refunds.filter(refunds.line_key.notnull())
    return known.group_by(refunded_line=known.line_key).agg(
        refunded_quantity=known.quantity.sum(), refunded_minor=known.amount_minor.sum()
    )


def _zero() -> ibis.Value:
    return ibis.literal(0, type="int64")
