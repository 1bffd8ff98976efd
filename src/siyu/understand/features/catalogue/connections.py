"""Features over how a member is connected, as facts tell it."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.connections.kinds import KINDS, STORE_DAYS
from siyu.understand.features.registry import DERIVED, Feature, Moment, Source

if TYPE_CHECKING:
    import ibis

SOURCES: tuple[Source, ...] = ()
_KINDS = ", ".join(kind.label.en for kind in KINDS if kind.live is not None)
_KINDS_ZH = "、".join(kind.label.zh for kind in KINDS if kind.live is not None)


def _live_kinds(rows: ibis.Table, moment: Moment) -> ibis.Value:
    told = [kind.live(rows, moment).cast("int32") for kind in KINDS if kind.live is not None]
    return reduce(lambda one, other: one + other, told)


FEATURES = (
    Feature(
        "online_connections",
        Text("在线连接种数", "Online connections"),
        "count",
        "activity",
        "events",
        _live_kinds,
        Text(f"行为表明仍有效的连接种数：{_KINDS_ZH}", f"kinds of connection that events show to be live: {_KINDS}"),
    ),
    Feature(
        f"store_orders_{STORE_DAYS}d",
        Text(f"近 {STORE_DAYS} 天门店订单数", f"Store orders, {STORE_DAYS} days"),
        "count",
        "frequency",
        "orders",
        lambda t, m: t.count(where=t.is_bought & t.store_key.notnull() & (t.occurred_on >= m.since(STORE_DAYS))),
        Text(f"含今天在内 {STORE_DAYS} 个自然日记有门店的订单数",
             f"orders with a store in {STORE_DAYS} calendar days, today included"),
        window=STORE_DAYS,
    ),
    Feature(
        "connection_depth",
        Text("连接深度", "Connection depth"),
        "count",
        "activity",
        DERIVED,
        lambda t, m: t.online_connections + (t[f"store_orders_{STORE_DAYS}d"] > 0).cast("int32"),
        Text("在线连接种数，近一年在门店买过再加一", "online connections, and one more after an order in a store within a year"),
        needs=("online_connections", f"store_orders_{STORE_DAYS}d"),
    ),
)  # fmt: skip
