"""Features over the orders of the last days, and of as many days before them."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, Source

SOURCES: tuple[Source, ...] = ()
WINDOWS = (7, 30, 90, 180, 365)
COMPARED = (30, 90, 365)
"""Windows that are compared with the days before them."""


def _orders_in(days: int) -> Feature:
    return Feature(
        f"orders_{days}d",
        Text(f"近 {days} 天订单数", f"Orders, {days} days"),
        "count",
        "frequency",
        "orders",
        lambda t, m: t.count(where=t.is_bought & (t.occurred_on >= m.since(days))),
        Text(f"含今天在内 {days} 个自然日的有效订单数", f"orders that count in {days} calendar days, today included"),
        window=days,
    )


def _money_in(days: int) -> Feature:
    return Feature(
        f"money_{days}d",
        Text(f"近 {days} 天消费金额", f"Spent, {days} days"),
        "money",
        "money",
        "orders",
        lambda t, m: t.net_minor.sum(where=t.occurred_on >= m.since(days)),
        Text(
            f"含今天在内 {days} 个自然日的订单金额减退款", f"sales less refunds in {days} calendar days, today included"
        ),
        window=days,
    )


def _orders_before(days: int) -> Feature:
    return Feature(
        f"orders_prior_{days}d",
        Text(f"前 {days} 天订单数", f"Orders, the {days} days before"),
        "count",
        "frequency",
        "orders",
        lambda t, m: t.count(
            where=t.is_bought & (t.occurred_on >= m.since(2 * days)) & (t.occurred_on < m.since(days))
        ),
        Text(
            f"近 {days} 天之前的 {days} 天的有效订单数", f"orders that count in the {days} days before the last {days}"
        ),
        window=2 * days,
    )


def _money_before(days: int) -> Feature:
    return Feature(
        f"money_prior_{days}d",
        Text(f"前 {days} 天消费金额", f"Spent, the {days} days before"),
        "money",
        "money",
        "orders",
        lambda t, m: t.net_minor.sum(where=(t.occurred_on >= m.since(2 * days)) & (t.occurred_on < m.since(days))),
        Text(
            f"近 {days} 天之前的 {days} 天的订单金额减退款",
            f"sales less refunds in the {days} days before the last {days}",
        ),
        window=2 * days,
    )


def _items_in(days: int) -> Feature:
    return Feature(
        f"items_{days}d",
        Text(f"近 {days} 天件数", f"Items, {days} days"),
        "items",
        "items",
        "orders",
        lambda t, m: t.net_quantity.sum(where=t.occurred_on >= m.since(days)),
        Text(f"近 {days} 天购买件数减退货件数", f"items bought less items returned in {days} days"),
        window=days,
    )


FEATURES = (
    *(_orders_in(days) for days in WINDOWS),
    *(_orders_before(days) for days in COMPARED),
    *(_money_in(days) for days in WINDOWS),
    *(_money_before(days) for days in COMPARED),
    *(_items_in(days) for days in COMPARED),
)
