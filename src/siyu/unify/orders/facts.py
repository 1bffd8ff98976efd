"""Orders and lines as they stand at an instant: cancelled ones left out, refunds that occurred by then taken off.

A refund of a line takes off its quantity and amount in the window of the order; a refund without a line is of the whole
order. A line is bought while some of its quantity is left; an order while it was not refunded or some line of it is
bought. Rows that are no longer bought stay, because money not given back still counts in sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import ibis

from siyu.unify.orders.taken_off import TakenOff

if TYPE_CHECKING:
    import pyarrow as pa

    from siyu.engine.snapshot import Narrow, Snapshot


@dataclass(frozen=True)
class OrderFacts:
    """Ibis views over one snapshot at one instant; every view of a member's facts carries the canonical `member_id`.

    `narrow` leaves out facts by their own columns before refunds, cancellations and members are joined with them.
    """

    snapshot: Snapshot
    at: datetime
    identity: pa.Table

    def orders(self, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return one row an order not cancelled, with `net_minor`, `net_quantity` and `is_bought`."""
        found = self._facts("orders", since_on, narrow).filter(lambda t: t.status != "cancelled")
        taken = self._taken_off.orders(since_on)
        if taken is None:
            return found.mutate(net_minor=found.sales_minor, net_quantity=found.quantity, is_bought=ibis.literal(True))
        joined = found.left_join(taken, found.key == taken.refunded_order).drop("refunded_order")
        back = joined.refunded_quantity.coalesce(0.0)
        is_whole = joined.is_whole.coalesce(False)
        is_left = joined.bought_lines.coalesce((back < joined.quantity).cast("int64")) > 0
        left = joined.left_quantity.coalesce(ibis.greatest(joined.quantity - back, 0.0))
        return joined.mutate(
            net_minor=is_whole.ifelse(0, joined.sales_minor - joined.refunded_minor.coalesce(0)).cast("int64"),
            net_quantity=is_whole.ifelse(0.0, left),
            is_bought=joined.is_whole.isnull() | (~is_whole & is_left),
        ).drop("is_whole", "refunded_quantity", "refunded_minor", "bought_lines", "left_quantity")

    def lines(self, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return one row a line of an order not cancelled, with `net_minor`, `net_quantity` and `is_bought`."""
        found = self._facts("order_lines", since_on, narrow)
        cancelled = self._taken_off.cancelled(since_on)
        if cancelled is not None:
            found = found.anti_join(cancelled, found.order_key == cancelled.cancelled_order)
        netted = self._taken_off.net_lines(found)
        return netted.mutate(is_bought=netted.net_quantity.coalesce(0.0) > 0)

    def refunds(self, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return the refunds that occurred by the instant, on their own day."""
        return self._facts("refunds", since_on, narrow)

    def events(self, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return what members did, by type."""
        return self._facts("events", since_on, narrow)

    def touches(self, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return what the brand did to members, by type."""
        return self._facts("touches", since_on, narrow)

    def points(self, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return what members gained and lost in points."""
        return self._facts("points", since_on, narrow)

    def coupons(self, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return what happened to the coupons members hold, by type."""
        return self._facts("coupons", since_on, narrow)

    def products(self) -> ibis.Table:
        """Return the products as they are known now, whatever the instant."""
        return self.snapshot.facts("products")

    def _facts(self, table: str, since_on: date | None, narrow: Narrow | None) -> ibis.Table:
        return self.snapshot.facts(table, since_on=since_on, until_at=self.at, identity=self.identity, narrow=narrow)

    @cached_property
    def _taken_off(self) -> TakenOff:
        return TakenOff(self.snapshot, self.at)
