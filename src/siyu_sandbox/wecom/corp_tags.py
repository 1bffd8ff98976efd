"""Corp tags in groups, and which customer of which member has them."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, number, text
from siyu_sandbox.errors import FORBIDDEN, PARAMETER, Rejected
from siyu_sandbox.wecom.contacts import EXTERNAL, USER, related
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.tags import Tag, TagGroup
from siyu_sandbox.world.world import World

MOST_TAGS, LONGEST, ORDERS = 3000, 30, 2**32 - 1
TAG, NAME_TAKEN = 40068, 40071
_ORDER = number("order", least=0, most=ORDERS)
_MEMBER = (text("name", needed=True, least=1, most=LONGEST), number("order", least=0, most=ORDERS, default=0))


@contacts.post("/get_corp_tag_list", listed("tag_id", default=[]), listed("group_id", default=[]))
def list_tags(call: Call, tag_id: list[Any], group_id: list[Any]) -> dict[str, Any]:
    """All tags, or those of some groups, or some tags."""
    shown = []
    for group in call.world.tags.groups.values():
        if group_id and group.group_id not in group_id:
            continue
        tags = [one for one in group.tags.values() if group_id or not tag_id or one.id in tag_id]
        if tags:
            shown.append(_shown(group, tags))
    return {"tag_group": shown}


@contacts.post(
    "/add_corp_tag",
    text("group_id"),
    text("group_name", most=LONGEST),
    _ORDER,
    listed("tag", needed=True, least=1),
    number("agentid"),
    codes=(TAG, NAME_TAKEN),
)
def add_tags(
    call: Call, group_id: str | None, group_name: str | None, order: int | None, tag: list[Any], agentid: int | None
) -> dict[str, Any]:
    """New tags in a group, by its id or name; a name that is not there yet makes the group."""
    wanted = []
    for one in tag:
        if not isinstance(one, dict):
            raise Rejected(PARAMETER, "invalid tag")
        name, place = (field.take(one, loose=False) for field in _MEMBER)
        wanted.append((name, place))
    group, made = make_tags(call.world, call.app.key, group_id, group_name, order, wanted)
    return {"tag_group": _shown(group, made)}


@contacts.post(
    "/edit_corp_tag", text("id", needed=True, missing=TAG), text("name", least=1, most=LONGEST), _ORDER, number("agentid"),
    codes=(TAG, NAME_TAKEN, FORBIDDEN),
)  # fmt: skip
def edit_tag(call: Call, id: str, name: str | None, order: int | None, agentid: int | None) -> None:
    """Another name or order for a tag or a group."""
    tags = call.world.tags
    group = tags.groups.get(id) or tags.group_of(id)
    if group is None:
        raise Rejected(TAG)
    changed: Tag | TagGroup = group if id in tags.groups else group.tags[id]
    _check_own(call, changed)
    if isinstance(changed, Tag):
        if name and any(one.name == name and one is not changed for one in group.tags.values()):
            raise Rejected(NAME_TAKEN)
        changed.name = name or changed.name
    else:
        if name and any(one.group_name == name and one is not changed for one in tags.groups.values()):
            raise Rejected(NAME_TAKEN)
        changed.group_name = name or changed.group_name
    changed.order = changed.order if order is None else order


@contacts.post(
    "/del_corp_tag", listed("tag_id", default=[]), listed("group_id", default=[]), number("agentid"),
    codes=(TAG, FORBIDDEN),
)  # fmt: skip
def delete_tags(call: Call, tag_id: list[Any], group_id: list[Any], agentid: int | None) -> None:
    """Delete tags or whole groups; a group goes with its last tag, and customers lose what is gone."""
    tags = call.world.tags
    if not tag_id and not group_id:
        raise Rejected(PARAMETER, "tag_id and group_id can not be both empty")
    doomed = []
    for one in group_id:
        if not isinstance(one, str) or one not in tags.groups:
            raise Rejected(TAG)
        doomed += list(tags.groups[one].tags.values())
    for one in tag_id:
        group = tags.group_of(one) if isinstance(one, str) else None
        if group is None:
            raise Rejected(TAG)
        doomed.append(group.tags[one])
    for tag in doomed:
        _check_own(call, tag)
    for doomed_id in {one.id for one in doomed}:
        drop_tag(call.world, doomed_id)


@contacts.post(
    "/mark_tag", USER, EXTERNAL, listed("add_tag", default=[]), listed("remove_tag", default=[]), codes=(TAG, 84061)
)
def mark_customer(call: Call, userid: str, external_userid: str, add_tag: list[Any], remove_tag: list[Any]) -> None:
    """Give tags to a customer of a member, or take them."""
    relation = related(call, userid, external_userid)
    if not add_tag and not remove_tag:
        raise Rejected(PARAMETER, "add_tag and remove_tag can not be both empty")
    for tag in [*add_tag, *remove_tag]:
        if not isinstance(tag, str) or call.world.tags.group_of(tag) is None:
            raise Rejected(TAG)
    kept = [one for one in relation.tags if one not in remove_tag]
    relation.tags = list(dict.fromkeys([*kept, *add_tag]))


def make_tags(
    world: World,
    by: str,
    group_id: str | None,
    group_name: str | None,
    order: int | None,
    wanted: list[tuple[str, int]],
) -> tuple[TagGroup, list[Tag]]:
    """Return a group and what is new in it; raises for a group or name that can't be, and for one tag too many."""
    unique = dict(wanted)
    if world.tags.count() + len(unique) > MOST_TAGS:
        raise Rejected(PARAMETER, "corp tag count exceeds limit")
    group = _group(world, by, group_id, group_name, order)
    if taken := {one.name for one in group.tags.values()} & set(unique):
        raise Rejected(NAME_TAKEN, f"tag name already exists: {min(taken)}")
    made = [Tag(world.ids.make("et"), name, place, world.clock.now(), by) for name, place in unique.items()]
    group.tags.update({one.id: one for one in made})
    world.tags.groups[group.group_id] = group
    return group, made


def drop_tag(world: World, tag: str) -> None:
    """Delete a tag everywhere."""
    group = world.tags.group_of(tag)
    if group is None:
        return
    del group.tags[tag]
    if not group.tags:
        del world.tags.groups[group.group_id]
    for relation in world.relations.alive.values():
        if tag in relation.tags:
            relation.tags.remove(tag)


def _group(world: World, by: str, group_id: str | None, group_name: str | None, order: int | None) -> TagGroup:
    if group_id:
        if group_id not in world.tags.groups:
            raise Rejected(TAG)
        return world.tags.groups[group_id]
    if not group_name:
        raise Rejected(PARAMETER, "group_id and group_name can not be both empty")
    for group in world.tags.groups.values():
        if group.group_name == group_name:
            return group
    return TagGroup(world.ids.make("et"), group_name, order or 0, world.clock.now(), by)


def _check_own(call: Call, changed: Tag | TagGroup) -> None:
    if call.app.kind != "contact" and changed.made_by != call.app.key:
        raise Rejected(FORBIDDEN, "only tags of this app can be changed")


def _shown(group: TagGroup, tags: list[Tag]) -> dict[str, Any]:
    ordered = sorted(tags, key=lambda one: -one.order)
    return {
        "group_id": group.group_id, "group_name": group.group_name, "create_time": group.create_time,
        "order": group.order,
        "tag": [{"id": one.id, "name": one.name, "create_time": one.create_time, "order": one.order} for one in ordered],
    }  # fmt: skip
