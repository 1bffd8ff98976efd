"""Customer groups: lists, members, statistics, other owners."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY, midnight
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, listed, number, text, thing
from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import PARAMETER, Rejected
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.groups import CUSTOMER, STAFF, Group, GroupMember

NO_GROUP, NOT_RESIGNED, SAME_OWNER, INHERITED = 90501, 90500, 90504, 90508
GROUPS_A_DAY, MOST_VISIBLE = 300, 1000
_DAYS = (number("day_begin_time", needed=True), number("day_end_time"), thing("owner_filter", default={}))
_TRANSFER = (listed("chat_id_list", needed=True, least=1, most=100), text("new_owner", needed=True, missing=41009))


@contacts.post(
    "/groupchat/list",
    number("status_filter", default=0, among=(0, 1, 2, 3)),
    thing("owner_filter", default={}),
    text("cursor", default=""),
    number("limit", needed=True, least=1, most=1000),
    codes=(81017,),
)
def list_groups(
    call: Call, status_filter: int, owner_filter: dict[str, Any], cursor: str, limit: int
) -> dict[str, Any]:
    """Groups by owner and state, in pages."""
    owners = owners_of(call, owner_filter)

    def is_listed(group: Group) -> bool:
        return (
            group.dismissed_at is None
            and (not owners or group.owner in owners)
            and call.app.sees(group.owner)
            and status_filter in (0, group.status)
        )

    found, following = page(list(call.world.groups.values()), cursor, limit, is_listed)
    shown = [{"chat_id": one.chat_id, "status": one.status} for one in found]
    return {"group_chat_list": shown, **({"next_cursor": following} if following else {})}


@contacts.post("/groupchat/get", text("chat_id", needed=True), flag("need_name", default=False), codes=(NO_GROUP,))
def get_group(call: Call, chat_id: str, need_name: bool) -> dict[str, Any]:
    """A group with its members, as of some seconds ago when the sandbox is told to lag."""
    group = _group(call, chat_id)
    inside = group.inside(call.now - call.world.settings.group_lag_seconds)
    return {
        "group_chat": {
            "chat_id": group.chat_id, "name": group.name, "owner": group.owner, "create_time": group.create_time,
            "notice": group.notice, "member_list": [_member(call, one, need_name) for one in inside],
            "admin_list": [{"userid": one} for one in group.admins], "member_version": str(group.version),
        }
    }  # fmt: skip


@contacts.post("/opengid_to_chatid", text("opengid", needed=True), codes=(NO_GROUP,))
def find_group(call: Call, opengid: str) -> dict[str, Any]:
    """The group behind the id a mini-program is given; here `og` and the group's id."""
    return {"chat_id": _group(call, opengid.removeprefix("og")).chat_id}


@contacts.post(
    "/groupchat/statistic",
    *_DAYS,
    number("order_by", default=1, among=(1, 2, 3, 4)),
    flag("order_asc", default=False),
    number("offset", default=0, least=0),
    number("limit", default=500, least=1, most=1000),
)
def count_by_owner(
    call: Call,
    day_begin_time: int,
    day_end_time: int | None,
    owner_filter: dict[str, Any],
    order_by: int,
    order_asc: bool,
    offset: int,
    limit: int,
) -> dict[str, Any]:
    """What happened in the groups of each owner."""
    begin, end = _days(call, day_begin_time, day_end_time)
    owners = owners_of(call, owner_filter) or sorted({one.owner for one in call.world.groups.values()})
    items: list[dict[str, Any]] = [{"owner": one, "data": _counts(call, [one], begin, end)} for one in owners]
    key = {1: "new_chat_cnt", 2: "chat_total", 3: "new_member_cnt", 4: "member_total"}[order_by]
    items.sort(key=lambda one: (one["data"][key], one["owner"]), reverse=not order_asc)
    shown = items[offset : offset + limit]
    return {"total": len(items), "next_offset": offset + len(shown), "items": shown}


@contacts.post("/groupchat/statistic_group_by_day", *_DAYS)
def count_by_day(
    call: Call, day_begin_time: int, day_end_time: int | None, owner_filter: dict[str, Any]
) -> dict[str, Any]:
    """What happened in groups on each day."""
    begin, end = _days(call, day_begin_time, day_end_time)
    owners = owners_of(call, owner_filter)
    return {
        "items": [{"stat_time": day, "data": _counts(call, owners, day, day + DAY)} for day in range(begin, end, DAY)]
    }


@contacts.post("/groupchat/transfer", *_TRANSFER, codes=(NOT_RESIGNED, NO_GROUP, SAME_OWNER, INHERITED))
def inherit_groups(call: Call, chat_id_list: list[Any], new_owner: str) -> dict[str, Any]:
    """Groups whose owner left get another."""
    return _transfer(call, chat_id_list, new_owner, has_left=True)


@contacts.post("/groupchat/onjob_transfer", *_TRANSFER, codes=(NO_GROUP, SAME_OWNER))
def hand_over_groups(call: Call, chat_id_list: list[Any], new_owner: str) -> dict[str, Any]:
    """Groups of an active owner get another."""
    return _transfer(call, chat_id_list, new_owner, has_left=False)


def owners_of(call: Call, owner_filter: dict[str, Any]) -> list[str]:
    """Return the owners a filter names; raises 81017 when it names none and too many could be meant."""
    owners = owner_filter.get("userid_list") or []
    if not isinstance(owners, list) or len(owners) > 100 or not all(isinstance(one, str) for one in owners):
        raise Rejected(PARAMETER, "invalid owner_filter")
    if not owners and sum(call.app.sees(one) for one in call.world.members) > MOST_VISIBLE:
        raise Rejected(81017)
    return owners


def _group(call: Call, chat_id: Any) -> Group:
    group = call.world.groups.get(chat_id) if isinstance(chat_id, str) else None
    if group is None or group.dismissed_at is not None or not call.app.sees(group.owner):
        raise Rejected(NO_GROUP)
    return group


def _member(call: Call, one: GroupMember, need_name: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "userid": one.userid, "type": one.kind, "join_time": one.joined_at, "join_scene": one.scene,
        "group_nickname": one.nickname,
    }  # fmt: skip
    if one.state:
        shown["state"] = one.state
    if one.invitor:
        shown["invitor"] = {"userid": one.invitor}
    person = call.world.people.by_external.get(one.userid)
    if person and call.world.settings.unionid_bound:
        shown["unionid"] = person.unionid
    if need_name:
        shown["name"] = person.name if person else call.world.members[one.userid].name
    return shown


def _days(call: Call, begin: int, end: int | None) -> tuple[int, int]:
    """Return the first midnight and the one behind the last day; raises for days that are gone."""
    first, last = midnight(begin), midnight(begin if end is None else end)
    if last < first or first < midnight(call.now) - call.world.settings.statistics_days * DAY:
        raise Rejected(PARAMETER, "invalid day")
    return first, last + DAY


def _counts(call: Call, owners: list[str], begin: int, end: int) -> dict[str, int]:
    groups = [one for one in call.world.groups.values() if not owners or one.owner in owners]
    there = [one for one in groups if one.create_time < end and not (one.dismissed_at and one.dismissed_at < end)]
    new = [each for one in groups for each in one.members if begin <= each.joined_at < end]
    inside = sum(len(one.inside(end - 1)) for one in there)
    return {
        "new_chat_cnt": sum(begin <= one.create_time < end for one in groups), "chat_total": len(there),
        "chat_has_msg": sum(one.messages > 0 for one in there), "new_member_cnt": len(new), "member_total": inside,
        "member_has_msg": 0, "msg_total": sum(one.messages for one in there), "migrate_trainee_chat_cnt": 0,
    }  # fmt: skip


def _transfer(call: Call, chat_ids: list[Any], new_owner: str, *, has_left: bool) -> dict[str, Any]:
    call.member(new_owner)
    failed = []
    for chat_id in chat_ids:
        try:
            _give(call, _group(call, chat_id), new_owner, has_left=has_left)
        except Rejected as rejected:
            failed.append({"chat_id": chat_id, "errcode": rejected.code, "errmsg": rejected.message})
    return {"failed_chat_list": failed}


def _give(call: Call, group: Group, new_owner: str, *, has_left: bool) -> None:
    owner = call.world.members.get(group.owner)
    if group.status == 3 and has_left:
        raise Rejected(INHERITED)
    if has_left and owner and owner.left_at is None:
        raise Rejected(NOT_RESIGNED)
    if not has_left and (owner is None or owner.left_at is not None):
        raise Rejected(90502)
    if group.owner == new_owner:
        raise Rejected(SAME_OWNER)
    call.world.frequencies.note(new_owner, "groups given", call.now, {DAY: GROUPS_A_DAY})
    group.owner, group.status = new_owner, 3 if has_left else group.status
    if not any(one.userid == new_owner and one.kind == STAFF for one in group.inside(call.now)):
        group.members.append(GroupMember(new_owner, STAFF, call.now))


def customers_in(group: Group, now: int) -> list[str]:
    """Return the outsiders in a group."""
    return [one.userid for one in group.inside(now) if one.kind == CUSTOMER]
