"""The welcome to a new customer: one code, twenty seconds, one use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from siyu.platforms.calling import Call, Done, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.wecom.kind import CONTACT

_SEND = Call("POST", "/cgi-bin/externalcontact/send_welcome_msg", CONTACT)
GONE, CHATTING, RACED = 41050, 41051, 41096
"""The code is over; the two chat already, so do not ask again; another app is sending it now, so one may."""


def send_welcome(channel: Channel, code: str, *, text: str, attachments: Sequence[Mapping[str, Any]] = ()) -> None:
    """Send the welcome: up to 4000 bytes of text and nine attachments."""
    body: dict[str, Any] = {"welcome_code": code, "attachments": list(attachments)}
    if text:
        body["text"] = {"content": text}
    ask(channel, _SEND, Done, body=body)
