"""From callbacks to events of the people they tell of: a table of what each kind of callback says, and nothing is kept here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from siyu.connect.callbacks.fields import Fields, text_of
from siyu.connect.callbacks.handlers import Event
from siyu.connect.callbacks.naming import made_at

MOST_TEXT = 2_000
SCENE = "qrscene_"
_CONTACT = "change_external_contact."
_encode = msgspec.json.Encoder(order="deterministic").encode


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a person did. `who` are identifiers `(kind, value)`."""

    name: str
    who: tuple[tuple[str, str], ...]
    properties: dict[str, Any] = field(default_factory=dict)


Read = Callable[[Fields, str], list[Fact]]


def facts_of(event: Event, identity: str) -> list[Fact]:
    """Return what the callback tells of people; `identity` is the corp or app whose ids are in it."""
    read = _READ.get((event.kind, event.name)) or (_wrote if event.name.startswith("message.") else None)
    return [fact for fact in read(event.fields, identity) if all(value for _, value in fact.who)] if read else []


def as_track(fact: Fact, event: Event, account: dict[str, Any], identity: str) -> dict[str, Any]:
    """Return the fact as an SDK would send it; `account` are properties that do not tell it from others.

    Its id is the same whichever app of a corp told of it: two apps get one event each, with a welcome code of their own.
    """
    at = made_at(event.fields)
    happened = event.received_at if at is None or at > event.received_at else at
    told = {name: value for name, value in fact.properties.items() if value not in {"", None}}
    said = [identity, fact.name, fact.who, told, event["CreateTime"], event["MsgId"]]
    return {
        "type": "track",
        "event": fact.name,
        "messageId": "callback:" + hashlib.sha256(_encode(said)).hexdigest()[:32],
        "timestamp": happened.isoformat(),
        "channel": event.kind,
        "context": {"externalIds": [{"type": kind, "id": value} for kind, value in fact.who]},
        "properties": {**account, **told},
    }


def _customer(fields: Fields, identity: str) -> tuple[tuple[str, str], ...]:
    return ((f"external_userid:{identity}", text_of(fields, "ExternalUserID")),)


def _follower(fields: Fields, identity: str) -> tuple[tuple[str, str], ...]:
    found = ((f"openid:{identity}", text_of(fields, "FromUserName")),)
    unionid = text_of(fields, "unionid") or text_of(fields, "UnionId")
    return (*found, ("unionid", unionid)) if unionid else found


def _added(fields: Fields, identity: str) -> list[Fact]:
    told = {"staff": text_of(fields, "UserID"), "state": text_of(fields, "State")}
    return [Fact("followed", _customer(fields, identity), told)]


def _parted(by: str) -> Read:
    def read(fields: Fields, identity: str) -> list[Fact]:
        if text_of(fields, "Source") == "DELETE_BY_TRANSFER":
            return []  # The contact goes on with another member of staff.
        told = {"staff": text_of(fields, "UserID"), "by": by}
        return [Fact("unfollowed", _customer(fields, identity), told)]

    return read


def _opened_chat(fields: Fields, identity: str) -> list[Fact]:
    return [Fact("messaged", _customer(fields, identity), {"staff": text_of(fields, "UserID")})]


def _subscribed(fields: Fields, identity: str) -> list[Fact]:
    who, scene = _follower(fields, identity), text_of(fields, "EventKey").removeprefix(SCENE)
    followed = Fact("followed", who, {"scene": scene})
    return [followed, Fact("scanned", who, {"scene": scene})] if scene else [followed]


def _scanned(fields: Fields, identity: str) -> list[Fact]:
    return [Fact("scanned", _follower(fields, identity), {"scene": text_of(fields, "EventKey")})]


def _unsubscribed(fields: Fields, identity: str) -> list[Fact]:
    return [Fact("unfollowed", _follower(fields, identity), {"by": "customer"})]


def _clicked(fields: Fields, identity: str) -> list[Fact]:
    return [Fact("clicked", _follower(fields, identity), {"menu": text_of(fields, "EventKey")[:MOST_TEXT]})]


def _wrote(fields: Fields, identity: str) -> list[Fact]:
    told = {"kind": text_of(fields, "MsgType"), "content": text_of(fields, "Content")[:MOST_TEXT]}
    return [Fact("messaged", _follower(fields, identity), told)]


_OFFICIAL: dict[str, Read] = {
    "subscribe": _subscribed,
    "unsubscribe": _unsubscribed,
    "SCAN": _scanned,
    "CLICK": _clicked,
    "VIEW": _clicked,
    "view_miniprogram": _clicked,
}
_READ: dict[tuple[str, str], Read] = {
    ("wecom", f"{_CONTACT}add_external_contact"): _added,
    ("wecom", f"{_CONTACT}add_half_external_contact"): _added,
    ("wecom", f"{_CONTACT}del_external_contact"): _parted("staff"),
    ("wecom", f"{_CONTACT}del_follow_user"): _parted("customer"),
    ("wecom", "customer_acquisition.customer_start_chat"): _opened_chat,
    **{("official_account", name): read for name, read in _OFFICIAL.items()},
}
"""A callback that stands nowhere here tells of nobody."""
