"""Features computed from other features: averages, shares, and what depends on today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.features.quotient import share
from siyu.understand.features.registry import DERIVED, Feature, Moment, Source

if TYPE_CHECKING:
    import ibis

SOURCES: tuple[Source, ...] = ()


def days_since(day: ibis.Value, moment: Moment) -> ibis.Value:
    import ibis

    from siyu.engine.dialect import days_between

    return days_between(day, ibis.literal(moment.today))


FEATURES = (
    Feature(
        "days_since_last_order",
        Text("距末单天数", "Days since the last order"),
        "days",
        "recency",
        DERIVED,
        lambda t, m: days_since(t.last_order_on, m),
        Text("今天减末单日期；没有订单则为空", "today less the day of the last order; nothing without an order"),
        needs=("last_order_on",),
    ),
    Feature(
        "days_since_last_event",
        Text("距最近行为天数", "Days since the last event"),
        "days",
        "recency",
        DERIVED,
        lambda t, m: days_since(t.last_event_on, m),
        Text("今天减最近行为日期", "today less the day of the latest event"),
        needs=("last_event_on",),
    ),
    Feature(
        "tenure_days",
        Text("客龄", "Tenure"),
        "days",
        "tenure",
        DERIVED,
        lambda t, m: days_since(t.first_order_on, m),
        Text("首单至今的天数", "days since the first order"),
        needs=("first_order_on",),
    ),
    Feature(
        "average_order",
        Text("客单价", "Average order"),
        "money",
        "basket",
        DERIVED,
        lambda t, m: share(t.money_total, t.orders_total),
        Text("累计消费金额 ÷ 累计订单数", "spent ÷ orders"),
        needs=("money_total", "orders_total"),
    ),
    Feature(
        "average_order_365d",
        Text("近 365 天客单价", "Average order, 365 days"),
        "money",
        "basket",
        DERIVED,
        lambda t, m: share(t.money_365d, t.orders_365d),
        Text("近 365 天消费金额 ÷ 订单数", "spent ÷ orders in 365 days"),
        needs=("money_365d", "orders_365d"),
    ),
    Feature(
        "lines_per_order",
        Text("单均行数", "Lines an order"),
        "ratio",
        "basket",
        DERIVED,
        lambda t, m: share(t.lines_total, t.orders_total),
        Text("累计订单行数 ÷ 累计订单数", "order lines ÷ orders"),
        needs=("lines_total", "orders_total"),
    ),
    Feature(
        "items_per_order",
        Text("单均件数", "Items an order"),
        "ratio",
        "basket",
        DERIVED,
        lambda t, m: share(t.items_total, t.orders_total),
        Text("累计件数 ÷ 累计订单数（连带率）", "items ÷ orders"),
        needs=("items_total", "orders_total"),
    ),
    Feature(
        "overdue_ratio",
        Text("超期倍数", "Overdue ratio"),
        "ratio",
        "rhythm",
        DERIVED,
        lambda t, m: share(days_since(t.last_order_on, m), t.mean_gap_days),
        Text("距末单天数 ÷ 平均购买间隔，大于 1 即超期", "days since the last order ÷ mean gap; overdue above 1"),
        needs=("last_order_on", "mean_gap_days"),
    ),
    Feature(
        "refund_share",
        Text("退款占比", "Refund share"),
        "rate",
        "refund",
        DERIVED,
        lambda t, m: share(t.refunded_total, t.money_total + t.refunded_total),
        Text("退款金额 ÷（消费金额 + 退款金额）", "refunded ÷ (spent + refunded)"),
        needs=("refunded_total", "money_total"),
    ),
    Feature(
        "redemptions_per_touch",
        Text("触达核销比", "Redemptions a touch"),
        "ratio",
        "response",
        DERIVED,
        lambda t, m: share(t.redemptions_total, t.touches_total),
        Text("累计核销次数 ÷ 累计触达次数", "redemptions ÷ touches"),
        needs=("redemptions_total", "touches_total"),
    ),
)
