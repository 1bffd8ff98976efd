"""People and staff act."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.control.kinds import control
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, listed, number, text
from siyu_sandbox.errors import refuse
from siyu_sandbox.people import meeting, parting, talking
from siyu_sandbox.world.contacts import ContactWay
from siyu_sandbox.world.people import WECHAT, WECOM, Person
from siyu_sandbox.world.telling import tell_corp
from siyu_sandbox.world.world import World

MOST_AT_ONCE = 100_000
PERSON, MEMBER = text("person", needed=True), text("member", needed=True)


@control.post(
    "/people",
    number("count", least=1, most=MOST_AT_ONCE, default=1),
    text("name", default="", most=64),
    number("gender", among=(0, 1, 2)),
    number("kind", among=(WECHAT, WECOM), default=WECHAT),
    text("corp_name", default="", most=64),
    text("phone", default="", most=20),
)
def make_people(
    call: Call, count: int, name: str, gender: int | None, kind: int, corp_name: str, phone: str
) -> dict[str, Any]:
    """New people; what is not given is drawn."""
    return {"people": [call.world.people.make(name, gender, kind, corp_name, phone) for _ in range(count)]}


@control.post("/scans", text("way", needed=True), text("person"), flag("half", default=False))
def scan(call: Call, way: str, person: str | None, half: bool) -> dict[str, Any]:
    """A person (a new one unless named) scans a contact way; `half` leaves the member to add back."""
    who = someone(call.world, person)
    return {"person": who, "outcome": meeting.scan(call.world, who, way_of(call.world, way), half=half)}


@control.post(
    "/crowds", number("count", needed=True, least=1, most=MOST_AT_ONCE), listed("members", needed=True, most=1000)
)
def crowd(call: Call, count: int, members: list[Any]) -> dict[str, Any]:
    """So many new people become customers of the members in turn, without a word to anybody: much to read at once."""
    for place in range(count):
        member = members[place % len(members)]
        if not isinstance(member, str):
            raise refuse("members 应为文本", "members are texts")
        meeting.befriend(call.world, call.world.people.make(), member, oper=member, is_told=False)
    return {"count": count}


@control.post("/acceptances", PERSON, MEMBER)
def accept(call: Call, person: str, member: str) -> dict[str, Any]:
    """A member accepts a request, or adds back who has added without asking."""
    return {"relation": meeting.accept(call.world, call.world.people.find(person), member)}


@control.post(
    "/additions",
    MEMBER,
    text("person"),
    text("state", default="", most=64),
    number("add_way", least=0, most=1000, default=meeting.BY_PHONE),
)
def add(call: Call, member: str, person: str | None, state: str, add_way: int) -> dict[str, Any]:
    """A member adds a person (a new one unless named) as a customer."""
    who = someone(call.world, person)
    relation = meeting.befriend(call.world, who, member, oper=member, state=state, add_way=add_way)
    return {"person": who, "relation": relation}


@control.post(
    "/chats",
    PERSON,
    MEMBER,
    text("text", default="你好", most=4000),
    text("by", default="person", among=("person", "member")),
)
def chat(call: Call, person: str, member: str, text: str, by: str) -> dict[str, Any]:
    """A person writes to a member, or the member to the person."""
    talking.talk(call.world, call.world.people.find(person), member, text, by_member=by == "member")
    return {}


@control.post("/blocks", PERSON, MEMBER)
def block(call: Call, person: str, member: str) -> dict[str, Any]:
    """A customer deletes or blocks a member."""
    parting.block(call.world, call.world.people.find(person), member)
    return {}


@control.post("/deletions", PERSON, MEMBER)
def delete(call: Call, person: str, member: str) -> dict[str, Any]:
    """A member deletes a customer."""
    parting.delete(call.world, call.world.people.find(person), member)
    return {}


@control.post("/edits", PERSON, MEMBER, text("remark", most=20), listed("tags", most=1000))
def edit(call: Call, person: str, member: str, remark: str | None, tags: list[Any] | None) -> dict[str, Any]:
    """A member changes the remark about a customer or all his corp tags in the client, which is told."""
    relation = parting.relation_of(call.world, call.world.people.find(person), member)
    for one in tags or []:
        if not isinstance(one, str) or call.world.tags.group_of(one) is None:
            raise refuse(f"没有标签 {one}", f"there is no tag {one}")
    relation.remark = relation.remark if remark is None else remark
    relation.tags = relation.tags if tags is None else list(dict.fromkeys(tags))
    told: dict[str, Any] = {"UserID": member, "ExternalUserID": relation.external_userid}
    tell_corp(call.world, "change_external_contact", "edit_external_contact", about=member, **told)
    return {"relation": relation}


def someone(world: World, ref: str | None) -> Person:
    """Return the person named, or a new one."""
    return world.people.find(ref) if ref else world.people.make()


def way_of(world: World, config_id: str) -> ContactWay:
    """Return a contact way by its id or the address in its code; raises a refusal."""
    for way in world.ways.values():
        if config_id in (way.config_id, way.qr_code):
            return way
    raise refuse(f"没有联系我 {config_id}", f"there is no contact way {config_id}")
