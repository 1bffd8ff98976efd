"""People and members part: customers delete or block members, members delete customers, members leave."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.errors import refuse
from siyu_sandbox.world.contacts import Relation
from siyu_sandbox.world.people import Person
from siyu_sandbox.world.telling import DIRECTORY, tell_corp
from siyu_sandbox.world.world import World


def relation_of(world: World, person: Person, userid: str) -> Relation:
    """Return the living relation of two; raises a refusal."""
    found = world.relations.alive.get((userid, person.external_userid))
    if found is None or found.ended_at is not None:
        raise refuse(f"{person.id} 与 {userid} 不是好友", f"{person.id} and {userid} are not in contact")
    return found


def block(world: World, person: Person, userid: str) -> None:
    """Let a customer delete or block a member."""
    relation = relation_of(world, person, userid)
    keep = world.settings.members_see_blockers
    world.relations.end(relation, world.clock.now(), "customer", keep=keep)
    _tell(world, "del_follow_user", relation)


def delete(world: World, person: Person, userid: str) -> None:
    """Let a member delete a customer."""
    relation = relation_of(world, person, userid)
    world.relations.end(relation, world.clock.now(), "member")
    _tell(world, "del_external_contact", relation)


def leave(world: World, userid: str) -> None:
    """Let a member leave the corp; the customers wait to be given to somebody."""
    member = world.members.get(userid)
    if member is None or member.left_at is not None:
        raise refuse(f"没有在职员工 {userid}", f"there is no member {userid}")
    member.left_at = world.clock.now()
    tell_corp(world, "change_contact", "delete_user", kinds=DIRECTORY, about=userid, UserID=userid)


def _tell(world: World, change: str, relation: Relation) -> None:
    tags: dict[str, Any] = {"UserID": relation.userid, "ExternalUserID": relation.external_userid}
    tell_corp(world, "change_external_contact", change, about=relation.userid, **tags)
