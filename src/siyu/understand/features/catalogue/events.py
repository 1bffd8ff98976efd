"""Features over what members did besides ordering."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, fact_source

SOURCES = (fact_source("events"),)
VIEWS = ("viewed", "visited_page", "visited_screen")


def _events_in(days: int) -> Feature:
    return Feature(
        f"events_{days}d",
        Text(f"近 {days} 天行为次数", f"Events, {days} days"),
        "count",
        "activity",
        "events",
        lambda t, m: t.count(where=t.occurred_on >= m.since(days)),
        Text(f"含今天在内 {days} 个自然日的行为次数", f"events in {days} calendar days, today included"),
        window=days,
    )


def _did_in(name: str, label: Text, what: Text, days: int, *types: str, group: str = "activity") -> Feature:
    return Feature(
        f"{name}_{days}d",
        Text(f"近 {days} 天{label.zh}次数", f"{label.en}, {days} days"),
        "count",
        group,
        "events",
        lambda t, m: t.count(where=t.type.isin(types) & (t.occurred_on >= m.since(days))),
        Text(f"含今天在内 {days} 个自然日{what.zh}的次数", f"{what.en} in {days} calendar days, today included"),
        window=days,
    )


_VIEWED = Text("浏览", "Views"), Text("浏览商品、页面或应用页面", "products, pages or screens viewed")
_CARTED = Text("加购", "Added to cart"), Text("加入购物车", "products added to the cart")
_SEARCHED = Text("搜索", "Searches"), Text("搜索", "searches")
_OPENED = Text("打开", "Opened"), Text("打开消息", "messages opened")
_CLICKED = Text("点击", "Clicked"), Text("点击消息", "messages clicked")

FEATURES = (
    Feature(
        "events_total",
        Text("累计行为次数", "Events"),
        "count",
        "activity",
        "events",
        lambda t, m: t.count(),
        Text("全部行为次数", "all events"),
    ),
    *(_events_in(days) for days in (7, 30, 90)),
    *(_did_in("views", *_VIEWED, days, *VIEWS) for days in (7, 30, 90)),
    *(_did_in("carts", *_CARTED, days, "added_to_cart") for days in (30, 90)),
    *(_did_in("searches", *_SEARCHED, days, "searched") for days in (30, 90)),
    *(_did_in("opens", *_OPENED, days, "opened", group="response") for days in (30, 90)),
    *(_did_in("clicks", *_CLICKED, days, "clicked", group="response") for days in (30, 90)),
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
        "last_cart_on",
        Text("最近加购日期", "Last added to cart on"),
        "date",
        "activity",
        "events",
        lambda t, m: t.occurred_on.max(where=t.type == "added_to_cart"),
        Text("最近一次加入购物车的日期", "the day something was last added to the cart"),
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
    _did_in("redemptions", Text("核销", "Redemptions"), Text("核销优惠券", "coupons redeemed"), 90, "redeemed",
            group="response"),
)  # fmt: skip
