"""What a callback is called, and by what it is told from every other one."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import msgspec

from siyu.connect.callbacks.fields import Fields, text_of

MOST_NAME = 100
_encode = msgspec.json.Encoder(order="deterministic").encode


def name_of(fields: Fields) -> str:
    """Return the event's name, such as `change_external_contact.add_external_contact`, `SCAN` or `message.text`."""
    kind = text_of(fields, "MsgType")
    event = text_of(fields, "Event") or text_of(fields, "InfoType")
    change = text_of(fields, "ChangeType")
    name = f"{event}.{change}" if event and change else event or (f"message.{kind}" if kind else "unnamed")
    return "".join(sign for sign in name if sign.isprintable())[:MOST_NAME]


def digest_of(channel_id: int, fields: Fields) -> str:
    """Return what is the same for a callback sent again, and different for two people who do the same in one second.

    Everything the callback says counts, not just who sent it and when: events of a corp all come from one sender.
    """
    message = text_of(fields, "MsgId")
    said = {"MsgId": message, "FromUserName": text_of(fields, "FromUserName")} if message else fields
    return hashlib.sha256(b"%d\x1f" % channel_id + _encode(said)).hexdigest()


def made_at(fields: Fields) -> datetime | None:
    """Return when the platform says it happened."""
    told = text_of(fields, "CreateTime") or text_of(fields, "TimeStamp")
    if not told.isascii() or not told.isdecimal() or len(told) > 11:
        return None
    return datetime.fromtimestamp(int(told), UTC)
