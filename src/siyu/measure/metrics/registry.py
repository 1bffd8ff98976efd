"""Metrics: each declared once with its label, unit and formula, and computed from the sums of a period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class Sums:
    """What happened in a period of brand days, with the refunds that occurred by its end taken off.

    `members` and `online` are those at its end, as far as they were counted on that day.
    """

    orders: int = 0
    identified_orders: int = 0
    sales_minor: int = 0
    buyers: int = 0
    new_buyers: int = 0
    repeat_buyers: int = 0
    members: int = 0
    online: int = 0


@dataclass(frozen=True, slots=True)
class Metric:
    """A number of a period. `unit` is count, money (minor units) or rate (0–1) or number; None means undefined."""

    name: str
    label: Text
    unit: str
    formula: Text
    value: Callable[[Sums], float | None]


def _ratio(above: float, below: float) -> float | None:
    return above / below if below else None


METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            "sales",
            Text("净销售额", "Net sales"),
            "money",
            Text(
                "期内订单的销售额 − 截至期末这些订单的退款", "Sales of the period's orders − their refunds by its end"
            ),
            lambda sums: sums.sales_minor,
        ),
        Metric(
            "orders",
            Text("订单数", "Orders"),
            "count",
            Text("期内未取消、未全部退回的订单", "Orders of the period, neither cancelled nor wholly returned"),
            lambda sums: sums.orders,
        ),
        Metric(
            "buyers",
            Text("消费会员数", "Buying members"),
            "count",
            Text(
                "期内至少有一笔订单的会员（合并后按一人计）",
                "Members with an order in the period, merged ones as one person",
            ),
            lambda sums: sums.buyers,
        ),
        Metric(
            "new_buyers",
            Text("首购会员数", "First-time buyers"),
            "count",
            Text("首笔订单落在期内的会员", "Members whose first order ever falls in the period"),
            lambda sums: sums.new_buyers,
        ),
        Metric(
            "average_basket",
            Text("客单价", "Average basket"),
            "money",
            Text("净销售额 ÷ 订单数", "Net sales ÷ orders"),
            lambda sums: _ratio(sums.sales_minor, sums.orders),
        ),
        Metric(
            "frequency",
            Text("人均订单数", "Orders per buyer"),
            "number",
            Text("会员订单数 ÷ 消费会员数", "Orders of members ÷ buying members"),
            lambda sums: _ratio(sums.identified_orders, sums.buyers),
        ),
        Metric(
            "repeat_rate",
            Text("复购率", "Repeat rate"),
            "rate",
            Text(
                "期内订单 ≥ 2 笔的会员 ÷ 消费会员数", "Members with two or more orders in the period ÷ buying members"
            ),
            lambda sums: _ratio(sums.repeat_buyers, sums.buyers),
        ),
        Metric(
            "member_share",
            Text("会员占比", "Member share"),
            "rate",
            Text("识别到会员的订单 ÷ 全部订单", "Orders of recognised members ÷ all orders"),
            lambda sums: _ratio(sums.identified_orders, sums.orders),
        ),
        Metric(
            "online_rate",
            Text("在线率", "Online rate"),
            "rate",
            Text(
                "至少有一个有效、未取关、未拒绝的线上连接（企业微信、公众号、小程序）的会员 ÷ 会员",
                "Members with a live, followed and consented online connection (WeCom, official account, mini-program) ÷ members",
            ),
            lambda sums: _ratio(sums.online, sums.members),
        ),
    )
}
