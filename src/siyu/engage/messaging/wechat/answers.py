"""Official accounts: answers that a follower's own act opened the way for, and notices by the platform's templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from siyu.engage.messaging.transports import Outgoing, Result, Route, Transport
from siyu.engage.messaging.wechat.accounts import account_of, find_account, result_of
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.official.messages import send_answer, send_template

KIND = "official_account"


def send_answers(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
    """Send each as a customer-service message; the platform counts them against what the follower did."""
    return _each(route, messages, _answer)


def send_notices(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
    """Send each by a template of the platform; a repeat with the same key is dropped there."""
    return _each(route, messages, _notice)


def _each(route: Route, messages: Sequence[Outgoing], send: Callable[[Channel, Outgoing], Result]) -> list[Result]:
    channel = find_account(route.workspace, KIND, route.account)
    results = []
    for message in messages:
        try:
            results.append(send(channel, message))
        except PlatformError as error:
            results.append(result_of(error))
    return results


def _answer(channel: Channel, message: Outgoing) -> Result:
    told = _message(message)
    if told["type"] == "text":
        send_answer(channel, message.address, "text", {"content": told["text"]})
    elif told["type"] == "link":
        card = {"title": told["title"], "url": told["url"], "description": told.get("description", "")}
        send_answer(channel, message.address, "news", {"articles": [{**card, "picurl": told.get("picture", "")}]})
    else:
        return Result("failed", reason=f"no answer can be of type {told['type']}")
    return Result("sent")


def _notice(channel: Channel, message: Outgoing) -> Result:
    told = _message(message)
    if told["type"] != "notice":
        return Result("failed", reason=f"no notice can be of type {told['type']}")
    data = {one["name"]: one["text"] for one in told["data"]}
    # The platform takes 32 signs; the row's number is the same at every attempt.
    number = send_template(
        channel, message.address, told["template_id"], data, url=told.get("url", ""), once_as=f"siyu-{message.id}"
    )
    return Result("sent", platform_id=str(number))


def _message(message: Outgoing) -> Mapping[str, Any]:
    """Return what a template was rendered to, or a text that was given as it is."""
    told: Mapping[str, Any] = message.content.get("message") or {
        "type": "text",
        "text": message.content.get("text", ""),
    }
    return told


ANSWER = Transport(
    "official.custom",
    KIND,
    Text("公众号客服消息", "Official account, answer to a follower"),
    send_answers,
    can_repeat=False,
    at_once=20,
    family="custom",
    account_of=partial(account_of, KIND),
)
NOTICE = Transport(
    "official.template",
    KIND,
    Text("公众号模板消息（仅服务通知）", "Official account, template (service notices only)"),
    send_notices,
    can_repeat=True,
    at_once=20,
    for_marketing=False,
    account_of=partial(account_of, KIND),
)
