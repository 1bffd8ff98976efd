"""One call of a platform: token, request, answer, code, whether to ask again, and a line in the log."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import httpx
import msgspec

from siyu.lib.jsons import UNREADABLE
from siyu.platforms.call_log import call_log
from siyu.platforms.channels.kinds import channel_kind
from siyu.platforms.channels.models import Channel, PlatformCall
from siyu.platforms.errors import BUSY, PlatformError
from siyu.platforms.outbound import outbound_client
from siyu.platforms.pacing import pace
from siyu.platforms.tokens import Token, take_token

MOST_TRIES = 3
PAUSE = 0.2
LARGEST_ANSWER = 32 * 1024 * 1024
LONGEST = 60.0

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Call:
    """An interface of a platform.

    `app` says as which app of the channel it is called; None is for those that want no token. Only a `is_read` may be asked
    again when it is not certain whether it was done: everything else could happen twice.
    """

    method: Literal["GET", "POST"]
    path: str
    app: str | None
    is_read: bool = False


class Done(msgspec.Struct):
    """An answer of which nothing is wanted but that it is ok."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes with a call."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class _Sent:
    """What goes out with a call."""

    query: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    upload: Upload | None = None


def ask(
    channel: Channel,
    call: Call,
    into: type[Answer],
    *,
    query: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
    upload: Upload | None = None,
) -> Answer:
    """Return the platform's answer. Raises `PlatformError`.

    A token that was refused is exchanged once. A read is asked up to three times when the platform is busy or does not
    answer; anything else only when it was certainly never sent. Not to be called within a transaction.
    """
    if channel.disabled_at is not None:
        raise PlatformError(call.path, None, problem="disabled")
    sent, failed, tries = _Sent(query or {}, body, upload), None, 0
    while True:
        tries += 1
        token = take_token(channel, call.app, failed) if call.app is not None else None
        try:
            return _attempt(channel, call, sent, token, into)
        except PlatformError as error:
            if token and failed is None and error.errcode in channel_kind(channel.kind).dead_token_codes:
                failed = token
            elif tries >= MOST_TRIES or not _may_repeat(call, error):
                raise
            else:
                time.sleep(PAUSE * 2**tries)


def _may_repeat(call: Call, error: PlatformError) -> bool:
    return error.problem == "unreachable" or (call.is_read and error.is_passing)


def _attempt(channel: Channel, call: Call, sent: _Sent, token: Token | None, into: type[Answer]) -> Answer:
    pace(channel, call.path)
    began = time.perf_counter()
    errcode: int | None = None
    problem = "unexpected"
    try:
        found = _exchange(channel, call, sent, token)
        errcode = _code_of(found)
        if errcode:
            raise PlatformError(call.path, errcode, str(found.get("errmsg", "")))
        answer = _converted(call, found, into)
        problem = ""
        return answer
    except PlatformError as error:
        problem = error.problem
        raise
    finally:
        ms = round((time.perf_counter() - began) * 1000)
        call_log.note(PlatformCall(channel=channel, path=call.path, errcode=errcode, problem=problem, ms=ms))


def _exchange(channel: Channel, call: Call, sent: _Sent, token: Token | None) -> dict[str, Any]:
    """Return the answer as a JSON object. What httpx says is not passed on: its errors carry addresses with tokens."""
    problem = ""
    try:
        found = msgspec.json.decode(_read(channel, call, sent, token))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        problem = "unreachable"
    except httpx.TimeoutException:
        problem = "timeout"
    except (httpx.HTTPError, *UNREADABLE):
        problem = "broken"
    if problem:
        raise PlatformError(call.path, None, problem=problem) from None
    if not isinstance(found, dict):
        raise PlatformError(call.path, None, problem="unexpected")
    return found


def _read(channel: Channel, call: Call, sent: _Sent, token: Token | None) -> bytes:
    query = {**sent.query, **({"access_token": token.value} if token else {})}
    given: dict[str, Any] = {}
    if sent.body is not None:
        # Siyu writes JSON as the platforms do: Chinese as it is, because lengths are counted in octets.
        given = {"content": msgspec.json.encode(sent.body), "headers": {"Content-Type": "application/json"}}
    elif sent.upload is not None:
        given = {"files": {"media": (sent.upload.name, sent.upload.content, sent.upload.content_type)}}
    until, parts, size = time.monotonic() + LONGEST, [], 0
    with outbound_client().stream(call.method, channel.base_url + call.path, params=query, **given) as response:
        if response.status_code != 200:
            raise PlatformError(call.path, None, problem=f"http_{response.status_code}")
        for part in response.iter_bytes():
            size += len(part)
            if size > LARGEST_ANSWER or time.monotonic() > until:
                raise PlatformError(call.path, None, problem="broken")
            parts.append(part)
    return b"".join(parts)


def _code_of(found: dict[str, Any]) -> int:
    """Return the code; answers of official accounts that are ok often have none."""
    code = found.get("errcode", 0)
    return code if isinstance(code, int) else BUSY


def _converted(call: Call, found: dict[str, Any], into: type[Answer]) -> Answer:
    try:
        return msgspec.convert(found, into, strict=False)
    except msgspec.ValidationError as error:
        raise PlatformError(call.path, None, str(error), problem="unexpected") from None
