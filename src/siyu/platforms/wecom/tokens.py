"""The access token of a WeCom secret."""

from __future__ import annotations

import msgspec

from siyu.platforms.calling import Call, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.tokens import Fetched

_TOKEN = Call("GET", "/cgi-bin/gettoken", None, is_read=True)


class _Given(msgspec.Struct):
    access_token: str
    expires_in: int


def fetch(channel: Channel, holder: str, failed: str | None) -> Fetched:
    """Ask for the token of a secret. WeCom gives the same one as long as it is good, so a failed one can't come again."""
    query = {"corpid": channel.identity, "corpsecret": secrets_of(channel)[holder]}
    given = ask(channel, _TOKEN, _Given, query=query)
    return Fetched(given.access_token, given.expires_in)
