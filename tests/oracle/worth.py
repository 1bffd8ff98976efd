"""What members are worth a second time: head, promotion dependence, classes and categories, in loops over lists.

Written from the reference alone: a window is whole days that end with the day of the instant; a buyer has an order that
counts in it; money keeps what was not given back of orders that came back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.oracle.baskets import NetOrder, orders_of
from tests.oracle.history import History


@dataclass(frozen=True)
class Bought:
    """What a member bought in a window."""

    orders: int
    money: int
    last: int
    saved: int
    saved_orders: int


def in_window(history: History, member: int, at: datetime, days: int) -> list[NetOrder]:
    first = history.day(at) - timedelta(days=days - 1)
    return [order for order in orders_of(history, member, at) if order.on >= first]


def buyers(history: History, at: datetime, days: int) -> dict[int, Bought]:
    """Return who bought, and what."""
    found = {}
    for member in history.base():
        every = in_window(history, member, at, days)
        counting = [order for order in every if order.counts]
        if counting:
            found[member] = Bought(
                len(counting),
                sum(order.money for order in every),
                min((history.day(at) - order.on).days for order in counting),
                sum(_saved(order) for order in counting),
                sum(1 for order in counting if _saved(order) > 0),
            )
    return found


def _saved(order: NetOrder) -> int:
    """Return what discounts and coupons took off the order."""
    return order.order.discount + order.order.coupon


def head(bought: dict[int, Bought], target: float) -> set[int]:
    """Return the richest that bring the share of the money, with everybody who has as much as the poorest of them."""
    richest = sorted((max(one.money, 0) for one in bought.values()), reverse=True)
    whole, running = sum(richest), 0
    if not whole:
        return set()
    for money in richest:
        running += money
        if running >= target * whole - 1e-6:
            return {member for member, one in bought.items() if one.money >= money}
    raise AssertionError("all of the money is more than a share of it")


def dependent(bought: dict[int, Bought]) -> set[int]:
    """Return the buyers whose every order used a discount or a coupon."""
    return {member for member, one in bought.items() if one.saved_orders == one.orders}


def quantile(values: Sequence[int], share: float) -> float:
    """Return the value below which the share of the sorted values lies, on a straight line between two of them."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def classes(bought: dict[int, Bought]) -> dict[int, tuple[bool, bool, bool]]:
    """Say of each buyer whether recency, frequency and money are each among the best two fifths."""
    if not bought:
        return {}
    last = quantile([one.last for one in bought.values()], 0.4)
    orders = quantile([one.orders for one in bought.values()], 0.6)
    money = quantile([one.money for one in bought.values()], 0.6)
    return {
        member: (one.last <= last + 1e-9, one.orders > orders + 1e-9, one.money > money + 1e-9)
        for member, one in bought.items()
    }


@dataclass(frozen=True)
class Cell:
    """What a class bought of a category."""

    buyers: int
    money: int
    orders: int
    attached: int


def cells(history: History, at: datetime, days: int) -> dict[tuple[tuple[bool, bool, bool], str], Cell]:
    """Return the cells that have a line: members with a bought line, the money of all lines, orders, mixed orders."""
    found: dict[tuple[tuple[bool, bool, bool], str], Cell] = {}
    for member, mine in classes(buyers(history, at, days)).items():
        every = in_window(history, member, at, days)
        for category in {line.product.category for order in every for line in order.lines if line.product}:
            if category is None:
                continue
            baskets = [_categories(order) for order in every]
            orders = sum(1 for basket in baskets if category in basket)
            money = sum(line.money for order in every for line in order.lines if _is(line, category))
            mixed = sum(1 for basket in baskets if category in basket and len(basket) > 1)
            old = found.get((mine, category), Cell(0, 0, 0, 0))
            found[mine, category] = Cell(
                old.buyers + (orders > 0), old.money + money, old.orders + orders, old.attached + mixed
            )
    return found


def prices(history: History, at: datetime, days: int) -> dict[int, tuple[float, int]]:
    """Return the mean worth of a counting order, and how many there are, of each buyer."""
    found = {}
    for member in buyers(history, at, days):
        counting = [order for order in in_window(history, member, at, days) if order.counts]
        found[member] = (sum(order.money for order in counting) / len(counting), len(counting))
    return found


def assortment(history: History, at: datetime, days: int) -> dict[str, list[float]]:
    """Return price an item, orders a buyer and buyers of each category, of bought lines alone."""
    lines: dict[str, list[tuple[int, str, float, int]]] = {}
    for member in history.base():
        for order in in_window(history, member, at, days):
            for line in order.lines:
                if line.bought and line.product is not None and line.product.category is not None:
                    row = (member, order.order.key, line.quantity, line.money)
                    lines.setdefault(line.product.category, []).append(row)
    return {
        category: [
            sum(row[3] for row in rows) / sum(row[2] for row in rows),
            len({row[1] for row in rows}) / len({row[0] for row in rows}),
            len({row[0] for row in rows}),
        ]
        for category, rows in lines.items()
    }


def _categories(order: NetOrder) -> set[str]:
    return {
        line.product.category
        for line in order.lines
        if line.bought and line.product is not None and line.product.category is not None
    }


def _is(line: object, category: str) -> bool:
    product = line.product  # type: ignore[attr-defined]
    return product is not None and product.category == category
