"""The kinds of connection that facts tell of, each as an expression that says whether a member's is live on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis

    from siyu.understand.features.registry import Moment

LIVE_DAYS, STORE_DAYS = 180, 365
"""So long a visit keeps a connection alive: people come online oftener than to a store."""
FOLLOWED, UNFOLLOWED, JOINED, LEFT = "followed", "unfollowed", "joined_group", "left_group"

Live = Callable[["ibis.Table", "Moment"], "ibis.Value"]
"""From the events of one member and a day to yes or no."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of connection; `live` is None for the store, which orders tell of."""

    name: str
    label: Text
    live: Live | None


def _follows(channel: str) -> Live:
    """Live while the last word on the channel was to follow it; unfollowing without a channel ends every follow."""

    def live(rows: ibis.Table, _: Moment) -> ibis.Value:
        came = rows.occurred_at.max(where=(rows.type == FOLLOWED) & (rows.channel == channel))
        here = rows.channel.isnull() | (rows.channel == channel)
        return _is_on(came, rows.occurred_at.max(where=(rows.type == UNFOLLOWED) & here))

    return live


def _in_group(rows: ibis.Table, _: Moment) -> ibis.Value:
    came = rows.occurred_at.max(where=rows.type == JOINED)
    return _is_on(came, rows.occurred_at.max(where=rows.type == LEFT))


def _is_on(came: ibis.Value, went: ibis.Value) -> ibis.Value:
    """At one instant, having gone counts."""
    return came.notnull() & (went.isnull() | (came > went))


def _visits(channel: str) -> Live:
    def live(rows: ibis.Table, moment: Moment) -> ibis.Value:
        lately = (rows.channel == channel) & (rows.occurred_on >= moment.since(LIVE_DAYS))
        return rows.count(where=lately) > 0

    return live


STORE = "store"

KINDS: tuple[Kind, ...] = (
    Kind("wecom", Text("企业微信好友", "WeCom contact"), _follows("wecom")),
    Kind("official_account", Text("公众号", "Official account"), _follows("official_account")),
    Kind("group", Text("社群", "Group"), _in_group),
    Kind("mini_program", Text("小程序", "Mini-program"), _visits("mini_program")),
    Kind("app", Text("App", "App"), _visits("app")),
    Kind("web", Text("网站", "Web"), _visits("web")),
    Kind(STORE, Text("门店", "Store"), None),
)
