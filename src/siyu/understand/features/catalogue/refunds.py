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
)
