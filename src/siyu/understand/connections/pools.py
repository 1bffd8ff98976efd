"""The pools people pass through, each entered by the first fact of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.connections.kinds import FOLLOWED, JOINED

if TYPE_CHECKING:
    import ibis

PUBLIC_CHANNELS = (
    "douyin", "kuaishou", "xiaohongshu", "weibo", "bilibili", "zhihu", "toutiao", "video_channel", "baidu", "search",
    "tmall", "taobao", "jd", "pinduoduo", "meituan", "eleme",
)  # fmt: skip
"""Platforms whose people are not the brand's own: public ones, and those that sell their traffic."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool; `enters` says which events enter it, None for the pool that bought orders enter."""

    name: str
    label: Text
    enters: Callable[[ibis.Table], ibis.Value] | None


def _follow(channel: str) -> Callable[[ibis.Table], ibis.Value]:
    return lambda rows: (rows.type == FOLLOWED) & (rows.channel == channel)


POOLS: tuple[Pool, ...] = (
    Pool("public", Text("公域", "Public"), lambda rows: rows.channel.isin(PUBLIC_CHANNELS)),
    Pool("official_account", Text("公众号", "Official account"), _follow("official_account")),
    Pool("wecom", Text("企业微信", "WeCom"), _follow("wecom")),
    Pool("group", Text("社群", "Group"), lambda rows: rows.type == JOINED),
    Pool("purchase", Text("购买", "Purchase"), None),
)
"""In the order in which a brand wants them to be passed."""
