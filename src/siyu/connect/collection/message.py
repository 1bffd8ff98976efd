"""What an event says, whatever protocol it came by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

import msgspec

from siyu.connect.imports.identifiers import BETWEEN, kind_named
from siyu.lib.clock import EARLIEST
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

Change = Literal["set", "set_once", "add", "append", "unset", "delete"]

MOST_BYTES = 32_768
MOST_NAME = 100
FUTURE = timedelta(days=1)


class Profile(msgspec.Struct, frozen=True):
    """A change of what is known of a person: attributes set, set only where there are none, added to …"""

    how: Change
    values: dict[str, Any]


class Message(msgspec.Struct, frozen=True):
    """An event. `name` is its type, empty when it only tells who somebody is; `who` are its identifiers `(kind, value)`
    in their one spelling; `properties` is the JSON of an object; `occurred_at` is in UTC and never after it was
    received."""

    name: str
    message_id: str
    occurred_at: datetime
    who: tuple[tuple[str, str], ...]
    properties: bytes = b"{}"
    channel: str | None = None
    campaign: str | None = None
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A request as kept: the JSON values of its events, each still as bytes, and when the client says it sent them."""

    events: list[bytes]
    sent_at: datetime | None = None
    common: dict[str, Any] = field(default_factory=dict)


def refuse(code: str, zh: str, en: str, where: str | None = None, mend: Text | None = None, **values: Any) -> Refusal:
    """Return what is wrong with an event."""
    return Refusal(f"event.{code}", Text(zh, en).format(**values), where=where, mend=mend)


def unreadable(error: Exception) -> Refusal:
    """Return the refusal of what is no JSON, with what the decoder said."""
    said = str(error).replace("{", "(").replace("}", ")")[:200]
    return refuse("unreadable", "无法解析：{said}", "it can't be read: {said}", said=said)


def checked_name(name: str | None, where: str = "event") -> str:
    """Return the event's name. Raises `Refusal` for none, a too long or an unprintable one."""
    plain = (name or "").strip()
    if not plain:
        raise refuse("no_name", "事件没有名称", "the event has no name", where)
    if len(plain) > MOST_NAME or not plain.isprintable():
        raise refuse("bad_name", "事件名称过长或含不可见字符", "the event's name is too long or not printable", where)
    return plain


def checked_who(who: list[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Return the identifiers in their one spelling, without those that cannot be one.

    Raises `Refusal` when there is none, or none that is one.
    """
    given = tuple([(kind, str(value)) for kind, value in who if value is not None and value != ""])
    found = _spelt(given)
    if not found:
        code, zh, en = ("bad_identifier", "用户标识无效", "no identifier is one of its kind") if given else (
            "nobody", "事件没有用户标识", "the event names nobody")  # fmt: skip
        raise refuse(code, zh, en, "userId", Text("请带上 userId 或 anonymousId。", "Send userId or anonymousId."))
    return found


@lru_cache(maxsize=200_000)
def _spelt(who: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the different identifiers in their one spelling; who was seen lately is not spelt again."""
    spelt = ((kind, known.normalise(value)) for kind, value in who if (known := kind_named(kind)))
    return tuple(dict.fromkeys((kind, value) for kind, value in spelt if value and BETWEEN not in value))


def checked_time(told: datetime | None, sent_at: datetime | None, received_at: datetime) -> datetime:
    """Return when it happened, corrected by how wrong the client's clock was when it sent the event.

    Raises `Refusal` for a time before 1970 or more than a day after it was received.
    """
    if told is None:
        return received_at
    try:
        happened = told + (received_at - sent_at) if sent_at is not None else told
    except OverflowError:
        raise refuse("too_old", "事件时间超出范围", "the event's time is out of all range", "timestamp") from None
    if happened < EARLIEST:
        raise refuse("too_old", "事件时间早于 1970 年", "the event's time is before 1970", "timestamp")
    if happened > received_at + FUTURE:
        raise refuse("in_future", "事件时间在未来：{at}", "the event lies in the future: {at}", "timestamp",
                     at=happened.isoformat())  # fmt: skip
    return min(happened, received_at)
