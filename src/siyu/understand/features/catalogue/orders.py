"""Features over orders: how many, how much, how discounted, when first and last.

An order that came back is not counted, but money that was not given back for it still is.
"""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.features.quotient import share
from siyu.understand.features.registry import Feature, Source

EVENING = 18
SOURCES = (Source("orders", lambda work, since_on: work.orders(since_on), over="orders"),)


FEATURES = (
    Feature(
        "first_order_on",
        Text("首单日期", "First order on"),
        "date",
        "tenure",
        "orders",
        lambda t, m: t.occurred_on.min(where=t.is_bought),
        Text("第一笔有效订单的日期", "the day of the first order that counts"),
    ),
    Feature(
        "last_order_on",
        Text("末单日期", "Last order on"),
        "date",
        "recency",
        "orders",
        lambda t, m: t.occurred_on.max(where=t.is_bought),
        Text("最近一笔有效订单的日期", "the day of the latest order that counts"),
    ),
    Feature(
        "orders_total",
        Text("累计订单数", "Orders"),
        "count",
        "frequency",
        "orders",
        lambda t, m: t.count(where=t.is_bought),
        Text("全部有效订单数", "all orders that count"),
    ),
    Feature(
        "money_total",
        Text("累计消费金额", "Spent"),
        "money",
        "money",
        "orders",
        lambda t, m: t.net_minor.sum(),
        Text("全部订单金额减退款", "sales of all orders less refunds"),
    ),
    Feature(
        "largest_order",
        Text("最大单笔金额", "Largest order"),
        "money",
        "basket",
        "orders",
        lambda t, m: t.net_minor.max(where=t.is_bought),
        Text("减退款后金额最大的一笔订单", "the order with the most sales less refunds"),
        extreme=True,
    ),
    Feature(
        "lines_total",
        Text("累计订单行数", "Order lines"),
        "count",
        "items",
        "orders",
        lambda t, m: t.lines.sum(where=t.is_bought),
        Text("有效订单的商品行数之和", "lines of all orders that count"),
    ),
    Feature(
        "items_total",
        Text("累计件数", "Items"),
        "items",
        "items",
        "orders",
        lambda t, m: t.net_quantity.sum(),
        Text("购买件数减退货件数", "items bought less items returned"),
    ),
    Feature(
        "discount_total",
        Text("累计折扣金额", "Discounts"),
        "money",
        "discount",
        "orders",
        lambda t, m: t.discount_minor.sum(where=t.is_bought),
        Text("品牌自己让价的总额", "the brand's own price reductions"),
    ),
    Feature(
        "discount_share_365d",
        Text("近 365 天折扣占比", "Discount share, 365 days"),
        "rate",
        "discount",
        "orders",
        lambda t, m: share(
            t.discount_minor.sum(where=t.is_bought & (t.occurred_on >= m.since(365))),
            (t.discount_minor + t.sales_minor).sum(where=t.is_bought & (t.occurred_on >= m.since(365))),
        ),
        Text("折扣 ÷（订单金额 + 折扣）", "discounts ÷ (sales + discounts)"),
        window=365,
    ),
    Feature(
        "coupon_share_365d",
        Text("近 365 天用券占比", "Coupon share, 365 days"),
        "rate",
        "discount",
        "orders",
        lambda t, m: share(
            t.coupon_minor.sum(where=t.is_bought & (t.occurred_on >= m.since(365))),
            t.sales_minor.sum(where=t.is_bought & (t.occurred_on >= m.since(365))),
        ),
        Text("券抵扣金额 ÷ 订单金额", "coupon value ÷ sales"),
        window=365,
    ),
    Feature(
        "coupon_orders_365d",
        Text("近 365 天用券订单数", "Orders with a coupon, 365 days"),
        "count",
        "discount",
        "orders",
        lambda t, m: t.count(where=t.is_bought & (t.occurred_on >= m.since(365)) & (t.coupon_minor > 0)),
        Text("近 365 天用过券的有效订单数", "orders that used a coupon in 365 days"),
        window=365,
    ),
    Feature(
        "weekend_share",
        Text("周末订单占比", "Weekend share"),
        "rate",
        "rhythm",
        "orders",
        lambda t, m: share(
            t.count(where=t.is_bought & (t.occurred_on.day_of_week.index() >= 5)), t.count(where=t.is_bought)
        ),
        Text("周六、周日的订单 ÷ 全部订单", "orders on Saturdays and Sundays ÷ all orders"),
    ),
    Feature(
        "evening_share",
        Text("晚间订单占比", "Evening share"),
        "rate",
        "rhythm",
        "orders",
        lambda t, m: share(
            t.count(where=t.is_bought & (t.occurred_hour >= EVENING)),
            t.count(where=t.is_bought & t.occurred_hour.notnull()),
        ),
        Text("18 点及以后的订单 ÷ 有钟点的订单", "orders from 18:00 on ÷ orders with an hour"),
    ),
    Feature(
        "promoted_orders_365d",
        Text("近 365 天优惠订单数", "Orders with a discount or coupon, 365 days"),
        "count",
        "discount",
        "orders",
        lambda t, m: t.count(
            where=t.is_bought & (t.occurred_on >= m.since(365)) & ((t.discount_minor > 0) | (t.coupon_minor > 0))
        ),
        Text("近 365 天有折扣或用过券的有效订单数", "orders with a discount or a coupon in 365 days"),
        window=365,
    ),
    Feature(
        "returned_orders_total",
        Text("整单退货数", "Orders that came back"),
        "count",
        "refund",
        "orders",
        lambda t, m: t.count(where=~t.is_bought),
        Text("未取消、但商品已全部退回的订单数", "orders, not cancelled, of which nothing is left"),
    ),
    Feature(
        "returned_share",
        Text("整单退货率", "Share of orders that came back"),
        "rate",
        "refund",
        "orders",
        lambda t, m: share(t.count(where=~t.is_bought), t.count()),
        Text("整单退货数 ÷ 未取消的订单数", "orders of which nothing is left ÷ orders not cancelled"),
    ),
)
