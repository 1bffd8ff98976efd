"""Naive member features: one function a feature, plain loops over the member's own orders, missing is None.

What the text leaves open, as decided here: counts and sums of nothing are 0, everything else of nothing is missing;
tenure runs from the first order; the discount share is of gross amounts of orders that count; ties of favourites go to
the smallest name; refunds count on their own day, whatever became of their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.oracle.baskets import NetLine, NetOrder, orders_of
from tests.oracle.history import FactT, History, Refund, seen

EVER = 36_500
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
    first = _first_on(seen)
    return None if first is None else (seen.today - first).days


def _ratio(above: float, below: float) -> Value:
    return above / below if below else None


def _average_order(seen: Seen, days: int = EVER) -> Value:
    money = sum(order.money for order in seen.orders if seen.within(order.on, days))
    return _ratio(money, sum(1 for order in seen.counting if seen.within(order.on, days)))


def _discount_share(seen: Seen) -> Value:
    orders = [order.order for order in seen.counting if seen.within(order.on, 365)]
    discount = sum(order.discount for order in orders)
    return _ratio(discount, sum(order.sales for order in orders) + discount)


def _lines(seen: Seen) -> int:
    return sum(len(order.lines) for order in seen.counting)


def _days(seen: Seen, days: int = EVER) -> list[date]:
    return sorted({order.on for order in seen.counting if seen.within(order.on, days)})


def _gaps(seen: Seen) -> list[int]:
    days = _days(seen)
    return [(later - earlier).days for earlier, later in pairwise(days)]


def _longest_gap(seen: Seen) -> Value:
    return max(_gaps(seen), default=None)


def _weekend_share(seen: Seen) -> Value:
    return _ratio(sum(1 for order in seen.counting if order.on.weekday() >= 5), len(seen.counting))


def _overdue(seen: Seen) -> Value:
    gap, last = _mean_gap(seen), _last_on(seen)
    return (seen.today - last).days / gap if gap and last else None


def _mean_gap(seen: Seen) -> float | None:
    gaps = _gaps(seen)
    return sum(gaps) / len(gaps) if gaps else None


def _favourite(names: Iterable[str | None]) -> str | None:
    counts = Counter(name for name in names if name is not None)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _distinct(names: Iterable[str | None]) -> int:
    return len({name for name in names if name is not None})


def _categories(seen: Seen) -> list[str | None]:
    return [line.product.category for line in seen.bought if line.product]


def _favourite_category_share(seen: Seen) -> Value:
    known = [name for name in _categories(seen) if name is not None]
    return _ratio(max(Counter(known).values(), default=0), len(known))


def _refunds(seen_: Seen, days: int = EVER) -> list[Refund]:
    refunds = _mine(seen_, seen_.history.refunds)
    return [refund for refund in refunds if seen_.within(seen_.history.day(refund.occurred_at), days)]


def _refunded(seen: Seen) -> int:
    return sum(refund.amount for refund in _refunds(seen))


def _refund_share(seen: Seen) -> Value:
    return _ratio(_refunded(seen), sum(order.money for order in seen.orders) + _refunded(seen))


def _events(seen_: Seen, days: int = EVER) -> int:
    return sum(
        1 for one in _mine(seen_, seen_.history.events) if seen_.within(seen_.history.day(one.occurred_at), days)
    )


def _touches(seen_: Seen, days: int = EVER) -> int:
    return sum(
        1 for one in _mine(seen_, seen_.history.touches) if seen_.within(seen_.history.day(one.occurred_at), days)
    )


def _last_event_on(seen_: Seen) -> date | None:
    return max((seen_.history.day(one.occurred_at) for one in _mine(seen_, seen_.history.events)), default=None)


def _days_since_last_event(seen: Seen) -> Value:
    last = _last_event_on(seen)
    return None if last is None else (seen.today - last).days


def _mine(seen_: Seen, facts: list[FactT]) -> list[FactT]:
    found = seen(facts, seen_.at)
    return [fact for fact in found if fact.source is not None and seen_.history.canonical(fact.source) == seen_.member]


FEATURES: dict[str, Callable[[Seen], Value]] = {
    "orders_total": lambda seen: len(seen.counting),
    "orders_30d": _orders(30),
    "orders_90d": _orders(90),
    "orders_365d": _orders(365),
    "money_total": lambda seen: sum(order.money for order in seen.orders),
    "money_30d": _money(30),
    "money_90d": _money(90),
    "money_365d": _money(365),
    "largest_order": lambda seen: max((order.money for order in seen.counting), default=None),
    "days_since_last_order": _days_since_last_order,
    "first_order_on": _first_on,
    "last_order_on": _last_on,
    "tenure_days": _tenure,
    "average_order": _average_order,
    "average_order_365d": lambda seen: _average_order(seen, 365),
    "lines_total": _lines,
    "lines_per_order": lambda seen: _ratio(_lines(seen), len(seen.counting)),
    "items_total": lambda seen: sum(order.quantity for order in seen.orders),
    "items_365d": lambda seen: sum(order.quantity for order in seen.orders if seen.within(order.on, 365)),
    "products_total": lambda seen: _distinct(line.line.product for line in seen.bought),
    "categories_total": lambda seen: _distinct(_categories(seen)),
    "stores_total": lambda seen: _distinct(order.order.store for order in seen.counting),
    "discount_share_365d": _discount_share,
    "weekend_share": _weekend_share,
    "active_days_total": lambda seen: len(_days(seen)),
    "active_days_365d": lambda seen: len(_days(seen, 365)),
    "mean_gap_days": _mean_gap,
    "longest_gap_days": _longest_gap,
    "overdue_ratio": _overdue,
    "favourite_category": lambda seen: _favourite(_categories(seen)),
    "favourite_category_share": _favourite_category_share,
    "favourite_brand": lambda seen: _favourite(line.product.brand for line in seen.bought if line.product),
    "favourite_store": lambda seen: _favourite(order.order.store for order in seen.counting),
    "favourite_channel": lambda seen: _favourite(order.order.channel for order in seen.counting),
    "refunds_total": lambda seen: len(_refunds(seen)),
    "refunds_90d": lambda seen: len(_refunds(seen, 90)),
    "refunded_total": _refunded,
    "refund_share": _refund_share,
    "events_total": _events,
    "events_30d": lambda seen: _events(seen, 30),
    "events_90d": lambda seen: _events(seen, 90),
    "last_event_on": _last_event_on,
    "days_since_last_event": _days_since_last_event,
    "touches_total": _touches,
    "touches_90d": lambda seen: _touches(seen, 90),
}
MONEY_FEATURES = frozenset({
    "money_total", "money_30d", "money_90d", "money_365d", "largest_order", "average_order", "average_order_365d",
    "refunded_total",
})  # fmt: skip
INEXACT_FEATURES = frozenset({
    "average_order", "average_order_365d", "lines_per_order", "discount_share_365d", "weekend_share", "mean_gap_days",
    "overdue_ratio", "favourite_category_share", "refund_share",
})  # fmt: skip
