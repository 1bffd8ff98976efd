"""People and staff in groups: joining by code or invitation, leaving, renaming, dismissing; each change is told."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.errors import refuse
from siyu_sandbox.world.groups import BY_CODE, CUSTOMER, INVITED, MOST_IN_GROUP, STAFF, Group, GroupMember, JoinWay
from siyu_sandbox.world.people import Person
from siyu_sandbox.world.telling import tell_corp
from siyu_sandbox.world.world import World

SCENES = {INVITED: 0, 2: 0, BY_CODE: 3}
"""What an event calls how somebody joined, which is not what the group's list calls it."""
LEFT, REMOVED = 0, 1


def open_group(world: World, owner: str, name: str) -> Group:
    """Let a member open a group."""
    if owner not in world.members or world.members[owner].left_at is not None:
        raise refuse(f"没有在职员工 {owner}", f"there is no member {owner}")
    group = Group(world.ids.make("wr"), name, owner, world.clock.now())
    group.members.append(GroupMember(owner, STAFF, world.clock.now()))
    world.groups[group.chat_id] = group
    _tell(world, group, "create")
    return group


def join(
    world: World, person: Person, group: Group, *, scene: int = INVITED, state: str = "", invitor: str = ""
) -> None:
    """Let a person join a group; who is in it already stays as before."""
    now = world.clock.now()
    inside = group.inside(now)
    if group.dismissed_at is not None or any(one.userid == person.external_userid for one in inside):
        return
    if len(inside) >= MOST_IN_GROUP:
        raise refuse("群已满", "the group is full")
    group.members.append(GroupMember(person.external_userid, CUSTOMER, now, scene, state, invitor, person.name))
    _tell_change(world, group, "add_member", [person.external_userid], JoinScene=SCENES[scene])


def scan_into(world: World, person: Person, way: JoinWay) -> Group:
    """Let a person scan a way into groups: the first with room, else a new one when the way makes them."""
    if way.deleted_at is not None:
        raise refuse("二维码已失效", "the code is no longer valid")
    now = world.clock.now()
    for chat_id in way.chat_id_list:
        group = world.groups[chat_id]
        known = any(one.userid == person.external_userid for one in group.inside(now))
        if group.dismissed_at is None and (known or len(group.inside(now)) < MOST_IN_GROUP):
            join(world, person, group, scene=BY_CODE, state=way.state)
            return group
    if not way.auto_create_room:
        raise refuse("群已满", "every group is full")
    first = world.groups[way.chat_id_list[0]]
    group = open_group(world, first.owner, f"{way.room_base_name or first.name}{way.room_base_id}")
    way.room_base_id += 1
    way.chat_id_list = [*way.chat_id_list[-4:], group.chat_id]
    join(world, person, group, scene=BY_CODE, state=way.state)
    return group


def quit_group(world: World, person: Person, group: Group, *, removed: bool = False) -> None:
    """Let a person leave a group, or be removed."""
    for one in group.inside(world.clock.now()):
        if one.userid == person.external_userid:
            one.left_at = world.clock.now()
            _tell_change(world, group, "del_member", [one.userid], QuitScene=REMOVED if removed else LEFT)
            return
    raise refuse(f"{person.id} 不在群里", f"{person.id} is not in the group")


def rename(
    world: World, group: Group, *, name: str | None = None, notice: str | None = None, owner: str | None = None
) -> None:
    """Let the owner change the group's name, notice or owner."""
    for field, value, detail in (
        ("name", name, "change_name"),
        ("notice", notice, "change_notice"),
        ("owner", owner, "change_owner"),
    ):
        if value is not None:
            setattr(group, field, value)
            _tell_change(world, group, detail)


def dismiss(world: World, group: Group) -> None:
    """Let the owner dismiss a group."""
    group.dismissed_at = world.clock.now()
    _tell(world, group, "dismiss")


def _tell_change(world: World, group: Group, detail: str, changed: list[str] | None = None, **more: Any) -> None:
    before, group.version = group.version, group.version + 1
    members = {"MemChangeCnt": len(changed), "MemChangeList": {"Item": changed}} if changed else {}
    versions = {"LastMemVer": str(before), "CurMemVer": str(group.version)} if changed else {}
    _tell(world, group, "update", UpdateDetail=detail, **more, **members, **versions)


def _tell(world: World, group: Group, change: str, **tags: Any) -> None:
    tell_corp(world, "change_external_chat", change, about=group.owner, ChatId=group.chat_id, **tags)
