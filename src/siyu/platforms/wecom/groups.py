"""Customer groups and the codes that lead into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from siyu.platforms.calling import Call, Done, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.following import Page, pages
from siyu.platforms.wecom.kind import CONTACT

_BELOW = "/cgi-bin/externalcontact/groupchat"
_LIST = Call("POST", f"{_BELOW}/list", CONTACT, is_read=True)
_GET = Call("POST", f"{_BELOW}/get", CONTACT, is_read=True)
_ADD = Call("POST", f"{_BELOW}/add_join_way", CONTACT)
_GET_WAY = Call("POST", f"{_BELOW}/get_join_way", CONTACT, is_read=True)
_UPDATE = Call("POST", f"{_BELOW}/update_join_way", CONTACT)
MOST_GROUPS = 1000
STAFF, CUSTOMER = 1, 2
NO_GROUP = 90501


class GroupId(msgspec.Struct):
    """A group; `status` is 0 as it should be, 1 owner left, 2 being inherited, 3 inherited."""

    chat_id: str
    status: int = 0


class Invitor(msgspec.Struct):
    """Who invited."""

    userid: str


class GroupMember(msgspec.Struct):
    """Somebody in a group; `type` is 1 for staff, 2 for others, `join_scene` 1 invited, 2 by link, 3 by code."""

    userid: str
    type: int = CUSTOMER
    join_time: int = 0
    join_scene: int = 0
    unionid: str | None = None
    state: str = ""
    invitor: Invitor | None = None
    group_nickname: str = ""
    name: str = ""


class Group(msgspec.Struct):
    """A group with who is in it."""

    chat_id: str
    name: str = ""
    owner: str = ""
    create_time: int = 0
    notice: str = ""
    member_list: list[GroupMember] = []


class JoinWay(msgspec.Struct, omit_defaults=True, kw_only=True):
    """A way into up to five groups; with `auto_create_room` full ones are followed by new ones of a running number."""

    scene: int
    chat_id_list: list[str]
    remark: str = ""
    auto_create_room: int
    room_base_name: str = ""
    room_base_id: int | None = None
    state: str = ""
    config_id: str = ""
    qr_code: str = ""


class _Groups(msgspec.Struct):
    group_chat_list: list[GroupId] = []
    next_cursor: str = ""


class _Group(msgspec.Struct):
    group_chat: Group


class _MadeWay(msgspec.Struct):
    config_id: str


class _Way(msgspec.Struct):
    join_way: JoinWay


def list_groups(channel: Channel, owners: Sequence[str] = (), cursor: str = "") -> Iterator[Page[GroupId]]:
    """Yield pages of groups, of up to 100 owners; without owners the platform refuses more than 1000 visible people."""

    def read(at: str) -> Page[GroupId]:
        body = {"status_filter": 0, "cursor": at, "limit": MOST_GROUPS}
        filtered = {"owner_filter": {"userid_list": list(owners)}} if owners else {}
        found = ask(channel, _LIST, _Groups, body=body | filtered)
        return found.group_chat_list, found.next_cursor

    return pages(read, cursor)


def get_group(channel: Channel, chat_id: str, *, with_names: bool = False) -> Group:
    """Return a group; after an event it may lag behind by seconds."""
    return ask(channel, _GET, _Group, body={"chat_id": chat_id, "need_name": int(with_names)}).group_chat


def add_join_way(channel: Channel, way: JoinWay) -> str:
    """Make a way and return its id; the picture of its code is had by `get_join_way`."""
    return ask(channel, _ADD, _MadeWay, body=_without_ids(way)).config_id


def update_join_way(channel: Channel, config_id: str, way: JoinWay) -> None:
    """Write a way anew; what is not given falls back to its default."""
    ask(channel, _UPDATE, Done, body={**_without_ids(way), "config_id": config_id})


def get_join_way(channel: Channel, config_id: str) -> JoinWay:
    """Return a way."""
    return ask(channel, _GET_WAY, _Way, body={"config_id": config_id}).join_way


def _without_ids(way: JoinWay) -> dict[str, object]:
    written: dict[str, object] = msgspec.to_builtins(way)
    return {name: value for name, value in written.items() if name not in {"config_id", "qr_code"}}
