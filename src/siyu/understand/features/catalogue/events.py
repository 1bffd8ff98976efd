"""Features over what members did besides ordering."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, fact_source

SOURCES = (fact_source("events"),)


def _events_in(days: int) -> Feature:
    return Feature(
        f"events_{days}d",
        Text(f"近 {days} 天行为次数", f"Events, {days} days"),
        "count",
        "response",
        "events",
        lambda t, m: t.count(where=t.occurred_on >= m.since(days)),
        Text(f"含今天在内 {days} 个自然日的行为次数", f"events in {days} calendar days, today included"),
        window=days,
    )


FEATURES = (
    Feature(
        "events_total",
        Text("累计行为次数", "Events"),
        "count",
        "response",
        "events",
        lambda t, m: t.count(),
        Text("全部行为次数", "all events"),
    ),
    _events_in(30),
    _events_in(90),
    Feature(
        "last_event_on",
        Text("最近行为日期", "Last event on"),
        "date",
        "recency",
        "events",
        lambda t, m: t.occurred_on.max(),
        Text("最近一次行为的日期", "the day of the latest event"),
    ),
    Feature(
        "redemptions_total",
        Text("累计核销次数", "Redemptions"),
        "count",
        "response",
        "events",
        lambda t, m: t.count(where=t.type == "redeemed"),
        Text("核销优惠券的次数", "coupons redeemed"),
    ),
    Feature(
        "redemptions_90d",
        Text("近 90 天核销次数", "Redemptions, 90 days"),
        "count",
        "response",
        "events",
        lambda t, m: t.count(where=(t.type == "redeemed") & (t.occurred_on >= m.since(90))),
        Text("含今天在内 90 个自然日核销优惠券的次数", "coupons redeemed in 90 calendar days, today included"),
        window=90,
    ),
)
