"""Naive member features: one function a feature, plain loops over the member's own orders, missing is None.

What the text leaves open, as decided here: counts and sums of nothing are 0, everything else of nothing is missing;
tenure runs from the day of joining, and from the first order where that is unknown or still to come; the discount
share is of gross amounts of bought lines; ties of favourites go to the smallest name; refunds count on their own day,
whatever became of their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.oracle.baskets import NetLine, NetOrder, orders_of
from tests.oracle.history import History, seen

Value = int | float | str | date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One member at one instant."""

    history: History
    member: int
    at: datetime
    today: date
    orders: list[NetOrder]

    @property
    def counting(self) -> list[NetOrder]:
        return [order for order in self.orders if order.counts]

    @property
    def bought(self) -> list[NetLine]:
        return [line for order in self.orders for line in order.lines if line.bought]

    def within(self, on: date, days: int) -> bool:
        """Say whether a day is one of the last `days` calendar days, today included."""
        return self.today - timedelta(days=days - 1) <= on <= self.today


def look(history: History, member: int, at: datetime) -> Seen:
    """Gather what features of a member read."""
    return Seen(history, member, at, history.day(at), orders_of(history, member, at))


def feature(history: History, name: str, member: int, at: datetime) -> Value:
    """Return one feature of one member."""
    return FEATURES[name](look(history, member, at))


def _orders(days: int) -> Callable[[Seen], Value]:
    return lambda seen: sum(1 for order in seen.counting if seen.within(order.on, days))


def _money(days: int) -> Callable[[Seen], Value]:
    return lambda seen: sum(order.money for order in seen.orders if seen.within(order.on, days))


def _days_since_last_order(seen: Seen) -> Value:
    last = _last_on(seen)
    return None if last is None else (seen.today - last).days


def _first_on(seen: Seen) -> date | None:
    return min((order.on for order in seen.counting), default=None)


def _last_on(seen: Seen) -> date | None:
    return max((order.on for order in seen.counting), default=None)


def _tenure(seen: Seen) -> Value:
    joined = seen.history.joined_on(seen.member)
    start = joined if joined is not None and joined <= seen.today else _first_on(seen)
    return None if start is None else (seen.today - start).days


def _average_basket(seen: Seen) -> Value:
    return sum(order.money for order in seen.orders) / len(seen.counting) if seen.counting else None


def _distinct_products(seen: Seen) -> Value:
    return _distinct(line.line.product for line in seen.bought if seen.within(line.on, 365))


def _distinct_categories(seen: Seen) -> Value:
    return _distinct(line.product.category for line in seen.bought if line.product and seen.within(line.on, 365))


def _distinct_stores(seen: Seen) -> Value:
    return _distinct(order.order.store for order in seen.counting if seen.within(order.on, 365))


def _discount_share(seen: Seen) -> Value:
    lines = [line.line for line in seen.bought if seen.within(line.on, 365)]
    whole = sum(line.sales + line.discount for line in lines)
    return sum(line.discount for line in lines) / whole if whole > 0 else None


def _mean_gap(seen: Seen) -> Value:
    days = sorted({order.on for order in seen.counting})
    return (days[-1] - days[0]).days / (len(days) - 1) if len(days) > 1 else None


def _favourite(names: Iterable[str | None]) -> str | None:
    counts = Counter(name for name in names if name is not None)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _distinct(names: Iterable[str | None]) -> int:
    return len({name for name in names if name is not None})


def _refunds(seen_: Seen) -> Value:
    return sum(
        1
        for refund in seen(seen_.history.refunds, seen_.at)
        if refund.source is not None
        and seen_.history.canonical(refund.source) == seen_.member
        and seen_.within(seen_.history.day(refund.occurred_at), 365)
    )


FEATURES: dict[str, Callable[[Seen], Value]] = {
    "orders_total": lambda seen: len(seen.counting),
    "orders_30d": _orders(30),
    "orders_90d": _orders(90),
    "orders_365d": _orders(365),
    "money_total": lambda seen: sum(order.money for order in seen.orders),
    "money_30d": _money(30),
    "money_90d": _money(90),
    "money_365d": _money(365),
    "days_since_last_order": _days_since_last_order,
    "first_order_on": _first_on,
    "last_order_on": _last_on,
    "tenure_days": _tenure,
    "average_basket": _average_basket,
    "items_total": lambda seen: sum(order.quantity for order in seen.orders),
    "distinct_products_365d": _distinct_products,
    "distinct_categories_365d": _distinct_categories,
    "distinct_stores_365d": _distinct_stores,
    "discount_share_365d": _discount_share,
    "mean_gap_days": _mean_gap,
    "favourite_category": lambda seen: _favourite(line.product.category for line in seen.bought if line.product),
    "favourite_store": lambda seen: _favourite(order.order.store for order in seen.counting),
    "refunds_365d": _refunds,
}
MONEY_FEATURES = frozenset({"money_total", "money_30d", "money_90d", "money_365d", "average_basket"})
