"""What members did with customers, day by day."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY, midnight
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, number
from siyu_sandbox.errors import PARAMETER, Rejected
from siyu_sandbox.wecom.contacts import follower
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.directory import below

LONGEST = 30


@contacts.post(
    "/get_user_behavior_data",
    listed("userid", default=[], most=100),
    listed("partyid", default=[], most=100),
    number("start_time", needed=True),
    number("end_time", needed=True),
    codes=(60011, 60111),
)
def count_behaviour(
    call: Call, userid: list[Any], partyid: list[Any], start_time: int, end_time: int
) -> dict[str, Any]:
    """Chats, words, requests, new and lost customers of some members, summed for each day of up to 30."""
    members = _members(call, userid, partyid)
    first, last = midnight(start_time), midnight(end_time)
    oldest = midnight(call.now) - call.world.settings.statistics_days * DAY
    if not 0 <= last - first <= LONGEST * DAY or first < oldest:
        raise Rejected(PARAMETER, "invalid time range")
    return {"behavior_data": [_day(call, members, day) for day in range(first, last + DAY, DAY)]}


def _members(call: Call, userids: list[Any], parties: list[Any]) -> set[str]:
    for one in userids:
        follower(call, one)
    departments = call.world.departments
    if not all(isinstance(one, int) and one in departments for one in parties):
        raise Rejected(60123)
    places = {child.id for one in parties for child in below(departments, one)}
    members = {*userids, *(one.userid for one in call.world.members.values() if places & set(one.department))}
    if not members:
        raise Rejected(PARAMETER, "userid and partyid can not be both empty")
    return members


def _day(call: Call, members: set[str], day: int) -> dict[str, Any]:
    world, end = call.world, day + DAY
    rows = [one for userid in members for one in world.relations.by_member.get(userid, [])]
    talks = [one for one in world.talks if one.userid in members and day <= one.at < end and one.by_member]
    chats = [one for one in rows if one.talked_at is not None and day <= one.talked_at < end]
    asked = [one for one in world.requests if one.userid in members and day <= one.asked_at < end]
    new = [one for one in rows if day <= one.created_at < end]
    lost = [one for one in rows if one.ended_by == "customer" and one.ended_at and day <= one.ended_at < end]
    return {
        "stat_time": day, "chat_cnt": len(chats), "message_cnt": len(talks), "negative_feedback_cnt": len(lost),
        "new_apply_cnt": len(new) + len(asked), "new_contact_cnt": len(new),
    }  # fmt: skip
