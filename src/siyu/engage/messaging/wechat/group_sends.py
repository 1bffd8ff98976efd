"""WeCom group messages: one task a text for staff to confirm, followed until each customer got it or could not."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import Message
from siyu.engage.messaging.outcomes import DELIVERED, FAILED, Heard, hear_of_messages
from siyu.engage.messaging.transports import Outgoing, Result, Route, Transport
from siyu.engage.messaging.wechat.accounts import account_of, find_account, result_of
from siyu.lib.text import Text
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom.sending import NO_FRIEND, SENT, TOO_MANY, add_mass_message, mass_results, mass_tasks

KIND, NAME = "wecom", "wecom.group_send"
FOLLOWED_FOR = timedelta(days=30)
BETWEEN = "/"
WHY = {NO_FRIEND: "no friend any more", TOO_MANY: "had another group message"}


def send(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
    """Make one task of all who are told the same; nothing reaches a customer before a member of staff confirms it."""
    channel = find_account(route.workspace, KIND, route.account)
    results: dict[int, Result] = {}
    for same in _by_content(messages):
        results |= _ask(channel, same)
    return [results[message.id] for message in messages]


def _by_content(messages: Sequence[Outgoing]) -> list[list[Outgoing]]:
    groups: defaultdict[str, list[Outgoing]] = defaultdict(list)
    for message in messages:
        groups[json.dumps(message.content, sort_keys=True, ensure_ascii=False)].append(message)
    return list(groups.values())


def _ask(channel: Any, same: Sequence[Outgoing]) -> dict[int, Result]:
    content = same[0].content
    try:
        made = add_mass_message(
            channel,
            text=str(content.get("text", "")),
            attachments=[attachment_of(one) for one in content.get("attachments", ())],
            external_userids=[message.address for message in same],
        )
    except PlatformError as error:
        return {message.id: result_of(error) for message in same}
    failed = set(made.fail_list)
    return {
        message.id: Result("failed", reason="not to be sent to")
        if message.address in failed
        else Result("sent", platform_id=f"{made.msgid}{BETWEEN}{message.address}")
        for message in same
    }


def attachment_of(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a card of a template as the platform takes it; a picture with an address is fetched by the platform."""
    picture = str(one.get("picture", ""))
    is_address = picture.startswith(("https://", "http://"))
    if one["type"] == "image":
        return {"msgtype": "image", "image": {"pic_url" if is_address else "media_id": picture}}
    if one["type"] == "link":
        link = {"title": one["title"], "url": one["url"], "desc": one.get("description", ""), "picurl": picture}
        return {"msgtype": "link", "link": {name: value for name, value in link.items() if value}}
    card = {"title": one["title"], "appid": one["appid"], "page": one["page"], "pic_media_id": picture}
    return {"msgtype": "miniprogram", "miniprogram": card}


def follow_group_sends(workspace: Workspace) -> int:
    """Ask what became of tasks that staff may have confirmed since, and return of how many messages that is known now."""
    since = workspace.clock.now() - FOLLOWED_FOR
    open_ = Message.objects.filter(workspace=workspace, transport=NAME, state=Message.SENT, sent_at__gte=since)
    tasks = {
        (account, platform_id.partition(BETWEEN)[0])
        for account, platform_id in open_.values_list("account", "platform_id").distinct()
    }
    return sum(
        hear_of_messages(workspace, NAME, list(_heard(workspace, account, task))) for account, task in sorted(tasks)
    )


def _heard(workspace: Workspace, account: str, task: str) -> Iterator[Heard]:
    channel = find_account(workspace, KIND, account)
    for staff in mass_tasks(channel, task):
        for one in mass_results(channel, task, staff.userid):
            at = datetime.fromtimestamp(one.send_time, UTC) if one.send_time else workspace.clock.now()
            if one.status == SENT:
                yield Heard(f"{task}{BETWEEN}{one.external_userid}", DELIVERED, at)
            elif one.status in WHY:
                yield Heard(f"{task}{BETWEEN}{one.external_userid}", FAILED, at, WHY[one.status])


GROUP_SEND = Transport(
    NAME,
    KIND,
    Text("企业微信群发（员工确认后发出）", "WeCom group message, confirmed by staff"),
    send,
    can_repeat=False,
    at_once=500,
    account_of=partial(account_of, KIND),
)
