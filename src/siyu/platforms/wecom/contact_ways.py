"""Contact ways (联系我): codes that lead a customer to members of staff."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from siyu.platforms.calling import Call, Done, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.following import Page, rows
from siyu.platforms.wecom.kind import CONTACT

_BELOW = "/cgi-bin/externalcontact"
_ADD = Call("POST", f"{_BELOW}/add_contact_way", CONTACT)
_UPDATE = Call("POST", f"{_BELOW}/update_contact_way", CONTACT)
_GET = Call("POST", f"{_BELOW}/get_contact_way", CONTACT, is_read=True)
_LIST = Call("POST", f"{_BELOW}/list_contact_way", CONTACT, is_read=True)
_DELETE = Call("POST", f"{_BELOW}/del_contact_way", CONTACT)
SINGLE, MULTI = 1, 2
IN_MINI_PROGRAM, BY_CODE = 1, 2
MOST_WAYS = 1000


class NewWay(msgspec.Struct, omit_defaults=True, kw_only=True):
    """A way to be made: to one member of staff or up to 100, of departments too. `state` comes back with who used it.

    `skip_verify` has to be said: unsaid, the platform lets everybody in.
    """

    type: int
    scene: int
    skip_verify: bool
    state: str = ""
    remark: str = ""
    user: list[str] = []
    party: list[int] = []
    style: int | None = None
    is_exclusive: bool = False


class WayChange(msgspec.Struct, omit_defaults=True):
    """What is to be another way from now on; members and departments that are given replace those before."""

    config_id: str
    skip_verify: bool | None = None
    state: str | None = None
    remark: str | None = None
    user: list[str] | None = None
    party: list[int] | None = None
    style: int | None = None


class MadeWay(msgspec.Struct):
    """A new way; the picture of its code lies at `qr_code`."""

    config_id: str
    qr_code: str = ""


class Way(msgspec.Struct):
    """A way as the platform keeps it."""

    config_id: str
    type: int
    scene: int
    skip_verify: bool = True
    state: str = ""
    remark: str = ""
    qr_code: str = ""
    user: list[str] = []
    party: list[int] = []


class WayId(msgspec.Struct):
    """The id of a way."""

    config_id: str


class _Way(msgspec.Struct):
    contact_way: Way


class _Ways(msgspec.Struct):
    contact_way: list[WayId] = []
    next_cursor: str = ""


def add_way(channel: Channel, way: NewWay) -> MadeWay:
    """Make a way. Whoever loses its id can neither change nor delete it."""
    return ask(channel, _ADD, MadeWay, body=msgspec.to_builtins(way))


def update_way(channel: Channel, change: WayChange) -> None:
    """Change a way; its type and scene stay."""
    ask(channel, _UPDATE, Done, body=msgspec.to_builtins(change))


def get_way(channel: Channel, config_id: str) -> Way:
    """Return a way."""
    return ask(channel, _GET, _Way, body={"config_id": config_id}).contact_way


def list_ways(channel: Channel, since: int, until: int) -> Iterator[str]:
    """Yield the ids of the ways made by API between two Unix times; temporary ones do not count."""

    def read(cursor: str) -> Page[str]:
        body = {"start_time": since, "end_time": until, "cursor": cursor, "limit": MOST_WAYS}
        found = ask(channel, _LIST, _Ways, body=body)
        return [one.config_id for one in found.contact_way], found.next_cursor

    return rows(read)


def delete_way(channel: Channel, config_id: str) -> None:
    """Delete a way; its code leads nowhere from now on."""
    ask(channel, _DELETE, Done, body={"config_id": config_id})
