"""Who follows whom: relations of members and customers, contact ways, friend requests and welcome codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Relation:
    """A member and a customer. `ended_by` says who ended it: member, customer or transfer."""

    userid: str
    external_userid: str
    created_at: int
    oper_userid: str
    add_way: int = 1
    state: str = ""
    remark: str = ""
    description: str = ""
    remark_company: str = ""
    remark_mobiles: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    own_tags: list[str] = field(default_factory=list)
    is_half: bool = False
    """The member has not added the customer back yet."""
    talked_at: int | None = None
    heard_at: int | None = None
    """When the customer last wrote."""
    link_id: str = ""
    ended_at: int | None = None
    ended_by: str = ""


class Relations:
    """All relations; lists only grow, so that pages stay true while customers come and go."""

    def __init__(self) -> None:
        self.by_member: dict[str, list[Relation]] = {}
        self.by_customer: dict[str, list[Relation]] = {}
        self.alive: dict[tuple[str, str], Relation] = {}

    def add(self, relation: Relation) -> Relation:
        """Keep a relation as the living one of its pair."""
        self.by_member.setdefault(relation.userid, []).append(relation)
        self.by_customer.setdefault(relation.external_userid, []).append(relation)
        self.alive[relation.userid, relation.external_userid] = relation
        return relation

    def end(self, relation: Relation, now: int, by: str, *, keep: bool = False) -> None:
        """End a relation; `keep` leaves it to be seen by the member, who does not know yet."""
        relation.ended_at, relation.ended_by = now, by
        if not keep:
            del self.alive[relation.userid, relation.external_userid]

    def is_seen(self, relation: Relation) -> bool:
        """Say whether a row of the lists is what the platform shows today."""
        return self.alive.get((relation.userid, relation.external_userid)) is relation

    def of_member(self, userid: str) -> list[Relation]:
        """Return what a member's customers are today."""
        return [one for one in self.by_member.get(userid, []) if self.is_seen(one)]

    def of_customer(self, external_userid: str) -> list[Relation]:
        """Return who follows a customer today."""
        return [one for one in self.by_customer.get(external_userid, []) if self.is_seen(one)]


@dataclass(slots=True)
class ContactWay:
    """A code or widget by which people add members (联系我)."""

    config_id: str
    type: int
    scene: int
    created_at: int
    made_by: str
    qr_code: str = ""
    style: int | None = None
    remark: str = ""
    skip_verify: bool = True
    state: str = ""
    user: list[str] = field(default_factory=list)
    party: list[int] = field(default_factory=list)
    is_temp: bool = False
    expires_in: int = 604_800
    chat_expires_in: int = 86_400
    unionid: str = ""
    is_exclusive: bool = False
    mark_source: bool = True
    conclusions: dict[str, Any] = field(default_factory=dict)
    deleted_at: int | None = None
    scans: int = 0


@dataclass(slots=True)
class FriendRequest:
    """Somebody who asked to be added and waits for the member."""

    person: str
    userid: str
    asked_at: int
    state: str = ""
    add_way: int = 1
    link_id: str = ""


@dataclass(slots=True)
class Greeting:
    """The one welcome a new pair can have, whichever app sends it first."""

    userid: str
    external_userid: str
    sent_at: int | None = None
    sent_by: str = ""
    content: dict[str, Any] | None = None
    tries: int = 0
    is_closed: bool = False
    """The two have begun to chat."""


@dataclass(slots=True)
class WelcomeCode:
    """What an app was given to send the greeting with."""

    code: str
    app: str
    greeting: Greeting
    ends_at: int
    used_at: int | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A word between a member and a customer, for statistics."""

    at: int
    userid: str
    by_member: bool
