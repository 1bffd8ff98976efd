"""People and staff in groups."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.control.kinds import control
from siyu_sandbox.control.people import someone
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, text
from siyu_sandbox.errors import refuse
from siyu_sandbox.people import gathering
from siyu_sandbox.world.groups import Group

CHAT = text("chat_id", needed=True)


@control.post("/groups", text("owner", needed=True), text("name", default="客户群", most=40))
def open_group(call: Call, owner: str, name: str) -> dict[str, Any]:
    """A member opens a group."""
    return {"group": gathering.open_group(call.world, owner, name)}


@control.post("/joins", text("chat_id"), text("way"), text("person"), text("invitor", default=""))
def join(call: Call, chat_id: str | None, way: str | None, person: str | None, invitor: str) -> dict[str, Any]:
    """A person (a new one unless named) joins a group by invitation, or scans a way into groups."""
    who = someone(call.world, person)
    if way:
        for one in call.world.join_ways.values():
            if way in (one.config_id, one.qr_code):
                return {"person": who, "group": gathering.scan_into(call.world, who, one)}
        raise refuse(f"没有入群方式 {way}", f"there is no way into groups {way}")
    group = _group(call, chat_id or "")
    gathering.join(call.world, who, group, invitor=invitor)
    return {"person": who, "group": group}


@control.post("/quits", CHAT, text("person", needed=True), flag("removed", default=False))
def quit_group(call: Call, chat_id: str, person: str, removed: bool) -> dict[str, Any]:
    """A person leaves a group, or is removed."""
    gathering.quit_group(call.world, call.world.people.find(person), _group(call, chat_id), removed=removed)
    return {}


@control.post("/group-edits", CHAT, text("name", most=40), text("notice", most=2000), text("owner"))
def edit_group(call: Call, chat_id: str, name: str | None, notice: str | None, owner: str | None) -> dict[str, Any]:
    """The owner changes a group's name, notice or owner."""
    if owner is not None and owner not in call.world.members:
        raise refuse(f"没有员工 {owner}", f"there is no member {owner}")
    gathering.rename(call.world, _group(call, chat_id), name=name, notice=notice, owner=owner)
    return {}


@control.post("/dismissals", CHAT)
def dismiss(call: Call, chat_id: str) -> dict[str, Any]:
    """The owner dismisses a group."""
    gathering.dismiss(call.world, _group(call, chat_id))
    return {}


def _group(call: Call, chat_id: str) -> Group:
    group = call.world.groups.get(chat_id)
    if group is None or group.dismissed_at is not None:
        raise refuse(f"没有群 {chat_id}", f"there is no group {chat_id}")
    return group
