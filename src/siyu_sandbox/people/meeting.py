"""People and members meet: codes are scanned, requests accepted, members add customers."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.errors import refuse
from siyu_sandbox.world.apps import App
from siyu_sandbox.world.contacts import ContactWay, FriendRequest, Greeting, Relation, WelcomeCode
from siyu_sandbox.world.directory import Member, below
from siyu_sandbox.world.people import WECOM, Person
from siyu_sandbox.world.telling import CONTACT, tell_corp
from siyu_sandbox.world.world import World

BY_CODE, BY_LINK, BY_PHONE, BY_TRANSFER = 1, 16, 2, 202


def scan(world: World, person: Person, way: ContactWay, *, half: bool = False) -> Relation | FriendRequest:
    """Let a person scan a contact way: the relation that comes of it, or the request when the member has to agree."""
    now = world.clock.now()
    if way.deleted_at is not None or (way.is_temp and now >= way.created_at + way.expires_in):
        raise refuse("二维码已失效", "the code is no longer valid")
    way.scans += 1
    member = choose(world, person, way.user, way.party, keep=way.is_exclusive)
    if not way.skip_verify:
        return ask(world, person, member.userid, way.state)
    return befriend(world, person, member.userid, oper=person.external_userid, state=way.state, half=half)


def ask(
    world: World, person: Person, userid: str, state: str = "", *, add_way: int = BY_CODE, link_id: str = ""
) -> FriendRequest:
    """Let a person ask a member, who has to accept."""
    request = FriendRequest(person.id, userid, world.clock.now(), state, add_way, link_id)
    world.requests.append(request)
    return request


def accept(world: World, person: Person, userid: str) -> Relation:
    """Let a member accept a person's request, or add one back who added without asking."""
    living = world.relations.alive.get((userid, person.external_userid))
    if living and living.is_half:
        living.is_half = False
        _tell_added(world, person, living, "add_external_contact")
        return living
    for request in world.requests:
        if (request.person, request.userid) == (person.id, userid):
            world.requests.remove(request)
            return befriend(
                world,
                person,
                userid,
                oper=userid,
                state=request.state,
                add_way=request.add_way,
                link_id=request.link_id,
            )
    raise refuse(f"{person.id} 没有向 {userid} 提出请求", f"{person.id} has not asked {userid}")


def befriend(
    world: World,
    person: Person,
    userid: str,
    *,
    oper: str,
    state: str = "",
    add_way: int = BY_CODE,
    half: bool = False,
    link_id: str = "",
    is_told: bool = True,
) -> Relation:
    """Make a relation and tell of it unless `is_told` is off; one that lives already is returned as it is, as the platform just opens the chat."""
    living = world.relations.alive.get((userid, person.external_userid))
    if living and living.ended_at is None:
        return living
    if living:
        del world.relations.alive[userid, person.external_userid]
    member = world.members.get(userid)
    if member is None or not _can_meet(member):
        raise refuse(f"{userid} 不能添加客户", f"{userid} can't have customers")
    if is_full(world, userid):
        raise refuse(f"{userid} 的客户数已满", f"{userid} can have no more customers")
    relation = world.relations.add(
        Relation(userid, person.external_userid, world.clock.now(), oper, add_way, state, is_half=half, link_id=link_id)
    )
    world.greetings[userid, person.external_userid] = Greeting(userid, person.external_userid)
    if is_told:
        _tell_added(world, person, relation, "add_half_external_contact" if half else "add_external_contact")
    return relation


def members_of(world: World, user: list[str], party: list[int]) -> list[Member]:
    """Return the members named, those of the departments too."""
    departments = {child.id for one in party if one in world.departments for child in below(world.departments, one)}
    return [
        one
        for one in world.members.values()
        if one.left_at is None and (one.userid in user or departments & set(one.department))
    ]


def is_full(world: World, userid: str) -> bool:
    """Say whether a member can have no more customers."""
    most = world.settings.capacity
    return len(world.relations.by_member.get(userid, [])) >= most and len(world.relations.of_member(userid)) >= most


def choose(world: World, person: Person, user: list[str], party: list[int], *, keep: bool = False) -> Member:
    """Return one of the members behind a code at random; `keep` prefers whom the person knows."""
    able = [one for one in members_of(world, user, party) if _can_meet(one)]
    if not able:
        raise refuse("该二维码没有可添加的员工", "nobody behind the code can be added")
    if keep:
        known = {one.userid for one in world.relations.of_customer(person.external_userid)}
        able = [one for one in able if one.userid in known] or able
    return world.random.choice(able)


def _can_meet(member: Member) -> bool:
    return member.left_at is None and member.status == 1 and member.has_contact


def _tell_added(world: World, person: Person, relation: Relation, change: str) -> None:
    codes = _codes(world, person, relation)

    def extra(app: App) -> dict[str, Any]:
        return {"WelcomeCode": codes[app.key]} if app.key in codes else {}

    tags: dict[str, Any] = {
        "UserID": relation.userid,
        "ExternalUserID": relation.external_userid,
        "State": relation.state or None,
    }
    tell_corp(world, "change_external_contact", change, about=relation.userid, extra=extra, **tags)


def _codes(world: World, person: Person, relation: Relation) -> dict[str, str]:
    """Return a welcome code for each app; none when the console greets, the two chat already, or another corp's member came."""
    greeting = world.greetings[relation.userid, relation.external_userid]
    own_text = world.members[relation.userid].has_own_welcome
    if own_text or greeting.sent_at or greeting.is_closed or relation.talked_at or person.kind == WECOM:
        return {}
    ends_at = world.clock.now() + world.settings.welcome_seconds
    found = {}
    for app in world.apps.values():
        if app.kind in CONTACT and app.sees(relation.userid):
            code = world.ids.make("", 43)
            world.welcome_codes[code] = WelcomeCode(code, app.key, greeting, ends_at)
            found[app.key] = code
    return found
