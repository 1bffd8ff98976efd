"""Features over what the brand did to members: campaigns and messages."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, fact_source

SOURCES = (fact_source("touches"),)

FEATURES = (
    Feature(
        "touches_total",
        Text("累计触达次数", "Touches"),
        "count",
        "response",
        "touches",
        lambda t, m: t.count(),
        Text("被活动选中或收到消息的次数", "times targeted by a campaign or sent a message"),
    ),
    Feature(
        "touches_90d",
        Text("近 90 天触达次数", "Touches, 90 days"),
        "count",
        "response",
        "touches",
        lambda t, m: t.count(where=t.occurred_on >= m.since(90)),
        Text("含今天在内 90 个自然日的触达次数", "touches in 90 calendar days, today included"),
        window=90,
    ),
    Feature(
        "last_touch_on",
        Text("最近触达日期", "Last touch on"),
        "date",
        "recency",
        "touches",
        lambda t, m: t.occurred_on.max(),
        Text("最近一次触达的日期", "the day of the latest touch"),
    ),
)
