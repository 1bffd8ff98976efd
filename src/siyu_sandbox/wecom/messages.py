"""Messages of an app to the corp's own members."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import HOUR, MINUTE
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, number, text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.wecom.contents import check_media
from siyu_sandbox.wecom.kinds import SELF_BUILT, corp
from siyu_sandbox.world.directory import below
from siyu_sandbox.world.inboxes import StaffMessage

TYPES = (
    "text",
    "image",
    "voice",
    "video",
    "file",
    "textcard",
    "news",
    "mpnews",
    "markdown",
    "miniprogram_notice",
    "template_card",
)
MOST_USERS, MOST_OTHERS, WINDOWS = 1000, 100, {MINUTE: 30, HOUR: 1000}
NOBODY, WRONG_AGENT = 81013, 301002


@corp.post(
    "/message/send",
    text("touser", default=""),
    text("toparty", default=""),
    text("totag", default=""),
    text("msgtype", needed=True, among=TYPES, missing=40008, wrong=40008),
    number("agentid", needed=True, missing=WRONG_AGENT, wrong=WRONG_AGENT),
    *(thing(one) for one in TYPES),
    flag("safe", default=False),
    flag("enable_id_trans", default=False),
    flag("enable_duplicate_check", default=False),
    number("duplicate_check_interval", default=1800, least=0, most=4 * HOUR),
    allowed=SELF_BUILT,
    codes=(40007, 40008, NOBODY, WRONG_AGENT),
)
def send(call: Call, touser: str, toparty: str, totag: str, msgtype: str, agentid: int, **given: Any) -> dict[str, Any]:
    """A message to members by name, department or all; more than 30 a minute or 1000 an hour to one are dropped silently."""
    if agentid != call.app.agentid:
        raise Rejected(WRONG_AGENT)
    body = given[msgtype]
    if not body:
        raise Rejected(40008)
    if isinstance(body.get("media_id"), str):
        check_media(call.world, body["media_id"])
    users, gone = _users(call, touser)
    parties, unknown = _parties(call, toparty)
    receivers = dict.fromkeys([*users, *parties])
    if not receivers:
        raise Rejected(NOBODY)
    msgid = call.world.ids.make("msg")
    for userid in receivers:
        _deliver(call, userid, StaffMessage(msgid, call.now, userid, agentid, msgtype, body), given)
    tags = totag.replace("@", "") if totag else ""
    return {"invaliduser": "|".join(gone), "invalidparty": "|".join(unknown), "invalidtag": tags, "msgid": msgid}


def _users(call: Call, touser: str) -> tuple[list[str], list[str]]:
    everybody = [one.userid for one in call.world.members.values() if one.left_at is None and call.app.sees(one.userid)]
    if touser == "@all":
        return everybody, []
    named = [one for one in touser.split("|") if one]
    if len(named) > MOST_USERS:
        raise Rejected(40032, "invalid userid list size")
    return [one for one in named if one in everybody], [one for one in named if one not in everybody]


def _parties(call: Call, toparty: str) -> tuple[list[str], list[str]]:
    departments = call.world.departments
    named = [one for one in toparty.split("|") if one]
    if len(named) > MOST_OTHERS:
        raise Rejected(60123)
    known = [int(one) for one in named if one.isascii() and one.isdigit() and int(one) in departments]
    places = {child.id for one in known for child in below(departments, one)}
    inside = [one.userid for one in call.world.members.values() if one.left_at is None and places & set(one.department)]
    return [one for one in inside if call.app.sees(one)], [one for one in named if one not in set(map(str, known))]


def _deliver(call: Call, userid: str, message: StaffMessage, given: dict[str, Any]) -> None:
    inbox = call.world.staff_inbox
    since = call.now - given["duplicate_check_interval"]
    alike = (
        one for one in reversed(inbox) if (one.userid, one.content) == (userid, message.content) and one.at > since
    )
    if given["enable_duplicate_check"] and any(alike):
        return
    try:
        call.world.frequencies.note(f"{call.app.key} {userid}", "message/send", call.now, WINDOWS)
    except Rejected:
        return  # the platform drops what is too much without a word
    inbox.append(message)
