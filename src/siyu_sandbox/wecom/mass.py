"""Group-sends (企业群发): tasks that members confirm, and what became of them. The call itself sends nothing."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, listed, number, paged, text, thing
from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import FREQUENT, PARAMETER, Rejected
from siyu_sandbox.wecom.contacts import follower
from siyu_sandbox.wecom.contents import check_content
from siyu_sandbox.wecom.groups import NO_GROUP
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.campaigns import UNSENT, MassTask, SendRow
from siyu_sandbox.world.contacts import Relation

MOST_CUSTOMERS, MOST_GROUPS, MOST_TAGS, REMINDERS = 10_000, 2000, 100, 3
MISSING, INVALID, NOBODY, DISPATCHING = 41046, 41047, 41048, 41063
_MSGID = text("msgid", needed=True, missing=MISSING, wrong=INVALID)


@contacts.post(
    "/add_msg_template",
    text("chat_type", default="single", among=("single", "group")),
    listed("external_userid", default=[], most=MOST_CUSTOMERS),
    listed("chat_id_list", default=[], most=MOST_GROUPS),
    thing("tag_filter", default={}),
    text("sender", default=""),
    flag("allow_select", default=False),
    thing("text", default={}),
    listed("attachments", default=[]),
    codes=(40007, NOBODY, 41054, 60111, NO_GROUP),
)
def add_task(
    call: Call,
    chat_type: str,
    external_userid: list[Any],
    chat_id_list: list[Any],
    tag_filter: dict[str, Any],
    sender: str,
    allow_select: bool,
    text: dict[str, Any],
    attachments: list[Any],
) -> dict[str, Any]:
    """A task for every member concerned, who then taps send; of several followers who talked last gets it."""
    content = check_content(call.world, text, attachments)
    if sender:
        follower(call, sender)
    failed: list[str] = []
    if chat_type == "group":
        rows = _group_rows(call, sender, chat_id_list)
    else:
        rows, failed = _customer_rows(call, sender, external_userid, tag_filter)
    if not rows:
        raise Rejected(NOBODY)
    task = MassTask(
        call.world.ids.make("msg"), chat_type, call.now, content, call.app.key, call.now + call.world.settings.dispatch_seconds,
        tasks={row.userid: (UNSENT, None) for row in rows}, rows=rows,
    )  # fmt: skip
    call.world.mass[task.msgid] = task
    return {"fail_list": failed, "msgid": task.msgid}


@contacts.post("/remind_groupmsg_send", _MSGID, codes=(INVALID, FREQUENT))
def remind(call: Call, msgid: str) -> None:
    """Remind members who have not sent yet, three times in 24 hours."""
    task = _task(call, msgid)
    if sum(one > call.now - DAY for one in task.reminders) >= REMINDERS:
        raise Rejected(FREQUENT)
    task.reminders.append(call.now)


@contacts.post("/cancel_groupmsg_send", _MSGID, codes=(INVALID,))
def cancel(call: Call, msgid: str) -> None:
    """Stop what is not sent yet."""
    _task(call, msgid).cancelled_at = call.now


@contacts.post(
    "/get_groupmsg_list_v2",
    text("chat_type", needed=True, among=("single", "group")),
    number("start_time", needed=True),
    number("end_time", needed=True),
    text("creator", default=""),
    number("filter_type", default=2, among=(0, 1, 2)),
    *paged(100, 50),
)
def list_tasks(
    call: Call, chat_type: str, start_time: int, end_time: int, creator: str, filter_type: int, cursor: str, limit: int
) -> dict[str, Any]:
    """The tasks of up to a month; those made by API have no creator."""
    if not 0 <= end_time - start_time <= 31 * DAY:
        raise Rejected(PARAMETER, "invalid time range")

    def is_listed(task: MassTask) -> bool:
        of_corp = not task.creator
        return (
            task.chat_type == chat_type
            and start_time <= task.create_time <= end_time
            and creator in ("", task.creator)
            and (filter_type == 2 or of_corp == (filter_type == 0))
        )

    found, following = page(list(call.world.mass.values()), cursor, limit, is_listed)
    return {
        "next_cursor": following,
        "group_msg_list": [
            {
                "msgid": one.msgid, "create_time": one.create_time, "create_type": int(bool(one.creator)), **one.content,
                **({"creator": one.creator} if one.creator else {}),
            }
            for one in found
        ],
    }  # fmt: skip


@contacts.post("/get_groupmsg_task", _MSGID, *paged(1000, 500), codes=(INVALID, DISPATCHING))
def list_senders(call: Call, msgid: str, cursor: str, limit: int) -> dict[str, Any]:
    """Which members have sent: 0 unsent, 2 sent."""
    task = _dispatched(call, msgid)
    found, following = page(list(task.tasks.items()), cursor, limit)
    return {
        "next_cursor": following,
        "task_list": [
            {"userid": userid, "status": status, **({"send_time": at} if at else {})} for userid, (status, at) in found
        ],
    }


@contacts.post(
    "/get_groupmsg_send_result",
    _MSGID,
    text("userid", needed=True, missing=41009),
    *paged(1000, 500),
    codes=(INVALID, DISPATCHING),
)
def list_results(call: Call, msgid: str, userid: str, cursor: str, limit: int) -> dict[str, Any]:
    """What became of each customer of a member: 0 unsent, 1 sent, 2 no friend, 3 received too much. Groups: sent ones only."""
    task = _dispatched(call, msgid)
    field = "external_userid" if task.chat_type == "single" else "chat_id"

    def is_listed(row: SendRow) -> bool:
        return row.userid == userid and (task.chat_type == "single" or row.status == 1)

    found, following = page(task.rows, cursor, limit, is_listed)
    return {
        "next_cursor": following,
        "send_list": [
            {field: row.target, "userid": userid, "status": row.status, **({"send_time": row.send_time} if row.send_time else {})}
            for row in found
        ],
    }  # fmt: skip


def _task(call: Call, msgid: str) -> MassTask:
    task = call.world.mass.get(msgid)
    if task is None:
        raise Rejected(INVALID)
    return task


def _dispatched(call: Call, msgid: str) -> MassTask:
    task = _task(call, msgid)
    if call.now < task.ready_at:
        raise Rejected(DISPATCHING)
    return task


def _group_rows(call: Call, sender: str, chat_ids: list[Any]) -> list[SendRow]:
    if not sender:
        raise Rejected(PARAMETER, "sender is required")
    groups = call.world.groups
    for one in chat_ids:
        if not isinstance(one, str) or one not in groups:
            raise Rejected(NO_GROUP)
    wanted = chat_ids or [one.chat_id for one in groups.values()]
    return [SendRow(sender, one) for one in wanted if groups[one].owner == sender and groups[one].dismissed_at is None]


def _customer_rows(
    call: Call, sender: str, wanted: list[Any], tag_filter: dict[str, Any]
) -> tuple[list[SendRow], list[str]]:
    if not wanted and not sender and not tag_filter:
        raise Rejected(PARAMETER, "external_userid and sender can not be both empty")
    if not all(isinstance(one, str) for one in wanted):
        raise Rejected(40096)
    groups = [] if wanted else _tag_groups(tag_filter)
    chosen: dict[str, Relation] = {}
    everybody = wanted or list(call.world.relations.by_customer)
    for one in everybody:
        followers = [
            each
            for each in call.world.relations.of_customer(one)
            if (not sender or each.userid == sender) and all(group & set(each.tags) for group in groups)
        ]
        if followers:
            chosen[one] = max(followers, key=lambda each: (each.talked_at or 0, each.created_at))
    failed = [one for one in wanted if one not in chosen]
    return [SendRow(each.userid, one) for one, each in chosen.items()], failed


def _tag_groups(tag_filter: dict[str, Any]) -> list[set[str]]:
    """Return sets of tags: a customer has one of each."""
    found = []
    lists = tag_filter.get("group_list") or []
    for group in lists if isinstance(lists, list) else [None]:
        tags = group.get("tag_list") if isinstance(group, dict) else None
        if not isinstance(tags, list) or len(tags) > MOST_TAGS or not all(isinstance(one, str) for one in tags):
            raise Rejected(PARAMETER, "invalid tag_filter")
        found.append(set(tags))
    return found
