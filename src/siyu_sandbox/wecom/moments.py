"""Moments (客户朋友圈): posts that members confirm, and who can see, like and comment on them."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY, MINUTE
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, number, paged, text, thing
from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import PARAMETER, Rejected
from siyu_sandbox.wecom.contents import check_content
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.campaigns import Moment
from siyu_sandbox.world.directory import below

TASKS_A_MINUTE, LONGEST_TEXT, JOB_LIFE = 10, 2000, DAY
_MOMENT = text("moment_id", needed=True, missing=41059)
_OF = (_MOMENT, text("userid", needed=True, missing=41009))


@contacts.post(
    "/add_moment_task",
    thing("text", default={}),
    listed("attachments", default=[]),
    thing("visible_range", default={}),
    codes=(40007, 45009),
)
def add_task(call: Call, text: dict[str, Any], attachments: list[Any], visible_range: dict[str, Any]) -> dict[str, Any]:
    """A post for members to confirm; ten tasks a minute."""
    call.world.frequencies.note(call.world.corpid, "moment tasks", call.now, {MINUTE: TASKS_A_MINUTE})
    content = _content(call, text, attachments)
    audience, invalid, is_partial = _audience(call, visible_range)
    moment = Moment(
        call.world.ids.make("mom"), call.world.ids.make("job"), call.now, content, call.app.key, audience,
        visible_type=0 if is_partial else 1, invalid=invalid, published=dict.fromkeys(audience),
    )  # fmt: skip
    call.world.moments[moment.moment_id] = moment
    return {"jobid": moment.jobid}


@contacts.both("/get_moment_task_result", text("jobid", needed=True))
def get_result(call: Call, jobid: str) -> dict[str, Any]:
    """What became of making a task, for a day."""
    for moment in call.world.moments.values():
        if moment.jobid == jobid and call.now < moment.create_time + JOB_LIFE:
            status = 3 if call.now >= moment.create_time + call.world.settings.dispatch_seconds else 2
            result = {"errcode": 0, "errmsg": "ok", "moment_id": moment.moment_id, **moment.invalid}
            return {"status": status, "type": "add_moment_task", **({"result": result} if status == 3 else {})}
    raise Rejected(PARAMETER, "invalid jobid")


@contacts.post(
    "/get_moment_list",
    number("start_time", needed=True),
    number("end_time", needed=True),
    text("creator", default=""),
    number("filter_type", default=2, among=(0, 1, 2)),
    *paged(20),
)
def list_moments(
    call: Call, start_time: int, end_time: int, creator: str, filter_type: int, cursor: str, limit: int
) -> dict[str, Any]:
    """The corp's posts of up to 30 days."""
    if not 0 <= end_time - start_time <= 30 * DAY:
        raise Rejected(PARAMETER, "invalid time range")
    rows = [] if filter_type == 1 or creator else list(call.world.moments.values())
    found, following = page(rows, cursor, limit, lambda one: start_time <= one.create_time <= end_time)
    return {
        "next_cursor": following,
        "moment_list": [
            {
                "moment_id": one.moment_id, "create_time": one.create_time, "create_type": 0,
                "visible_type": one.visible_type, **_shown(one.content),
            }
            for one in found
        ],
    }  # fmt: skip


@contacts.post("/get_moment_task", _MOMENT, *paged(1000, 500), codes=(41059,))
def list_publishers(call: Call, moment_id: str, cursor: str, limit: int) -> dict[str, Any]:
    """Which members have posted: 0 not yet, 1 posted."""
    found, following = page(list(_moment(call, moment_id).published.items()), cursor, limit)
    shown = [{"userid": userid, "publish_status": int(at is not None)} for userid, at in found]
    return {"next_cursor": following, "task_list": shown}


@contacts.post("/get_moment_customer_list", *_OF, *paged(1000, 500), codes=(41059, 41061))
def list_audience(call: Call, moment_id: str, userid: str, cursor: str, limit: int) -> dict[str, Any]:
    """The customers a member's post is meant for."""
    found, following = page(_of(call, moment_id, userid).audience[userid], cursor, limit)
    shown = [{"userid": userid, "external_userid": one} for one in found]
    return {"next_cursor": following, "customer_list": shown}


@contacts.post("/get_moment_send_result", *_OF, *paged(5000, 3000), codes=(41059, 41061, 41062))
def list_viewers(call: Call, moment_id: str, userid: str, cursor: str, limit: int) -> dict[str, Any]:
    """The customers who can see a member's post."""
    found, following = page(_posted(call, moment_id, userid).visible[userid], cursor, limit)
    return {"next_cursor": following, "customer_list": [{"external_userid": one} for one in found]}


@contacts.post("/get_moment_comments", *_OF, codes=(41059, 41061, 41062))
def list_comments(call: Call, moment_id: str, userid: str) -> dict[str, Any]:
    """Who commented on a member's post and who liked it."""
    moment = _posted(call, moment_id, userid)

    def of_member(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: row[name] for name in ("external_userid", "create_time")} for row in rows if row["of"] == userid]

    return {"comment_list": of_member(moment.comments), "like_list": of_member(moment.likes)}


@contacts.post("/cancel_moment_task", _MOMENT, codes=(41059,))
def cancel(call: Call, moment_id: str) -> None:
    """Stop what is not posted yet."""
    _moment(call, moment_id).cancelled_at = call.now


def _moment(call: Call, moment_id: str) -> Moment:
    moment = call.world.moments.get(moment_id)
    if moment is None:
        raise Rejected(41061, "invalid moment_id")
    return moment


def _of(call: Call, moment_id: str, userid: str) -> Moment:
    moment = _moment(call, moment_id)
    if userid not in moment.published:
        raise Rejected(41061)
    return moment


def _posted(call: Call, moment_id: str, userid: str) -> Moment:
    moment = _of(call, moment_id, userid)
    if moment.published[userid] is None:
        raise Rejected(41062)
    return moment


def _content(call: Call, text: dict[str, Any], attachments: list[Any]) -> dict[str, Any]:
    """Return what a post holds: a text with nine images, or one video, or one link."""
    content = check_content(call.world, text, attachments, kinds=("image", "video", "link"))
    if len(content.get("text", {}).get("content", "")) > LONGEST_TEXT:
        raise Rejected(PARAMETER, "invalid text size")
    kinds = {one["msgtype"] for one in attachments}
    if len(kinds) > 1 or (kinds & {"video", "link"} and len(attachments) > 1):
        raise Rejected(PARAMETER, "invalid attachments size")
    for one in attachments:
        if one["msgtype"] == "link" and len(one["link"]["title"].encode()) > 64:
            raise Rejected(PARAMETER, "invalid attachments size")
    return content


def _audience(call: Call, visible_range: dict[str, Any]) -> tuple[dict[str, list[str]], dict[str, Any], bool]:
    """Return each posting member's customers, what was named and is not there, and whether only some may see it."""
    world = call.world
    senders, tags = _object(visible_range, "sender_list"), _object(visible_range, "external_contact_list")
    users, departments = _list(senders, "user_list"), _list(senders, "department_list")
    wanted = _list(tags, "tag_list")
    gone = {
        "invalid_sender_list": {
            "user_list": [one for one in users if one not in world.members],
            "department_list": [one for one in departments if one not in world.departments],
        },
        "invalid_external_contact_list": {"tag_list": [one for one in wanted if world.tags.group_of(one) is None]},
    }
    places = {child.id for one in departments if one in world.departments for child in below(world.departments, one)}
    everybody = not users and not departments
    audience = {}
    for member in world.members.values():
        posts = everybody or member.userid in users or places & set(member.department)
        if posts and member.left_at is None and member.has_contact and call.app.sees(member.userid):
            mine = world.relations.of_member(member.userid)
            seen = [one.external_userid for one in mine if not wanted or set(wanted) & set(one.tags)]
            if seen or not wanted:
                audience[member.userid] = seen
    return audience, gone, bool(wanted)


def _object(value: dict[str, Any], name: str) -> dict[str, Any]:
    found = value.get(name) or {}
    if not isinstance(found, dict):
        raise Rejected(PARAMETER, f"invalid {name}")
    return found


def _list(value: dict[str, Any], name: str) -> list[Any]:
    found = value.get(name) or []
    if not isinstance(found, list) or len(found) > 100_000 or not all(isinstance(one, str | int) for one in found):
        raise Rejected(PARAMETER, f"invalid {name}")
    return found


def _shown(content: dict[str, Any]) -> dict[str, Any]:
    shown = {"text": content.get("text", {"content": ""})}
    parts = content.get("attachments", [])
    images = [one["image"] for one in parts if one["msgtype"] == "image"]
    others = {one["msgtype"]: one[one["msgtype"]] for one in parts if one["msgtype"] != "image"}
    return {**shown, **({"image": images} if images else {}), **others}
