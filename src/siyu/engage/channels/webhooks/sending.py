"""Calling another system for each message; what it did not take is tried again later by the outbox."""

from __future__ import annotations

import time
from collections.abc import Sequence

import httpx
import msgspec

from siyu.engage.channels.choosing import channel_of
from siyu.engage.channels.webhooks.kinds import WEBHOOK
from siyu.engage.channels.webhooks.signing import sign
from siyu.engage.messaging.transports import Outgoing, Result, Route
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.outbound import outbound_client

BUSY = {408, 425, 429}


def send(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
    """Call the address of the channel with one message after the other; internal addresses are never called."""
    channel = channel_of(route, [WEBHOOK])
    if channel is None:
        return [Result("failed", reason="webhook.no_channel")] * len(messages)
    key = secrets_of(channel)["key"]
    return [_call(channel.base_url, key, message) for message in messages]


def _call(address: str, key: str, message: Outgoing) -> Result:
    told = {
        "id": message.effect_key,
        "member_id": message.member_id,
        "template": message.template or None,
        "content_class": message.content_class,
        "content": message.content.get("body", message.content),
    }
    body = msgspec.json.encode(told)
    headers = {
        "Content-Type": "application/json",
        "Siyu-Signature": sign(key, body, int(time.time())),
        "Idempotency-Key": message.effect_key.encode("ascii", "backslashreplace").decode(),
    }
    try:
        # Of the answer only the code is read: nobody can make us hold more.
        with outbound_client().stream("POST", address, content=body, headers=headers) as response:
            return _result(response.status_code)
    except httpx.HTTPError as error:
        return Result("later", reason=f"webhook.{type(error).__name__}")


def _result(code: int) -> Result:
    if 200 <= code < 300:
        return Result("delivered")
    return Result("later" if code >= 500 or code in BUSY else "failed", reason=f"webhook.http_{code}")
