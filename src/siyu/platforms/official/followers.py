"""Followers of an account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from siyu.platforms.calling import Call, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.following import Page, pages
from siyu.platforms.official.kind import ACCOUNT

_LIST = Call("GET", "/cgi-bin/user/get", ACCOUNT, is_read=True)
_GET = Call("GET", "/cgi-bin/user/info", ACCOUNT, is_read=True)
_SOME = Call("POST", "/cgi-bin/user/info/batchget", ACCOUNT, is_read=True)
MOST_AT_ONCE = 100


class Follower(msgspec.Struct):
    """Somebody by the account's own id. Of one who left, `subscribe` is 0 and nothing else is known."""

    openid: str
    subscribe: int = 0
    unionid: str | None = None
    subscribe_time: int | None = None
    subscribe_scene: str = ""
    remark: str = ""
    tagid_list: list[int] = []
    qr_scene: int | None = None
    qr_scene_str: str = ""


class _Openids(msgspec.Struct):
    openid: list[str] = []


class _List(msgspec.Struct):
    total: int = 0
    count: int = 0
    data: _Openids = msgspec.field(default_factory=_Openids)
    next_openid: str = ""


class _Followers(msgspec.Struct):
    user_info_list: list[Follower] = []


def list_followers(channel: Channel, after: str = "") -> Iterator[Page[str]]:
    """Yield pages of openids, 10,000 at a time, each with the openid to go on after."""

    def read(at: str) -> Page[str]:
        found = ask(channel, _LIST, _List, query={"next_openid": at} if at else {})
        return found.data.openid, found.next_openid if found.count else ""

    return pages(read, after)


def get_follower(channel: Channel, openid: str) -> Follower:
    """Return one follower."""
    return ask(channel, _GET, Follower, query={"openid": openid})


def get_followers(channel: Channel, openids: Sequence[str]) -> list[Follower]:
    """Return up to 100 followers."""
    body = {"user_list": [{"openid": one} for one in openids]}
    return ask(channel, _SOME, _Followers, body=body).user_info_list
