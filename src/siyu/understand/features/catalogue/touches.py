"""Features over what the brand did to members: campaigns and messages."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, fact_source

SOURCES = (fact_source("touches"),)

SMS = "sms", Text("短信", "SMS")
EMAIL = "email", Text("邮件", "E-mail")
WECOM = "wecom", Text("企业微信", "WeCom")


def _touches_in(days: int) -> Feature:
    return Feature(
        f"touches_{days}d",
        Text(f"近 {days} 天触达次数", f"Touches, {days} days"),
        "count",
        "response",
        "touches",
        lambda t, m: t.count(where=t.occurred_on >= m.since(days)),
        Text(f"含今天在内 {days} 个自然日的触达次数", f"touches in {days} calendar days, today included"),
        window=days,
    )


def _touches_by(channel: tuple[str, Text]) -> Feature:
    name, label = channel
    return Feature(
        f"{name}_touches_90d",
        Text(f"近 90 天{label.zh}触达次数", f"{label.en} touches, 90 days"),
        "count",
        "response",
        "touches",
        lambda t, m: t.count(where=(t.channel == name) & (t.occurred_on >= m.since(90))),
        Text(
            f"含今天在内 90 个自然日经{label.zh}的触达次数",
            f"touches by {label.en} in 90 calendar days, today included",
        ),
        window=90,
    )


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
    *(_touches_in(days) for days in (30, 90)),
    *(_touches_by(channel) for channel in (SMS, EMAIL, WECOM)),
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
