"""Messages: welcomes, mass messages that staff confirm, and messages to staff. What is sent is never sent twice blindly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from siyu.platforms.calling import Call, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.tuning import settings_of
from siyu.platforms.errors import PlatformError
from siyu.platforms.following import Page, rows
from siyu.platforms.wecom.kind import APP, CONTACT, WecomSettings

_BELOW = "/cgi-bin/externalcontact"
_MASS = Call("POST", f"{_BELOW}/add_msg_template", CONTACT)
_RESULT = Call("POST", f"{_BELOW}/get_groupmsg_send_result", CONTACT, is_read=True)
_TASKS = Call("POST", f"{_BELOW}/get_groupmsg_task", CONTACT, is_read=True)
_STAFF = Call("POST", "/cgi-bin/message/send", APP)
MOST_RESULTS = 1000
UNSENT, SENT, NO_FRIEND, TOO_MANY = 0, 1, 2, 3
NO_AGENT = 301002


class MassMessage(msgspec.Struct):
    """What became of asking: the task's id, and who can't be sent to."""

    msgid: str = ""
    fail_list: list[str] = []


class SendResult(msgspec.Struct):
    """What became of one customer or group; `status` is 0 unsent, 1 sent, 2 no friend, 3 had too many."""

    userid: str
    status: int
    external_userid: str | None = None
    chat_id: str | None = None
    send_time: int | None = None


class StaffMessage(msgspec.Struct):
    """What became of a message to staff; ids that got none are joined by `|`."""

    msgid: str = ""
    invaliduser: str = ""
    unlicenseduser: str = ""


class MassTask(msgspec.Struct):
    """A member of staff who is to confirm a mass message; `status` is 0 unsent, 2 sent."""

    userid: str
    status: int
    send_time: int | None = None


class _Tasks(msgspec.Struct):
    task_list: list[MassTask] = []
    next_cursor: str = ""


class _Results(msgspec.Struct):
    send_list: list[SendResult] = []
    next_cursor: str = ""


def add_mass_message(
    channel: Channel,
    *,
    text: str,
    attachments: Sequence[Mapping[str, Any]] = (),
    external_userids: Sequence[str] = (),
    chat_ids: Sequence[str] = (),
    sender: str = "",
) -> MassMessage:
    """Give staff a message to confirm, to up to 10,000 customers, or to up to 2000 groups of the sender. It sends nothing yet."""
    body: dict[str, Any] = {"chat_type": "group" if chat_ids else "single", "attachments": list(attachments)}
    if text:
        body["text"] = {"content": text}
    for name, value in (("external_userid", external_userids), ("chat_id_list", chat_ids), ("sender", sender)):
        if value:
            body[name] = value if isinstance(value, str) else list(value)
    return ask(channel, _MASS, MassMessage, body=body)


def mass_tasks(channel: Channel, msgid: str) -> Iterator[MassTask]:
    """Yield who of the staff is to confirm a mass message, and who has."""

    def read(cursor: str) -> Page[MassTask]:
        found = ask(channel, _TASKS, _Tasks, body={"msgid": msgid, "limit": MOST_RESULTS, "cursor": cursor})
        return found.task_list, found.next_cursor

    return rows(read)


def mass_results(channel: Channel, msgid: str, userid: str) -> Iterator[SendResult]:
    """Yield what became of each customer or group of one member of staff; of groups, only those it was sent to."""

    def read(cursor: str) -> Page[SendResult]:
        body = {"msgid": msgid, "userid": userid, "limit": MOST_RESULTS, "cursor": cursor}
        found = ask(channel, _RESULT, _Results, body=body)
        return found.send_list, found.next_cursor

    return rows(read)


def send_to_staff(channel: Channel, userids: Sequence[str], msgtype: str, content: Mapping[str, Any]) -> StaffMessage:
    """Send a message of the channel's app to up to 1000 members of staff."""
    agent = settings_of(channel, WecomSettings).agent_id
    if agent is None:
        raise PlatformError(_STAFF.path, NO_AGENT)
    body = {"touser": "|".join(userids), "msgtype": msgtype, "agentid": agent, msgtype: dict(content)}
    return ask(channel, _STAFF, StaffMessage, body=body)
