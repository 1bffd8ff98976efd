"""What refunds and cancellations take off orders by an instant: small tables, found once a snapshot and kept in it.

Most brands take back a few orders in a hundred, many none at all: then the views of orders and lines are plain scans.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from siyu.engine.snapshot import Snapshot


@dataclass(frozen=True)
class TakenOff:
    """Each table is None when it would be empty."""

    snapshot: Snapshot
    at: datetime

    @cached_property
    def whole_orders(self) -> ibis.Table | None:
        """(whole_order): orders that came back as a whole, by a refund that names no line."""
        refunds = self._refunds
        return (
            None
            if refunds is None
            else self.snapshot.keep_any(
                refunds.filter(refunds.line_key.isnull()).select(whole_order="order_key").distinct()
            )
        )

    @cached_property
    def lines(self) -> ibis.Table | None:
        """(refunded_line, refunded_quantity, refunded_minor)."""
        if self._refunds is None:
            return None
        some = self._refunds.filter(self._refunds.line_key.notnull())
        return self.snapshot.keep_any(
            some.group_by(refunded_line=some.line_key).agg(
                refunded_quantity=some.quantity.sum(), refunded_minor=some.amount_minor.sum()
            )
        )

    def orders(self, since_on: date | None) -> ibis.Table | None:
        """(refunded_order, refunded_minor, refunded_quantity, is_whole) and what is left of the order's lines.

        `bought_lines` and `left_quantity` are null for an order whose lines are not known. Only orders of the days since
        are right.
        """
        if since_on not in self._orders:
            self._orders[since_on] = (
                None if self._refunds is None else self.snapshot.keep_any(self._left_of(self._refunds, since_on))
            )
        return self._orders[since_on]

    def _left_of(self, refunds: ibis.Table, since_on: date | None) -> ibis.Table:
        money = refunds.group_by(refunded_order=refunds.order_key).agg(
            refunded_minor=refunds.amount_minor.sum(),
            refunded_quantity=refunds.quantity.sum(),
            is_whole=refunds.line_key.isnull().max(),
        )
        columns = ("key", "order_key", "quantity", "sales_minor")
        first_on = since_on if self._are_added_up(money, since_on) else None
        lines = self.snapshot.facts("order_lines", since_on=first_on, until_at=self.at, columns=columns)
        netted = self.net_lines(lines.semi_join(money, lines.order_key == money.refunded_order))
        left = netted.group_by(left_order=netted.order_key).agg(
            bought_lines=(netted.net_quantity > 0).sum(), left_quantity=netted.net_quantity.sum()
        )
        return money.left_join(left, money.refunded_order == left.left_order).drop("left_order")

    def _are_added_up(self, money: ibis.Table, since_on: date | None) -> bool:
        """Say whether all refunded orders of the days since were added up from lines: then none of those is older."""
        if since_on is None:
            return False
        orders = self.snapshot.facts("orders", since_on=since_on, columns=("key", "from_lines"))
        headers = orders.filter(~orders.from_lines.coalesce(False))
        refunded = headers.semi_join(money, headers.key == money.refunded_order)
        return not self.snapshot.to_arrow(refunded.count()).as_py()

    def cancelled(self, since_on: date | None) -> ibis.Table | None:
        """(cancelled_order) of the days since."""
        if since_on not in self._cancelled:
            orders = self.snapshot.facts("orders", since_on=since_on, having=(("status", "cancelled"),))
            found = orders.select(cancelled_order="key")
            self._cancelled[since_on] = None if self.snapshot.is_empty("orders") else self.snapshot.keep_any(found)
        return self._cancelled[since_on]

    def net_lines(self, lines: ibis.Table) -> ibis.Table:
        """Return the lines with `net_quantity` and `net_minor`: both zero where the whole order came back."""
        quantity, money = lines.quantity, lines.sales_minor
        if self.lines is not None:
            lines = lines.left_join(self.lines, lines.key == self.lines.refunded_line).drop("refunded_line")
            quantity = ibis.greatest(lines.quantity - lines.refunded_quantity.coalesce(0.0), 0.0)
            money = lines.sales_minor - lines.refunded_minor.coalesce(0)
            lines = lines.mutate(net_quantity=quantity, net_minor=money.cast("int64"))
            lines = lines.drop("refunded_quantity", "refunded_minor")
        else:
            lines = lines.mutate(net_quantity=quantity, net_minor=money)
        if self.whole_orders is None:
            return lines
        lines = lines.left_join(self.whole_orders, lines.order_key == self.whole_orders.whole_order)
        is_whole = lines.whole_order.notnull()
        return lines.mutate(
            net_quantity=is_whole.ifelse(0.0, lines.net_quantity), net_minor=is_whole.ifelse(0, lines.net_minor)
        ).drop("whole_order")

    @cached_property
    def _refunds(self) -> ibis.Table | None:
        return None if self.snapshot.is_empty("refunds") else self.snapshot.facts("refunds", until_at=self.at)

    @cached_property
    def _orders(self) -> dict[date | None, ibis.Table | None]:
        return {}

    @cached_property
    def _cancelled(self) -> dict[date | None, ibis.Table | None]:
        return {}
