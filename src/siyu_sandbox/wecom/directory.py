"""Departments and members."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, number, paged, text
from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import FORBIDDEN, Rejected
from siyu_sandbox.wecom.kinds import directory
from siyu_sandbox.world.directory import Department, Member, below

_ID = number("id", least=1, wrong=60123)
_WHERE = (number("department_id", needed=True, least=1, missing=60123, wrong=60123), flag("fetch_child", default=False))


@directory.get("/department/list", _ID, codes=(48002, 60123))
def list_departments(call: Call, id: int | None) -> dict[str, Any]:
    """A department and all below it."""
    _refuse_closed(call)
    return {"department": [_whole(one) for one in _below(call, id)]}


@directory.get("/department/simplelist", _ID, codes=(60123,))
def list_department_ids(call: Call, id: int | None) -> dict[str, Any]:
    """The ids of a department and all below it."""
    return {"department_id": [{"id": one.id, "parentid": one.parentid, "order": one.order} for one in _below(call, id)]}


@directory.get("/department/get", number("id", needed=True, least=1, missing=60123, wrong=60123), codes=(48002, 60123))
def get_department(call: Call, id: int) -> dict[str, Any]:
    """One department."""
    _refuse_closed(call)
    return {"department": _whole(_below(call, id)[0])}


@directory.get("/user/simplelist", *_WHERE, codes=(48002, 60123))
def list_member_names(call: Call, department_id: int, fetch_child: bool) -> dict[str, Any]:
    """Members of a department, by name."""
    _refuse_closed(call)
    return {
        "userlist": [
            {"userid": one.userid, "name": one.name, "department": one.department, "open_userid": _open_id(one)}
            for one in _members_in(call, department_id, fetch_child)
        ]
    }


@directory.get("/user/list", *_WHERE, codes=(48002, 60123))
def list_members(call: Call, department_id: int, fetch_child: bool) -> dict[str, Any]:
    """Members of a department, in full."""
    _refuse_closed(call)
    return {"userlist": [_portrait(call, one) for one in _members_in(call, department_id, fetch_child)]}


@directory.get("/user/get", text("userid", needed=True, missing=41009), codes=(41009, 48002, 60011, 60111))
def get_member(call: Call, userid: str) -> dict[str, Any]:
    """One member in full."""
    _refuse_closed(call)
    return _portrait(call, call.member(userid))


@directory.post("/user/list_id", *paged(10_000))
def list_member_ids(call: Call, cursor: str, limit: int) -> dict[str, Any]:
    """Userids with their departments, in pages; a member stands once per department."""
    pairs = [
        {"userid": one.userid, "department": department}
        for one in call.world.members.values()
        for department in one.department
        if one.left_at is None
    ]
    found, following = page(pairs, cursor, limit)
    return {"next_cursor": following, "dept_user": found}


def _refuse_closed(call: Call) -> None:
    if not call.world.settings.legacy_directory and call.app.kind == "directory":
        raise Rejected(FORBIDDEN)


def _below(call: Call, root: int | None) -> list[Department]:
    if (root or 1) not in call.world.departments:
        raise Rejected(60123)
    return below(call.world.departments, root or 1)


def _members_in(call: Call, department: int, with_children: bool) -> list[Member]:
    wanted = {one.id for one in _below(call, department)} if with_children else {_below(call, department)[0].id}
    return [
        one
        for one in call.world.members.values()
        if one.left_at is None and call.app.sees(one.userid) and wanted & set(one.department)
    ]


def _whole(one: Department) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "name_en": one.name_en, "department_leader": one.department_leader,
        "parentid": one.parentid, "order": one.order,
    }  # fmt: skip


def _open_id(one: Member) -> str:
    return f"woSandbox{one.userid}"


def _portrait(call: Call, one: Member) -> dict[str, Any]:
    leads = [
        int(one.userid in call.world.departments[each].department_leader)
        for each in one.department
        if each in call.world.departments
    ]
    return {
        "userid": one.userid, "name": one.name, "department": one.department, "order": [0] * len(one.department),
        "position": one.position, "mobile": one.mobile, "gender": one.gender, "email": one.email,
        "is_leader_in_dept": leads, "direct_leader": [], "avatar": "", "thumb_avatar": "", "telephone": "",
        "alias": one.alias, "address": "", "open_userid": _open_id(one), "main_department": one.department[0],
        "status": one.status, "qr_code": f"https://open.work.weixin.qq.com/wwopen/userQRCode?vcode={one.userid}",
        "extattr": {"attrs": []},
    }  # fmt: skip
