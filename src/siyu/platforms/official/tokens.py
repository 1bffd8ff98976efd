"""The access token of an official account or mini-program: the stable one, or the plain one."""

from __future__ import annotations

from typing import Any

import msgspec

from siyu.platforms.calling import Call, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.channels.tuning import settings_of
from siyu.platforms.official.kind import AccountSettings
from siyu.platforms.tokens import Fetched

_PLAIN = Call("GET", "/cgi-bin/token", None, is_read=True)
_STABLE = Call("POST", "/cgi-bin/stable_token", None, is_read=True)


class _Given(msgspec.Struct):
    access_token: str
    expires_in: int


def fetch(channel: Channel, holder: str, failed: str | None) -> Fetched:
    """Ask for the token. The stable one is forced anew only when the platform gives the failed one again: 20 times a day."""
    asked = {"grant_type": "client_credential", "appid": channel.identity, "secret": secrets_of(channel)[holder]}
    if settings_of(channel, AccountSettings).token == "plain":  # noqa: S105 - a way to get one
        return _fetched(ask(channel, _PLAIN, _Given, query=asked))
    given = _stable(channel, asked)
    if given.value == failed:
        given = _stable(channel, {**asked, "force_refresh": True})
    return given


def _stable(channel: Channel, asked: dict[str, Any]) -> Fetched:
    return _fetched(ask(channel, _STABLE, _Given, body=asked))


def _fetched(given: _Given) -> Fetched:
    return Fetched(given.access_token, given.expires_in)
