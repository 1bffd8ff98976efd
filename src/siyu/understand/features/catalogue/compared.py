"""Features computed from other features: against the days before, against the own rhythm, against what the brand did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.features.catalogue.derived import days_since
from siyu.understand.features.quotient import share
from siyu.understand.features.registry import DERIVED, Feature, Moment, Source

if TYPE_CHECKING:
    import ibis

SOURCES: tuple[Source, ...] = ()


def _trend(name: str, of: Text, now: str, before: str, days: int) -> Feature:
    return Feature(
        name,
        Text(f"近 {days} 天{of.zh}变化倍数", f"{of.en}, {days} days against those before"),
        "ratio",
        "frequency" if now.startswith("orders") else "money",
        DERIVED,
        lambda t, m: share(t[now], t[before]),
        Text(
            f"近 {days} 天{of.zh} ÷ 前 {days} 天{of.zh}；前 {days} 天为 0 则为空",
            f"{of.en.lower()} in {days} days ÷ in the {days} days before; nothing when that is 0",
        ),
        needs=(now, before),
    )


def _days_since_open_cart(t: ibis.Table, m: Moment) -> ibis.Value:
    import ibis

    is_open = t.last_order_on.isnull() | (t.last_order_on < t.last_cart_on)
    return is_open.ifelse(days_since(t.last_cart_on, m), ibis.null("int64"))


_ORDERS, _MONEY = Text("订单数", "Orders"), Text("消费金额", "Spent")

FEATURES = (
    *(_trend(f"orders_trend_{days}d", _ORDERS, f"orders_{days}d", f"orders_prior_{days}d", days) for days in (30, 90)),
    *(_trend(f"money_trend_{days}d", _MONEY, f"money_{days}d", f"money_prior_{days}d", days) for days in (90, 365)),
    Feature(
        "average_order_90d",
        Text("近 90 天客单价", "Average order, 90 days"),
        "money",
        "basket",
        DERIVED,
        lambda t, m: share(t.money_90d, t.orders_90d),
        Text("近 90 天消费金额 ÷ 订单数", "spent ÷ orders in 90 days"),
        needs=("money_90d", "orders_90d"),
    ),
    Feature(
        "gap_variation",
        Text("购买节奏变异系数", "Irregularity of the rhythm"),
        "ratio",
        "rhythm",
        DERIVED,
        lambda t, m: share(t.gap_spread_days, t.mean_gap_days),
        Text("购买间隔波动 ÷ 平均购买间隔，越小越规律", "spread of the gaps ÷ mean gap; the smaller, the more regular"),
        needs=("gap_spread_days", "mean_gap_days"),
    ),
    Feature(
        "days_overdue",
        Text("超期天数", "Days overdue"),
        "days",
        "rhythm",
        DERIVED,
        lambda t, m: days_since(t.last_order_on, m) - t.mean_gap_days,
        Text(
            "距末单天数减平均购买间隔，负数即未到期",
            "days since the last order less the mean gap; below 0 it is not due yet",
        ),
        needs=("last_order_on", "mean_gap_days"),
    ),
    Feature(
        "promotion_share_365d",
        Text("近 365 天优惠依赖度", "Dependence on promotions, 365 days"),
        "rate",
        "discount",
        DERIVED,
        lambda t, m: share(t.promoted_orders_365d, t.orders_365d),
        Text("近 365 天优惠订单数 ÷ 订单数", "orders with a discount or coupon ÷ orders in 365 days"),
        needs=("promoted_orders_365d", "orders_365d"),
    ),
    Feature(
        "days_since_last_refund",
        Text("距最近退款天数", "Days since the last refund"),
        "days",
        "refund",
        DERIVED,
        lambda t, m: days_since(t.last_refund_on, m),
        Text("今天减最近退款日期", "today less the day of the latest refund"),
        needs=("last_refund_on",),
    ),
    Feature(
        "days_since_last_touch",
        Text("距最近触达天数", "Days since the last touch"),
        "days",
        "recency",
        DERIVED,
        lambda t, m: days_since(t.last_touch_on, m),
        Text("今天减最近触达日期", "today less the day of the latest touch"),
        needs=("last_touch_on",),
    ),
    Feature(
        "days_since_open_cart",
        Text("加购未下单天数", "Days with a cart and no order"),
        "days",
        "activity",
        DERIVED,
        _days_since_open_cart,
        Text(
            "最近加购之日起没有下单，则为距该日的天数；否则为空",
            "days since something was last added to the cart, when no order came on that day or later; else nothing",
        ),
        needs=("last_cart_on", "last_order_on"),
    ),
    Feature(
        "opens_per_touch_90d",
        Text("近 90 天触达打开比", "Opened a touch, 90 days"),
        "ratio",
        "response",
        DERIVED,
        lambda t, m: share(t.opens_90d, t.touches_90d),
        Text("近 90 天打开次数 ÷ 触达次数", "messages opened ÷ touches in 90 days"),
        needs=("opens_90d", "touches_90d"),
    ),
    Feature(
        "clicks_per_touch_90d",
        Text("近 90 天触达点击比", "Clicked a touch, 90 days"),
        "ratio",
        "response",
        DERIVED,
        lambda t, m: share(t.clicks_90d, t.touches_90d),
        Text("近 90 天点击次数 ÷ 触达次数", "messages clicked ÷ touches in 90 days"),
        needs=("clicks_90d", "touches_90d"),
    ),
)
