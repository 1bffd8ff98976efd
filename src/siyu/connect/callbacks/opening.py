"""Whether a callback is genuine: its signature, its encryption and whom it is meant for."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from siyu.connect.callbacks.fields import Fields, read_fields, text_of
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.crypto import Unsealable, open_sealed, sign

Query = Mapping[str, str]
MOST_PART = 256


@dataclass(frozen=True, slots=True)
class Keys:
    """What a platform signs and seals with; without an AES key it sends in the clear, and only an account may."""

    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    receiver: str


def open_echo(query: Query, keys: Keys) -> str:
    """Return what the platform wants to hear when it checks an address. Raises `Refusal` 403 for a forged check."""
    echo = query.get("echostr", "")
    if "msg_signature" in query:
        _check_signature(query, "msg_signature", keys, echo)
        return _open(echo, keys).decode("utf-8", "replace")
    _check_signature(query, "signature", keys)
    return echo[:MOST_PART]


def open_event(query: Query, body: bytes, keys: Keys) -> Fields:
    """Return the fields of an event. Raises `Refusal`: 400 for what can't be read, 403 for what is not genuine."""
    fields = read_fields(body)
    sealed = text_of(fields, "Encrypt")
    if not keys.aes_key:
        _check_signature(query, "signature", keys)
        return fields
    if not sealed:
        raise _forged("callback.in_the_clear", Text("回调没有加密", "the callback is not encrypted"))
    _check_signature(query, "msg_signature", keys, sealed)
    return read_fields(_open(sealed, keys))


def _check_signature(query: Query, name: str, keys: Keys, *sealed: str) -> None:
    told = query.get(name, "")
    timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    right = sign(keys.token, timestamp[:MOST_PART], nonce[:MOST_PART], *sealed)
    if not keys.token or not hmac.compare_digest(told.encode(), right.encode()):
        raise _forged("callback.bad_signature", Text("回调签名不符", "the callback's signature is wrong"))


def _open(sealed: str, keys: Keys) -> bytes:
    try:
        return open_sealed(sealed, keys.aes_key, keys.receiver)
    except (Unsealable, ValueError):
        raise _forged(
            "callback.not_for_us",
            Text(
                "回调无法解密，或不是发给本账号的", "the callback can't be decrypted, or is meant for another receiver"
            ),
        ) from None


def _forged(code: str, text: Text) -> Refusal:
    return Refusal(code, text, status=403)
