"""Corp tags: listed, made, given to customers."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from siyu.platforms.calling import Call, Done, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.wecom.kind import CONTACT

_BELOW = "/cgi-bin/externalcontact"
_LIST = Call("POST", f"{_BELOW}/get_corp_tag_list", CONTACT, is_read=True)
_ADD = Call("POST", f"{_BELOW}/add_corp_tag", CONTACT)
_MARK = Call("POST", f"{_BELOW}/mark_tag", CONTACT)


class CorpTag(msgspec.Struct):
    """A tag."""

    id: str
    name: str
    order: int = 0
    deleted: bool = False


class TagGroup(msgspec.Struct):
    """A group of tags."""

    group_id: str
    group_name: str = ""
    order: int = 0
    deleted: bool = False
    tag: list[CorpTag] = []


class _Groups(msgspec.Struct):
    tag_group: list[TagGroup] = []


class _Group(msgspec.Struct):
    tag_group: TagGroup


def list_tags(channel: Channel) -> list[TagGroup]:
    """Return all tags in their groups, without what was deleted."""
    groups = ask(channel, _LIST, _Groups, body={}).tag_group
    for group in groups:
        group.tag = [tag for tag in group.tag if not tag.deleted]
    return [group for group in groups if not group.deleted]


def add_tags(channel: Channel, group_name: str, names: Sequence[str]) -> TagGroup:
    """Make tags in the group of that name, which is made when it is not there; returns the new ones only."""
    body = {"group_name": group_name, "tag": [{"name": name} for name in names]}
    return ask(channel, _ADD, _Group, body=body).tag_group


def mark_contact(
    channel: Channel, userid: str, external_userid: str, *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> None:
    """Give tags to a customer of a member of staff, or take them; they belong to the two, not to the customer alone."""
    body = {"userid": userid, "external_userid": external_userid, "add_tag": list(add), "remove_tag": list(remove)}
    ask(channel, _MARK, Done, body=body)
