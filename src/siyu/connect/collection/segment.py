"""Segment's protocol and RudderStack's variant of it: track, identify, page, screen, group, alias and batches of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec

from siyu.connect.collection.message import (
    MOST_BYTES,
    Envelope,
    Message,
    Profile,
    checked_name,
    checked_time,
    checked_who,
    refuse,
    unreadable,
)
from siyu.connect.collection.traits import identifiers_in
from siyu.connect.vocabulary import standard_name
from siyu.lib.jsons import UNREADABLE

CALLS = ("track", "identify", "page", "screen", "group", "alias")
MOST_EVENTS = 2_500
"""A request of 500 KB never holds more."""


class _Context(msgspec.Struct, rename="camel"):
    traits: dict[str, Any] | None = None
    external_ids: list[dict[str, Any]] | None = None
    campaign: dict[str, Any] | None = None


class _Event(msgspec.Struct, rename="camel"):
    type: str | None = None
    message_id: str | None = None
    user_id: str | int | None = None
    anonymous_id: str | int | None = None
    event: str | None = None
    name: str | None = None
    properties: msgspec.Raw = msgspec.Raw(b"{}")
    traits: dict[str, Any] | None = None
    context: _Context | None = None
    timestamp: datetime | None = None
    original_timestamp: datetime | None = None
    sent_at: datetime | None = None
    previous_id: str | int | None = None
    group_id: str | int | None = None
    channel: str | None = None


class _Batch(msgspec.Struct, rename="camel"):
    batch: list[msgspec.Raw]
    sent_at: datetime | None = None
    write_key: str | None = None


class _Single(msgspec.Struct, rename="camel"):
    sent_at: datetime | None = None
    write_key: str | None = None


_batches = msgspec.json.Decoder(_Batch)
_singles = msgspec.json.Decoder(_Single)
_events = msgspec.json.Decoder(_Event)


def open_batch(body: bytes) -> tuple[Envelope, str | None]:
    """Return the events of `/v1/batch` and the write key in it. Raises `Refusal` when it is not of that shape."""
    try:
        found = _batches.decode(body)
    except UNREADABLE as error:
        raise unreadable(error) from None
    if len(found.batch) > MOST_EVENTS:
        raise refuse("too_many", "一次最多 {most} 个事件", "at most {most} events in one request", "batch",
                     most=MOST_EVENTS)  # fmt: skip
    return Envelope([bytes(event) for event in found.batch], found.sent_at), found.write_key


def open_single(body: bytes) -> tuple[Envelope, str | None]:
    """Return the one event of a call such as `/v1/track`, and the write key in it."""
    try:
        found = _singles.decode(body)
    except UNREADABLE as error:
        raise unreadable(error) from None
    return Envelope([body], found.sent_at), found.write_key


def understand(raw: bytes, call: str, sent_at: datetime | None, received_at: datetime, fallback_id: str) -> Message:
    """Return what an event says; `call` is its type when it does not name one itself.

    `fallback_id` tells it from others when it brings no message id. Raises `Refusal` with the reason when it cannot
    be understood.
    """
    if len(raw) > MOST_BYTES:
        raise refuse("too_large", "单个事件超过 32 KiB", "the event is larger than 32 KiB")
    try:
        event = _events.decode(raw)
    except UNREADABLE as error:
        raise unreadable(error) from None
    made = _MADE.get(event.type or call)
    if made is None:
        raise refuse("unknown_type", "不支持的事件类型“{type}”", "the type “{type}” is not known", "type",
                     type=str(event.type)[:40])  # fmt: skip
    told = _aware(event.timestamp or event.original_timestamp)
    name, properties, profile, more = made(event)
    context = event.context
    return Message(
        name=name,
        message_id=event.message_id or fallback_id,
        occurred_at=checked_time(told, _aware(event.sent_at) or _aware(sent_at), received_at),
        who=checked_who([("member_no", event.user_id), ("device", event.anonymous_id), *more, *_known_by(event)]),
        properties=properties,
        channel=event.channel,
        campaign=_campaign(context) if context else None,
        profile=profile,
    )


def _known_by(event: _Event) -> list[tuple[str, Any]]:
    """Return the identifiers among the traits, of the event and of its context, and the external ids."""
    found = identifiers_in(event.traits) if event.traits else []
    context = event.context
    if context is not None:
        found += identifiers_in(context.traits) if context.traits else []
        for one in context.external_ids or []:
            found += identifiers_in({str(one.get("type")): one.get("id")})
    return found


_Made = tuple[str, bytes, Profile | None, list[tuple[str, Any]]]


def _track(event: _Event) -> _Made:
    return _name(event.event), _object(event.properties), None, []


@lru_cache(maxsize=2_000)
def _name(given: str | None) -> str:
    return standard_name(checked_name(given))


def _identify(event: _Event) -> _Made:
    return "", b"{}", Profile("set", event.traits or {}), []


def _page(event: _Event) -> _Made:
    return "visited_page", _named(event), None, []


def _screen(event: _Event) -> _Made:
    return "visited_screen", _named(event), None, []


def _group(event: _Event) -> _Made:
    if event.group_id in {None, ""}:
        raise refuse("no_group", "缺少 groupId", "there is no groupId", "groupId")
    return "grouped", msgspec.json.encode({**(event.traits or {}), "group_id": str(event.group_id)}), None, []


def _alias(event: _Event) -> _Made:
    if event.previous_id in {None, ""}:
        raise refuse("no_previous", "缺少 previousId", "there is no previousId", "previousId")
    return "", b"{}", None, [("device", event.previous_id)]


_MADE: dict[str, Callable[[_Event], _Made]] = {
    "track": _track,
    "identify": _identify,
    "page": _page,
    "screen": _screen,
    "group": _group,
    "alias": _alias,
}


def _object(raw: msgspec.Raw) -> bytes:
    found = bytes(raw)
    if found[:1] == b"{":
        return found
    if found in {b"null", b""}:
        return b"{}"
    raise refuse("bad_properties", "properties 须为对象", "properties must be an object", "properties")


def _named(event: _Event) -> bytes:
    properties = _object(event.properties)
    if not event.name:
        return properties
    return msgspec.json.encode({**msgspec.json.decode(properties), "name": event.name})


def _campaign(context: _Context) -> str | None:
    campaign = context.campaign
    name = campaign and (campaign.get("id") or campaign.get("name"))
    return str(name)[:200] if name else None


def instant_of(text: str) -> datetime | None:
    """Return an ISO instant in UTC, None for anything else."""
    try:
        return _aware(msgspec.convert(text, datetime))
    except msgspec.ValidationError:
        return None


def _aware(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    if at.tzinfo is UTC:
        return at
    try:
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError:
        raise refuse("too_old", "事件时间超出范围", "the event's time is out of all range", "timestamp") from None
