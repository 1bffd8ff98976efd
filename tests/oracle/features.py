"""Naive member features: one function a feature, plain loops over the member's own orders, missing is None.

What the text leaves open, as decided here: counts and sums of nothing are 0, everything else of nothing is missing;
tenure runs from the first order; the discount share is of gross amounts of orders that count; ties of favourites go to
the smallest name; refunds count on their own day, whatever became of their order. An order came back when it is not
cancelled and no longer counts. Of what happened to a coupon in one instant its issue comes first, then the key decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import pairwise
from statistics import pstdev
from zoneinfo import ZoneInfo

from tests.oracle.baskets import NetOrder
from tests.oracle.connecting import online_connections, store_orders
from tests.oracle.history import History
from tests.oracle.looking import (
    EVER,
    VIEWED,
    Seen,
    Value,
    days_since,
    doing,
    events,
    expiring,
    held,
    last_event_on,
    last_refund_on,
    last_touch_on,
    look,
    points,
    refunded,
    refunds,
    touches,
)


def feature(history: History, name: str, member: int, at: datetime) -> Value:
    """Return one feature of one member."""
    return FEATURES[name](look(history, member, at))


def _orders(days: int) -> Callable[[Seen], Value]:
    return lambda seen: sum(1 for order in seen.counting if seen.within(order.on, days))


def _money(days: int) -> Callable[[Seen], Value]:
    return lambda seen: sum(order.money for order in seen.orders if seen.within(order.on, days))


def _orders_before(seen: Seen, days: int) -> int:
    return sum(1 for order in seen.counting if seen.before(order.on, days))


def _money_before(seen: Seen, days: int) -> int:
    return sum(order.money for order in seen.orders if seen.before(order.on, days))


def _items(days: int) -> Callable[[Seen], Value]:
    return lambda seen: sum(order.quantity for order in seen.orders if seen.within(order.on, days))


def _days_since_last_order(seen: Seen) -> Value:
    return days_since(seen, _last_on(seen))


def _first_on(seen: Seen) -> date | None:
    return min((order.on for order in seen.counting), default=None)


def _last_on(seen: Seen) -> date | None:
    return max((order.on for order in seen.counting), default=None)


def _tenure(seen: Seen) -> Value:
    return days_since(seen, _first_on(seen))


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


def _hour(seen: Seen, order: NetOrder) -> int:
    return order.order.occurred_at.astimezone(ZoneInfo(seen.history.zone)).hour


def _evening_share(seen: Seen) -> Value:
    return _ratio(sum(1 for order in seen.counting if _hour(seen, order) >= 18), len(seen.counting))


def _daypart(seen: Seen, order: NetOrder) -> str:
    hour = _hour(seen, order)
    if hour < 6:
        return "night"
    if hour < 11:
        return "morning"
    if hour < 14:
        return "noon"
    return "afternoon" if hour < 18 else "evening"


WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = ("night", "morning", "noon", "afternoon", "evening")


def _most(names: list[str], order: tuple[str, ...]) -> str | None:
    """Return the most frequent name, of equals the one that comes first in its natural order."""
    return min(set(names), key=lambda name: (-names.count(name), order.index(name)), default=None)


def _promoted(seen: Seen) -> int:
    lately = [order.order for order in seen.counting if seen.within(order.on, 365)]
    return sum(1 for order in lately if order.discount > 0 or order.coupon > 0)


def _coupon_orders(seen: Seen) -> int:
    return sum(1 for order in seen.counting if seen.within(order.on, 365) and order.order.coupon > 0)


def _coupon_share(seen: Seen) -> Value:
    lately = [order.order for order in seen.counting if seen.within(order.on, 365)]
    return _ratio(sum(order.coupon for order in lately), sum(order.sales for order in lately))


def _returned(seen: Seen) -> int:
    return len(seen.orders) - len(seen.counting)


def _spread(seen: Seen) -> float | None:
    gaps = _gaps(seen)
    return pstdev(gaps) if gaps else None


def _variation(seen: Seen) -> Value:
    spread, gap = _spread(seen), _mean_gap(seen)
    return spread / gap if gap and spread is not None else None


def _days_overdue(seen: Seen) -> Value:
    gap, last = _mean_gap(seen), _last_on(seen)
    return (seen.today - last).days - gap if gap is not None and last else None


def _overdue(seen: Seen) -> Value:
    gap, last = _mean_gap(seen), _last_on(seen)
    return (seen.today - last).days / gap if gap and last else None


def _days_since_open_cart(seen: Seen) -> Value:
    cart, order = last_event_on(seen, "added_to_cart"), _last_on(seen)
    return days_since(seen, cart) if cart is not None and (order is None or order < cart) else None


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


def _departments(seen: Seen) -> list[str | None]:
    return [line.product.department for line in seen.bought if line.product]


def _brands(seen: Seen) -> list[str | None]:
    return [line.product.brand for line in seen.bought if line.product]


def _stores(seen: Seen) -> list[str | None]:
    return [order.order.store for order in seen.counting]


def _channels(seen: Seen) -> list[str | None]:
    return [order.order.channel for order in seen.counting]


def _largest_share(names: Iterable[str | None]) -> Value:
    known = [name for name in names if name is not None]
    return _ratio(max(Counter(known).values(), default=0), len(known))


def _refund_share(seen: Seen) -> Value:
    return _ratio(refunded(seen), sum(order.money for order in seen.orders) + refunded(seen))


FEATURES: dict[str, Callable[[Seen], Value]] = {
    "orders_total": lambda seen: len(seen.counting),
    **{f"orders_{days}d": _orders(days) for days in (7, 30, 90, 180, 365)},
    "orders_prior_30d": lambda seen: _orders_before(seen, 30),
    "orders_prior_90d": lambda seen: _orders_before(seen, 90),
    "orders_prior_365d": lambda seen: _orders_before(seen, 365),
    "orders_trend_30d": lambda seen: _ratio(_orders(30)(seen), _orders_before(seen, 30)),
    "orders_trend_90d": lambda seen: _ratio(_orders(90)(seen), _orders_before(seen, 90)),
    "money_total": lambda seen: sum(order.money for order in seen.orders),
    **{f"money_{days}d": _money(days) for days in (7, 30, 90, 180, 365)},
    "money_prior_30d": lambda seen: _money_before(seen, 30),
    "money_prior_90d": lambda seen: _money_before(seen, 90),
    "money_prior_365d": lambda seen: _money_before(seen, 365),
    "money_trend_90d": lambda seen: _ratio(_money(90)(seen), _money_before(seen, 90)),
    "money_trend_365d": lambda seen: _ratio(_money(365)(seen), _money_before(seen, 365)),
    "largest_order": lambda seen: max((order.money for order in seen.counting), default=None),
    "days_since_last_order": _days_since_last_order,
    "first_order_on": _first_on,
    "last_order_on": _last_on,
    "tenure_days": _tenure,
    "average_order": _average_order,
    "average_order_90d": lambda seen: _average_order(seen, 90),
    "average_order_365d": lambda seen: _average_order(seen, 365),
    "lines_total": _lines,
    "lines_per_order": lambda seen: _ratio(_lines(seen), len(seen.counting)),
    "items_total": lambda seen: sum(order.quantity for order in seen.orders),
    **{f"items_{days}d": _items(days) for days in (30, 90, 365)},
    "items_per_order": lambda seen: _ratio(sum(order.quantity for order in seen.orders), len(seen.counting)),
    "products_total": lambda seen: _distinct(line.line.product for line in seen.bought),
    "categories_total": lambda seen: _distinct(_categories(seen)),
    "departments_total": lambda seen: _distinct(_departments(seen)),
    "brands_total": lambda seen: _distinct(_brands(seen)),
    "stores_total": lambda seen: _distinct(_stores(seen)),
    "channels_total": lambda seen: _distinct(_channels(seen)),
    "discount_total": lambda seen: sum(order.order.discount for order in seen.counting),
    "discount_share_365d": _discount_share,
    "coupon_share_365d": _coupon_share,
    "coupon_orders_365d": _coupon_orders,
    "promoted_orders_365d": _promoted,
    "promotion_share_365d": lambda seen: _ratio(_promoted(seen), _orders(365)(seen)),
    "weekend_share": _weekend_share,
    "evening_share": _evening_share,
    "active_days_total": lambda seen: len(_days(seen)),
    "active_days_365d": lambda seen: len(_days(seen, 365)),
    "mean_gap_days": _mean_gap,
    "gap_spread_days": _spread,
    "gap_variation": _variation,
    "longest_gap_days": _longest_gap,
    "first_gap_days": lambda seen: next(iter(_gaps(seen)), None),
    "last_gap_days": lambda seen: next(iter(_gaps(seen)[::-1]), None),
    "overdue_ratio": _overdue,
    "days_overdue": _days_overdue,
    "favourite_category": lambda seen: _favourite(_categories(seen)),
    "favourite_department": lambda seen: _favourite(_departments(seen)),
    "favourite_brand": lambda seen: _favourite(_brands(seen)),
    "favourite_store": lambda seen: _favourite(_stores(seen)),
    "favourite_channel": lambda seen: _favourite(_channels(seen)),
    "favourite_weekday": lambda seen: _most([WEEK[order.on.weekday()] for order in seen.counting], WEEK),
    "favourite_daypart": lambda seen: _most([_daypart(seen, order) for order in seen.counting], DAY),
    "favourite_category_share": lambda seen: _largest_share(_categories(seen)),
    "favourite_brand_share": lambda seen: _largest_share(_brands(seen)),
    "favourite_store_share": lambda seen: _largest_share(_stores(seen)),
    "favourite_channel_share": lambda seen: _largest_share(_channels(seen)),
    "favourite_product_share": lambda seen: _largest_share(line.line.product for line in seen.bought),
    "refunds_total": lambda seen: len(refunds(seen)),
    "refunds_90d": lambda seen: len(refunds(seen, 90)),
    "refunded_total": refunded,
    "refunded_365d": lambda seen: refunded(seen, 365),
    "last_refund_on": last_refund_on,
    "days_since_last_refund": lambda seen: days_since(seen, last_refund_on(seen)),
    "refund_share": _refund_share,
    "returned_orders_total": _returned,
    "returned_share": lambda seen: _ratio(_returned(seen), len(seen.orders)),
    "events_total": events,
    **{f"events_{days}d": doing(days) for days in (7, 30, 90)},
    **{f"views_{days}d": doing(days, *VIEWED) for days in (7, 30, 90)},
    **{f"carts_{days}d": doing(days, "added_to_cart") for days in (30, 90)},
    **{f"searches_{days}d": doing(days, "searched") for days in (30, 90)},
    **{f"opens_{days}d": doing(days, "opened") for days in (30, 90)},
    **{f"clicks_{days}d": doing(days, "clicked") for days in (30, 90)},
    "redemptions_total": doing(EVER, "redeemed"),
    "redemptions_90d": doing(90, "redeemed"),
    "redemptions_per_touch": lambda seen: _ratio(events(seen, EVER, "redeemed"), touches(seen)),
    "opens_per_touch_90d": lambda seen: _ratio(events(seen, 90, "opened"), touches(seen, 90)),
    "clicks_per_touch_90d": lambda seen: _ratio(events(seen, 90, "clicked"), touches(seen, 90)),
    "last_event_on": last_event_on,
    "last_cart_on": lambda seen: last_event_on(seen, "added_to_cart"),
    "days_since_last_event": lambda seen: days_since(seen, last_event_on(seen)),
    "days_since_open_cart": _days_since_open_cart,
    "touches_total": touches,
    "touches_30d": lambda seen: touches(seen, 30),
    "touches_90d": lambda seen: touches(seen, 90),
    "sms_touches_90d": lambda seen: touches(seen, 90, "sms"),
    "email_touches_90d": lambda seen: touches(seen, 90, "email"),
    "wecom_touches_90d": lambda seen: touches(seen, 90, "wecom"),
    "last_touch_on": last_touch_on,
    "days_since_last_touch": lambda seen: days_since(seen, last_touch_on(seen)),
    "points_balance": points,
    "points_earned_365d": lambda seen: points(seen, 365, 1),
    "points_spent_365d": lambda seen: -points(seen, 365, -1),
    "coupons_held": lambda seen: len(held(seen)),
    "coupons_expiring_7d": expiring,
    "online_connections": online_connections,
    "store_orders_365d": store_orders,
    "connection_depth": lambda seen: online_connections(seen) + (1 if store_orders(seen) else 0),
}
MONEY_FEATURES = frozenset(
    name
    for name in FEATURES
    if (name.startswith(("money_", "average_order", "refunded_")) and "trend" not in name)
    or name in {"largest_order", "discount_total"}
)
INEXACT_FEATURES = frozenset(
    name
    for name in FEATURES
    if name.endswith(("_share", "_share_365d")) or "_per_" in name or "_trend_" in name or name.startswith("average_")
) | {"mean_gap_days", "gap_spread_days", "gap_variation", "overdue_ratio", "days_overdue"}
