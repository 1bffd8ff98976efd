"""Subscribe messages of a mini-program: one accepted, one sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from siyu.platforms.calling import Call, Done, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.mini.kind import PROGRAM
from siyu.platforms.official.messages import places

_SEND = Call("POST", "/cgi-bin/message/subscribe/send", PROGRAM)


def send_subscribed(
    channel: Channel,
    openid: str,
    template_id: str,
    data: Mapping[str, str],
    *,
    page: str = "",
    state: Literal["formal", "trial", "developer"] = "formal",
) -> None:
    """Send one of the messages the user has accepted."""
    body: dict[str, Any] = {
        "touser": openid,
        "template_id": template_id,
        "data": places(data),
        "miniprogram_state": state,
    }
    ask(channel, _SEND, Done, body=body | ({"page": page} if page else {}))
