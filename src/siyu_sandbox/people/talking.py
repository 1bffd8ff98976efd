"""People and members write to each other."""

from __future__ import annotations

from siyu_sandbox.people.parting import relation_of
from siyu_sandbox.world.contacts import Relation
from siyu_sandbox.world.people import Person, Received
from siyu_sandbox.world.telling import tell_corp
from siyu_sandbox.world.world import World


def talk(world: World, person: Person, userid: str, text: str, *, by_member: bool = False) -> None:
    """Let one of two write; the first word ends the chance of a welcome message."""
    relation, now = relation_of(world, person, userid), world.clock.now()
    relation.talked_at = now
    if by_member:
        world.people.receive(person, Received(now, "chat", userid, {"text": {"content": text}}))
    else:
        if relation.link_id and relation.heard_at is None:
            _tell_started(world, relation)
        relation.heard_at = now
    if greeting := world.greetings.get((userid, person.external_userid)):
        greeting.is_closed = True
    world.note_talk(userid, by_member=by_member)


def _tell_started(world: World, relation: Relation) -> None:
    """Tell self-built apps that a customer an acquisition link brought has written for the first time."""
    tell_corp(
        world, "customer_acquisition", "customer_start_chat", kinds=frozenset({"app"}), about=relation.userid,
        UserID=relation.userid, ExternalUserID=relation.external_userid,
    )  # fmt: skip
