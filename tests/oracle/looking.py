"""One member at one instant, and what was done besides ordering: refunds, events, touches, points and coupons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.oracle.baskets import NetLine, NetOrder, orders_of
from tests.oracle.history import Coupon, Event, FactT, History, Refund, seen

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

    def before(self, on: date, days: int) -> bool:
        """Say whether a day is one of as many calendar days before the last `days`."""
        return self.today - timedelta(days=2 * days - 1) <= on <= self.today - timedelta(days=days)

    def within(self, on: date, days: int) -> bool:
        """Say whether a day is one of the last `days` calendar days, today included."""
        return self.today - timedelta(days=days - 1) <= on <= self.today


def look(history: History, member: int, at: datetime) -> Seen:
    """Gather what features of a member read."""
    return Seen(history, member, at, history.day(at), orders_of(history, member, at))


def days_since(seen: Seen, on: date | None) -> Value:
    return None if on is None else (seen.today - on).days


def refunds(seen_: Seen, days: int = EVER) -> list[Refund]:
    found = mine(seen_, seen_.history.refunds)
    return [refund for refund in found if seen_.within(seen_.history.day(refund.occurred_at), days)]


def refunded(seen: Seen, days: int = EVER) -> int:
    return sum(refund.amount for refund in refunds(seen, days))


def last_refund_on(seen: Seen) -> date | None:
    return max((seen.history.day(refund.occurred_at) for refund in refunds(seen)), default=None)


def events(seen_: Seen, days: int = EVER, *types: str) -> int:
    return sum(1 for one in did_of(seen_, *types) if seen_.within(seen_.history.day(one.occurred_at), days))


def did_of(seen_: Seen, *types: str) -> list[Event]:
    return [one for one in mine(seen_, seen_.history.events) if not types or one.type in types]


def doing(days: int, *types: str) -> Callable[[Seen], Value]:
    return lambda seen: events(seen, days, *types)


VIEWED = ("viewed", "visited_page", "visited_screen")


def touches(seen_: Seen, days: int = EVER, channel: str | None = None) -> int:
    found = [one for one in mine(seen_, seen_.history.touches) if channel in (None, one.channel)]
    return sum(1 for one in found if seen_.within(seen_.history.day(one.occurred_at), days))


def last_touch_on(seen_: Seen) -> date | None:
    return max((seen_.history.day(one.occurred_at) for one in mine(seen_, seen_.history.touches)), default=None)


def last_event_on(seen: Seen, *types: str) -> date | None:
    return max((seen.history.day(one.occurred_at) for one in did_of(seen, *types)), default=None)


def points(seen: Seen, days: int = EVER, sign: int = 0) -> int:
    found = [one for one in mine(seen, seen.history.points) if seen.within(seen.history.day(one.occurred_at), days)]
    return sum(one.delta for one in found if sign == 0 or one.delta * sign > 0)


def held(seen: Seen) -> list[date | None]:
    """Return the last days of the coupons that can be used: None for one without."""
    by_coupon: dict[str, list[Coupon]] = {}
    for one in mine(seen, seen.history.coupons):
        by_coupon.setdefault(one.coupon, []).append(one)
    found = []
    for entries in by_coupon.values():
        last = max(entries, key=lambda one: (one.occurred_at, one.type != "issued", one.key))
        until = max((one.expires_on for one in entries if one.expires_on is not None), default=None)
        if last.type in {"issued", "returned"} and (until is None or until >= seen.today):
            found.append(until)
    return found


def expiring(seen: Seen) -> int:
    return sum(1 for until in held(seen) if until is not None and until <= seen.today + timedelta(days=6))


def mine(seen_: Seen, facts: list[FactT]) -> list[FactT]:
    found = seen(facts, seen_.at)
    return [fact for fact in found if fact.source is not None and seen_.history.canonical(fact.source) == seen_.member]
