"""Features over refunds, each on its own day."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, fact_source

SOURCES = (fact_source("refunds"),)

FEATURES = (
    Feature(
        "refunds_total",
        Text("累计退款次数", "Refunds"),
        "count",
        "refund",
        "refunds",
        lambda t, m: t.count(),
        Text("全部退款笔数", "all refunds"),
    ),
    Feature(
        "refunds_90d",
        Text("近 90 天退款次数", "Refunds, 90 days"),
        "count",
        "refund",
        "refunds",
        lambda t, m: t.count(where=t.occurred_on >= m.since(90)),
        Text("含今天在内 90 个自然日的退款笔数", "refunds in 90 calendar days, today included"),
        window=90,
    ),
    Feature(
        "refunded_total",
        Text("累计退款金额", "Refunded"),
        "money",
        "refund",
        "refunds",
        lambda t, m: t.amount_minor.sum(),
        Text("全部退款金额", "the amount of all refunds"),
    ),
    Feature(
        "refunded_365d",
        Text("近 365 天退款金额", "Refunded, 365 days"),
        "money",
        "refund",
        "refunds",
        lambda t, m: t.amount_minor.sum(where=t.occurred_on >= m.since(365)),
        Text("含今天在内 365 个自然日的退款金额", "the amount refunded in 365 calendar days, today included"),
        window=365,
    ),
    Feature(
        "last_refund_on",
        Text("最近退款日期", "Last refund on"),
        "date",
        "refund",
        "refunds",
        lambda t, m: t.occurred_on.max(),
        Text("最近一次退款的日期", "the day of the latest refund"),
    ),
)
