"""Messages to followers: as an answer, by template, by subscription. What is sent is never sent twice blindly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from siyu.platforms.calling import Call, Done, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.official.kind import ACCOUNT

_ANSWER = Call("POST", "/cgi-bin/message/custom/send", ACCOUNT)
_TEMPLATE = Call("POST", "/cgi-bin/message/template/send", ACCOUNT)
_SUBSCRIBED = Call("POST", "/cgi-bin/message/subscribe/bizsend", ACCOUNT)
TOO_LATE, USED_UP, REFUSED, NO_FOLLOWER = 45015, 45047, 43101, 43004


class _Sent(msgspec.Struct):
    msgid: int = 0


def send_answer(channel: Channel, openid: str, msgtype: str, content: Mapping[str, Any]) -> None:
    """Send what a follower's own act has opened the way for (客服消息)."""
    ask(channel, _ANSWER, Done, body={"touser": openid, "msgtype": msgtype, msgtype: dict(content)})


def send_template(
    channel: Channel,
    openid: str,
    template_id: str,
    data: Mapping[str, str],
    *,
    url: str = "",
    miniprogram: Mapping[str, str] | None = None,
    once_as: str = "",
) -> int:
    """Send a template message, which is for services only, and return its id; the result comes as an event.

    With the same `once_as` the platform sends it once, however often it is asked.
    """
    body: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": places(data)}
    more = {"url": url, "miniprogram": miniprogram and dict(miniprogram), "client_msg_id": once_as}
    return ask(channel, _TEMPLATE, _Sent, body=body | {name: value for name, value in more.items() if value}).msgid


def send_subscribed(
    channel: Channel,
    openid: str,
    template_id: str,
    data: Mapping[str, str],
    *,
    page: str = "",
    miniprogram: Mapping[str, str] | None = None,
) -> None:
    """Send one of the messages the follower has subscribed to (订阅通知)."""
    body: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": places(data)}
    more = {"page": page, "miniprogram": miniprogram and dict(miniprogram)}
    ask(channel, _SUBSCRIBED, Done, body=body | {name: value for name, value in more.items() if value})


def places(data: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the places of a template as the platforms want them."""
    return {name: {"value": value} for name, value in data.items()}
