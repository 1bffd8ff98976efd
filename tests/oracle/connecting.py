"""How a member is connected and where members cross from pool to pool, by loops over a member's own facts."""

from __future__ import annotations

from datetime import datetime
from statistics import median

from tests.oracle.history import Event, History
from tests.oracle.looking import Seen, look, mine

PUBLIC = {"douyin", "kuaishou", "xiaohongshu", "weibo", "bilibili", "zhihu", "toutiao", "video_channel", "baidu", "search",
          "tmall", "taobao", "jd", "pinduoduo", "meituan", "eleme"}  # fmt: skip
POOLS = ("public", "official_account", "wecom", "group", "purchase")


def live_kinds(seen_: Seen) -> set[str]:
    """Name the connections that are live."""
    found = {channel for channel in ("wecom", "official_account") if _follows(seen_, channel)}
    if _last_word(mine(seen_, seen_.history.events), "joined_group", "left_group") == "joined_group":
        found.add("group")
    for event in mine(seen_, seen_.history.events):
        if event.channel in {"mini_program", "app", "web"} and seen_.within(seen_.history.day(event.occurred_at), 180):
            found.add(event.channel)
    return found | ({"store"} if store_orders(seen_) else set())


def online_connections(seen_: Seen) -> int:
    return len(live_kinds(seen_) - {"store"})


def store_orders(seen_: Seen) -> int:
    return sum(1 for order in seen_.counting if order.order.store is not None and seen_.within(order.on, 365))


def entries(history: History, member: int, at: datetime) -> dict[str, datetime]:
    """Return when a member first entered each pool."""
    seen_ = look(history, member, at)
    found: dict[str, datetime] = {}
    for event in mine(seen_, history.events):
        for pool in POOLS[:-1]:
            if _enters(event, pool):
                found[pool] = min(found.get(pool, event.occurred_at), event.occurred_at)
    bought = [order.order.occurred_at for order in seen_.counting]
    return found | ({"purchase": min(bought)} if bought else {})


def crossing(
    people: list[dict[str, datetime]], source: str, target: str, first: datetime, last: datetime
) -> tuple[int, int, int, float | None]:
    """Return how many entered the source in the span, were in the target already, crossed to it by the end, and the median
    of the days between."""
    entered = already = 0
    took = []
    for one in people:
        begun, ended = one.get(source), one.get(target)
        if begun is None or not first <= begun <= last:
            continue
        entered += 1
        if ended is None or ended > last:
            continue
        if ended < begun or (ended == begun and POOLS.index(target) < POOLS.index(source)):
            already += 1
        else:
            took.append((ended - begun).total_seconds() / 86_400)
    return entered, already, len(took), median(took) if took else None


def _enters(event: Event, pool: str) -> bool:
    if pool == "public":
        return event.channel in PUBLIC
    if pool == "group":
        return event.type == "joined_group"
    return event.type == "followed" and event.channel == pool


def _follows(seen_: Seen, channel: str) -> bool:
    words = [
        one
        for one in mine(seen_, seen_.history.events)
        if one.channel == channel or (one.type == "unfollowed" and one.channel is None)
    ]
    return _last_word(words, "followed", "unfollowed") == "followed"


def _last_word(events: list[Event], came: str, went: str) -> str | None:
    said = sorted((one.occurred_at, one.type == went) for one in events if one.type in {came, went})
    return (went if said[-1][1] else came) if said else None
