"""Sensors' protocol: base64 data in a form or an address, tracks and changes of profiles."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qs

import msgspec

from siyu.connect.collection.bodies import gunzip
from siyu.connect.collection.message import (
    MOST_BYTES,
    Change,
    Envelope,
    Message,
    Profile,
    checked_name,
    checked_time,
    checked_who,
    refuse,
    unreadable,
)
from siyu.connect.collection.segment import MOST_EVENTS
from siyu.connect.collection.traits import identifiers_in
from siyu.connect.vocabulary import standard_name
from siyu.lib.jsons import UNREADABLE

MOST_FIELDS = 20
IDENTITIES = {
    "$identity_login_id": "member_no",
    "$identity_mobile": "phone",
    "$identity_email": "email",
    "$identity_unionid": "unionid",
    "$identity_mp_unionid": "unionid",
    "$identity_mp_openid": "openid:mini_program",
    "$identity_wechat_openid": "openid:official_account",
    "$identity_cookie_id": "device",
    "$identity_anonymous_id": "device",
    "$identity_android_id": "device",
    "$identity_idfv": "device",
}
CHANGES: dict[str, Change] = {
    "profile_set": "set",
    "profile_set_once": "set_once",
    "profile_increment": "add",
    "profile_append": "append",
    "profile_unset": "unset",
    "profile_delete": "delete",
}
TRACKS = frozenset({"track", "track_signup", "track_id_bind", "track_id_unbind"})
_SECONDS_BELOW = 10_000_000_000
"""Times below it are in seconds, above in milliseconds."""


class _Event(msgspec.Struct):
    type: str
    distinct_id: str | int | None = None
    original_id: str | int | None = None
    login_id: str | None = None
    anonymous_id: str | None = None
    time: int | float | None = None
    event: str | None = None
    properties: dict[str, Any] = {}
    identities: dict[str, Any] = {}


_events = msgspec.json.Decoder(_Event)
_lists = msgspec.json.Decoder(list[msgspec.Raw])


def open_form(form: bytes, most_bytes: int) -> Envelope:
    """Return the events of a form with `data` or `data_list`.

    Raises `Refusal` for a form without either, a wrong checksum (`ext=crc=…`), or what is no base64 and no JSON.
    """
    try:
        fields = parse_qs(form.decode("ascii"), max_num_fields=MOST_FIELDS)
    except ValueError:
        raise refuse("bad_form", "表单无法解析", "the form can't be read") from None
    name = next((name for name in ("data_list", "data") if name in fields), None)
    if name is None:
        raise refuse("no_data", "缺少 data 或 data_list", "there is neither data nor data_list", "data")
    text = fields[name][0]
    _check_crc(text, fields.get("ext", [""])[0])
    try:
        raw = base64.b64decode(text.replace(" ", "+"), validate=True)
    except (binascii.Error, ValueError):
        raise refuse("bad_base64", "{name} 不是有效的 base64", "{name} is not base64", name, name=name) from None
    plain = gunzip(raw, most_bytes) if raw[:2] == b"\x1f\x8b" else raw
    return Envelope(_split(plain))


def token_in(form: bytes) -> str | None:
    """Return the project token of the address's query or the form."""
    try:
        return parse_qs(form.decode("ascii"), max_num_fields=MOST_FIELDS).get("token", [None])[0]
    except ValueError:
        return None


def understand(raw: bytes, received_at: datetime, nth: int) -> Message:
    """Return what an event says; `nth` of equal events of one request it is, from 0.

    Raises `Refusal` with the reason when it cannot be understood.
    """
    if len(raw) > MOST_BYTES:
        raise refuse("too_large", "单个事件超过 32 KiB", "the event is larger than 32 KiB")
    try:
        event = _events.decode(raw)
    except UNREADABLE as error:
        raise unreadable(error) from None
    if event.type not in CHANGES and event.type not in TRACKS:
        raise refuse("unknown_type", "不支持的事件类型“{type}”", "the type “{type}” is not known", "type",
                     type=event.type[:40])  # fmt: skip
    change = CHANGES.get(event.type)
    return Message(
        name=_name(event) if change is None else "",
        # The protocol has no message ids, but a client that tries again sends the very same bytes.
        message_id=f"{blake2b(raw, digest_size=16).hexdigest()}-{nth}",
        occurred_at=checked_time(_instant(event.time), None, received_at),
        who=checked_who(_who(event)),
        properties=msgspec.json.encode(event.properties) if change is None else b"{}",
        profile=Profile(change, event.properties) if change else None,
    )


def _name(event: _Event) -> str:
    if event.type in {"track_signup", "track_id_bind", "track_id_unbind"}:
        return ""
    return standard_name(checked_name(event.event))


def _who(event: _Event) -> list[tuple[str, Any]]:
    is_login = event.type == "track_signup" or event.properties.get("$is_login_id") is True
    is_login = is_login or (event.login_id is not None and event.login_id == event.distinct_id)
    named = [(IDENTITIES[name], value) for name, value in event.identities.items() if name in IDENTITIES]
    # With identities the distinct id is one of them, spelt with its name before it.
    own = [] if named else [("member_no" if is_login else "device", event.distinct_id)]
    others = [("device", event.original_id), ("member_no", event.login_id), ("device", event.anonymous_id)]
    traits = identifiers_in(event.properties) if event.type in CHANGES else []
    return list(dict.fromkeys([*named, *own, *others, *traits]))


def _instant(time: float | None) -> datetime | None:
    if time is None:
        return None
    seconds = time if abs(time) < _SECONDS_BELOW else time / 1000
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise refuse("bad_time", "时间无效：{time}", "not a time: {time}", "time", time=time) from None


def _split(plain: bytes) -> list[bytes]:
    start = plain.lstrip()[:1]
    try:
        events = [bytes(event) for event in _lists.decode(plain)] if start == b"[" else [plain]
        if start not in {b"[", b"{"}:
            raise msgspec.DecodeError("it is neither an object nor a list")
    except UNREADABLE as error:
        raise unreadable(error) from None
    if len(events) > MOST_EVENTS:
        raise refuse("too_many", "一次最多 {most} 个事件", "at most {most} events in one request", most=MOST_EVENTS)
    return events


def _check_crc(text: str, ext: str) -> None:
    name, _, told = ext.partition("=")
    if name == "crc" and told and told != str(_java_hash(text)):
        raise refuse("bad_crc", "校验和不符", "the checksum does not fit", "ext")


def _java_hash(text: str) -> int:
    """Return the 32-bit hash the browser SDK sends with its data: h = 31 h + sign, as Java's strings do."""
    found = 0
    for sign in text.encode("ascii", "replace"):
        found = (31 * found + sign) & 0xFFFFFFFF
    return found - (1 << 32) if found >= 1 << 31 else found
