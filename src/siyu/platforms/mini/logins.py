"""Who opens a mini-program, and the phone number they agree to give. Each code is good once, for five minutes."""

from __future__ import annotations

import msgspec

from siyu.platforms.calling import Call, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.mini.kind import PROGRAM

_SESSION = Call("GET", "/sns/jscode2session", None)
_PHONE = Call("POST", "/wxa/business/getuserphonenumber", PROGRAM)
BAD_CODE, USED_CODE = 40029, 40163


class Session(msgspec.Struct):
    """Who opened it. The session key stays on the server."""

    openid: str
    session_key: str
    unionid: str | None = None


class Phone(msgspec.Struct, rename="camel"):
    """A phone number with and without the code of its country."""

    phone_number: str
    pure_phone_number: str
    country_code: str = "86"


class _Phone(msgspec.Struct):
    phone_info: Phone


def open_session(channel: Channel, code: str) -> Session:
    """Return who the code of `wx.login` stands for."""
    query = {
        "appid": channel.identity, "secret": secrets_of(channel)["secret"], "js_code": code, "grant_type": "authorization_code",
    }  # fmt: skip
    return ask(channel, _SESSION, Session, query=query)


def phone_of(channel: Channel, code: str) -> Phone:
    """Return the phone number behind the code of the phone button."""
    return ask(channel, _PHONE, _Phone, body={"code": code}).phone_info
