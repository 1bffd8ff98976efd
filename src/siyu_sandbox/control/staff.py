"""The corp's console: members come, change and leave, tags are made by hand."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.control.kinds import control
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, listed, number, text
from siyu_sandbox.errors import refuse
from siyu_sandbox.people import parting
from siyu_sandbox.wecom.corp_tags import drop_tag, make_tags
from siyu_sandbox.world.directory import Department, Member
from siyu_sandbox.world.telling import DIRECTORY, tell_corp


@control.post(
    "/departments",
    text("name", needed=True, most=32),
    number("parent", default=1),
)
def open_department(call: Call, name: str, parent: int) -> dict[str, Any]:
    """A new department."""
    if parent not in call.world.departments:
        raise refuse(f"没有部门 {parent}", f"there is no department {parent}")
    number = max(call.world.departments) + 1
    department = call.world.departments[number] = Department(number, name, parent)
    tell_corp(call.world, "change_contact", "create_party", kinds=DIRECTORY, Id=number, Name=name, ParentId=parent)
    return {"department": department}


@control.post(
    "/members",
    text("userid", needed=True, most=64),
    text("name", default="", most=64),
    listed("department", most=100),
    text("position", most=128),
    number("status", among=(1, 2, 4)),
    flag("has_contact"),
    flag("has_own_welcome"),
)
def set_member(
    call: Call,
    userid: str,
    name: str,
    department: list[int] | None,
    position: str | None,
    status: int | None,
    has_contact: bool | None,
    has_own_welcome: bool | None,
) -> dict[str, Any]:
    """Hire a member, or change one; what is not given stays."""
    for one in department or []:
        if not isinstance(one, int) or one not in call.world.departments:
            raise refuse(f"没有部门 {one}", f"there is no department {one}")
    known = call.world.members.get(userid)
    member = known if known and known.left_at is None else Member(userid, name or userid)
    call.world.members[userid] = member
    given = {
        "name": name or None, "department": department or None, "position": position, "status": status,
        "has_contact": has_contact, "has_own_welcome": has_own_welcome,
    }  # fmt: skip
    for field, value in given.items():
        if value is not None:
            setattr(member, field, value)
    places = ",".join(map(str, member.department))
    tell_corp(
        call.world, "change_contact", "update_user" if known is member else "create_user", kinds=DIRECTORY, about=userid,
        UserID=userid, Name=member.name, Department=places, MainDepartment=member.department[0],
        Position=member.position, Status=member.status,
    )  # fmt: skip
    return {"member": member}


@control.post("/departures", text("member", needed=True))
def leave(call: Call, member: str) -> dict[str, Any]:
    """A member leaves the corp."""
    parting.leave(call.world, member)
    return {}


@control.post("/corp-tags", text("group", needed=True, most=30), listed("names", needed=True, most=100))
def add_tags(call: Call, group: str, names: list[Any]) -> dict[str, Any]:
    """An administrator makes tags in the console, which is told."""
    if not all(isinstance(one, str) and 0 < len(one) <= 30 for one in names):
        raise refuse("标签名为 1–30 字", "names have 1 to 30 signs")
    made, tags = make_tags(call.world, "console", None, group, None, [(one, 0) for one in names])
    for tag in tags:
        tell_corp(call.world, "change_external_tag", "create", Id=tag.id, TagType="tag")
    return {"group": made}


@control.post("/corp-tag-removals", text("tag", needed=True))
def remove_tag(call: Call, tag: str) -> dict[str, Any]:
    """An administrator deletes a tag in the console, which is told; customers lose it."""
    if call.world.tags.group_of(tag) is None:
        raise refuse(f"没有标签 {tag}", f"there is no tag {tag}")
    drop_tag(call.world, tag)
    tell_corp(call.world, "change_external_tag", "delete", Id=tag, TagType="tag")
    return {}
