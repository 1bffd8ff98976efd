"""Orders and lines of one member at an instant, after the refunds that had occurred by then, in plain loops.

What the text leaves open, as decided here:
- The highest revision is chosen first and then cut by `occurred_at`; a cancelled order counts at no instant.
- A refund without a line brings the whole order back: every line nets to nothing, whatever the amount said.
- A line is bought when its net quantity is above 0, so a line of quantity 0 is not bought.
- An order counts unless it is cancelled or refunds have left it without a bought line; an order that only ever had
  lines of quantity 0, or none at all, counts.
- Money adds up over all orders that are not cancelled; counts, averages, largest, first, last and distinct look at
  counting orders and bought lines only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests.oracle.history import History, Line, Order, Product, latest, seen


@dataclass(frozen=True, slots=True)
class NetLine:
    """A line, what is left of it, and its product as described now."""

    line: Line
    on: date
    quantity: float
    money: int
    product: Product | None

    @property
    def bought(self) -> bool:
        return self.quantity > 0


@dataclass(frozen=True, slots=True)
class NetOrder:
    """An order with what is left of its lines."""

    order: Order
    on: date
    lines: tuple[NetLine, ...]
    money: int
    quantity: float
    counts: bool


def orders_of(history: History, member: int, at: datetime) -> list[NetOrder]:
    """Return the member's orders that had occurred and are not cancelled."""
    return [
        _net_order(history, order, at)
        for order in seen(history.orders, at)
        if order.status != "cancelled" and order.source is not None and history.canonical(order.source) == member
    ]


def product_of(history: History, key: str | None) -> Product | None:
    """Return the product as it is now, None when nobody described it."""
    return next((product for product in latest(history.products) if product.key == key), None)


def _net_order(history: History, order: Order, at: datetime) -> NetOrder:
    refunds = [refund for refund in seen(history.refunds, at) if refund.order == order.key]
    whole = any(refund.line is None for refund in refunds)
    lines = tuple(_net_line(history, line, at, whole) for line in seen(history.lines, at) if line.order == order.key)
    money = 0 if whole else sum(line.money for line in lines) if lines else order.sales
    quantity = 0.0 if whole else sum(line.quantity for line in lines) if lines else order.quantity
    gone = bool(refunds) and not any(line.bought for line in lines)
    return NetOrder(order, history.day(order.occurred_at), lines, money, quantity, not gone)


def _net_line(history: History, line: Line, at: datetime, whole: bool) -> NetLine:
    product = product_of(history, line.product)
    on = history.day(line.occurred_at)
    if whole:
        return NetLine(line, on, 0.0, 0, product)
    back = [refund for refund in seen(history.refunds, at) if refund.line == line.key]
    quantity = max(0.0, line.quantity - sum(refund.quantity for refund in back))
    return NetLine(line, on, quantity, line.sales - sum(refund.amount for refund in back), product)
