"""Links that bring customers (获客助手), for self-built apps only."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY, midnight
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, number, paged, text, thing
from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import PARAMETER, Rejected
from siyu_sandbox.wecom.kinds import SELF_BUILT, contacts
from siyu_sandbox.world.campaigns import Link
from siyu_sandbox.world.contacts import Relation

MOST_PEOPLE, MOST_DAYS, SILENT, SPOKE = 500, 30, 0, 1
_LINK = text("link_id", needed=True)
_PRIORITY, _MARK = thing("priority_option", default={}), flag("mark_source", default=True)


@contacts.post("/customer_acquisition/list_link", *paged(100), allowed=SELF_BUILT)
def list_links(call: Call, cursor: str, limit: int) -> dict[str, Any]:
    """The links this app has made."""
    rows = list(call.world.links.values())
    found, following = page(rows, cursor, limit, lambda one: one.made_by == call.app.key and one.deleted_at is None)
    return {"link_id_list": [one.link_id for one in found], "next_cursor": following}


@contacts.post("/customer_acquisition/get", _LINK, allowed=SELF_BUILT)
def get_link(call: Call, link_id: str) -> dict[str, Any]:
    """A link with whom it leads to."""
    link = _link(call, link_id)
    names = ("link_name", "url", "create_time", "skip_verify", "mark_source")
    return {
        "link": {"link_id": link.link_id, **{name: getattr(link, name) for name in names}},
        "range": {"user_list": link.user_list, "department_list": link.department_list},
        "priority_option": link.priority_option,
    }


@contacts.post(
    "/customer_acquisition/create_link",
    text("link_name", needed=True, most=30),
    thing("range", needed=True),
    flag("skip_verify", default=True),
    _PRIORITY,
    _MARK,
    allowed=SELF_BUILT,
    codes=(60111,),
)
def create_link(
    call: Call, link_name: str, range: dict[str, Any], skip_verify: bool, priority_option: dict[str, Any], mark_source: bool
) -> dict[str, Any]:  # fmt: skip
    """A new link to up to 500 members."""
    users, departments = _range(call, range)
    link_id = call.world.ids.make("ca", 12)
    link = Link(
        link_id, link_name, f"https://work.weixin.qq.com/ca/{link_id}", call.now, call.app.key, users, departments,
        skip_verify, mark_source, priority_option,
    )  # fmt: skip
    call.world.links[link_id] = link
    return {"link": {name: getattr(link, name) for name in ("link_id", "link_name", "url", "create_time")}}


@contacts.post(
    "/customer_acquisition/update_link",
    _LINK,
    text("link_name", least=1, most=30),
    thing("range"),
    flag("skip_verify"),
    thing("priority_option"),
    flag("mark_source"),
    allowed=SELF_BUILT,
)
def update_link(call: Call, link_id: str, **given: Any) -> None:
    """Change a link; a range replaces the one before."""
    link, people = _link(call, link_id), given.pop("range")
    if people is not None:
        link.user_list, link.department_list = _range(call, people)
    for name, value in given.items():
        if value is not None:
            setattr(link, name, value)


@contacts.post("/customer_acquisition/delete_link", _LINK, allowed=SELF_BUILT)
def delete_link(call: Call, link_id: str) -> None:
    """Delete a link."""
    _link(call, link_id).deleted_at = call.now


@contacts.post("/customer_acquisition/customer", _LINK, *paged(1000), allowed=SELF_BUILT)
def list_customers(call: Call, link_id: str, cursor: str, limit: int) -> dict[str, Any]:
    """Who came by a link, and whether they have spoken."""
    _link(call, link_id)
    rows = [one for each in call.world.relations.by_member.values() for one in each if one.link_id == link_id]
    found, following = page(rows, cursor, limit, call.world.relations.is_seen)
    return {"customer_list": [_customer(one) for one in found], "next_cursor": following}


@contacts.both(
    "/customer_acquisition/statistic", _LINK, number("start_time", needed=True), number("end_time", needed=True),
    allowed=SELF_BUILT,
)  # fmt: skip
def count(call: Call, link_id: str, start_time: int, end_time: int) -> dict[str, Any]:
    """How many clicked a link and how many were new, in up to 30 days."""
    link = _link(call, link_id)
    first, last = midnight(start_time), midnight(end_time) + DAY
    if not 0 < last - first <= (MOST_DAYS + 1) * DAY:
        raise Rejected(PARAMETER, "invalid time range")
    rows = [one for each in call.world.relations.by_member.values() for one in each if one.link_id == link_id]
    return {
        "click_link_customer_cnt": sum(first <= one < last for one in link.clicks),
        "new_customer_cnt": sum(first <= one.created_at < last for one in rows),
    }


@contacts.both("/customer_acquisition_quota", allowed=SELF_BUILT)
def tell_quota(call: Call) -> dict[str, Any]:
    """How many customers links may bring still."""
    total = call.world.settings.acquisition_quota
    rows = sum(bool(one.link_id) for each in call.world.relations.by_member.values() for one in each)
    left = max(0, total - rows)
    expiry = midnight(call.now) + 365 * DAY
    return {"total": total, "balance": left, "quota_list": [{"expire_date": expiry, "balance": left}]}


def _link(call: Call, link_id: str) -> Link:
    link = call.world.links.get(link_id)
    if link is None or link.deleted_at is not None or link.made_by != call.app.key:
        raise Rejected(PARAMETER, "invalid link_id")
    return link


def _range(call: Call, given: dict[str, Any]) -> tuple[list[str], list[int]]:
    users, departments = given.get("user_list") or [], given.get("department_list") or []
    if not isinstance(users, list) or not isinstance(departments, list) or not (users or departments):
        raise Rejected(PARAMETER, "invalid range")
    if len(users) > MOST_PEOPLE or not all(isinstance(one, str) for one in users):
        raise Rejected(PARAMETER, "invalid range")
    for one in users:
        call.member(one)
    if not all(isinstance(one, int) and one in call.world.departments for one in departments):
        raise Rejected(60123)
    return users, departments


def _customer(one: Relation) -> dict[str, Any]:
    spoke = SPOKE if one.heard_at is not None else SILENT
    return {"external_userid": one.external_userid, "userid": one.userid, "chat_status": spoke, "state": one.state}
