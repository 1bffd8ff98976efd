"""The world: everything the sandbox knows, and the devices it lives by."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from siyu_sandbox.agenda import Agenda
from siyu_sandbox.callbacks.deliveries import Deliveries
from siyu_sandbox.clock import Clock
from siyu_sandbox.endpoints.frequency import Frequencies
from siyu_sandbox.errors import Rejected
from siyu_sandbox.faults import Faults
from siyu_sandbox.ids import Ids
from siyu_sandbox.journal import Journal
from siyu_sandbox.settings import Settings
from siyu_sandbox.world.apps import Account, App
from siyu_sandbox.world.campaigns import Link, MassTask, Moment, Transfer
from siyu_sandbox.world.contacts import ContactWay, FriendRequest, Greeting, Relations, Talk, WelcomeCode
from siyu_sandbox.world.directory import Department, Member
from siyu_sandbox.world.groups import Group, GroupWelcome, JoinWay
from siyu_sandbox.world.inboxes import OAuthCode, StaffMessage, Ticket
from siyu_sandbox.world.media import Media
from siyu_sandbox.world.people import People
from siyu_sandbox.world.populations import Outcome, Population
from siyu_sandbox.world.tags import Tags
from siyu_sandbox.world.tokens import Tokens


@dataclass(slots=True)
class World:
    """One corp with its staff and customers, official accounts, mini-programs, and the people who meet them."""

    seed: int
    clock: Clock
    settings: Settings
    corpid: str
    agenda: Agenda
    ids: Ids
    tokens: Tokens
    deliveries: Deliveries
    faults: Faults
    people: People
    random: Random
    frequencies: Frequencies = field(default_factory=Frequencies)
    journal: Journal = field(default_factory=Journal)
    apps: dict[str, App] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    departments: dict[int, Department] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    relations: Relations = field(default_factory=Relations)
    requests: list[FriendRequest] = field(default_factory=list)
    ways: dict[str, ContactWay] = field(default_factory=dict)
    tags: Tags = field(default_factory=Tags)
    greetings: dict[tuple[str, str], Greeting] = field(default_factory=dict)
    welcome_codes: dict[str, WelcomeCode] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    talks: list[Talk] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    join_ways: dict[str, JoinWay] = field(default_factory=dict)
    group_welcomes: dict[str, GroupWelcome] = field(default_factory=dict)
    mass: dict[str, MassTask] = field(default_factory=dict)
    mass_received: dict[str, list[int]] = field(default_factory=dict)
    moments: dict[str, Moment] = field(default_factory=dict)
    moments_seen: dict[str, list[int]] = field(default_factory=dict)
    transfers: list[Transfer] = field(default_factory=list)
    links: dict[str, Link] = field(default_factory=dict)
    staff_inbox: list[StaffMessage] = field(default_factory=list)
    oauth_codes: dict[str, OAuthCode] = field(default_factory=dict)
    populations: list[Population] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    oauth_tickets: dict[str, Ticket] = field(default_factory=dict)

    def caller_of(self, token: str, platform: str) -> App | Account:
        """Return the app or account that holds a token; raises the platform's codes."""
        holder = self.tokens.holder_of(token, platform, self.clock.now())
        return self.apps[holder] if platform == "wecom" else self.accounts[holder]

    def join_ways_count(self) -> int:
        """Return how many ways into groups there are, which count with contact ways."""
        return sum(one.deleted_at is None for one in self.join_ways.values())

    def note_talk(self, userid: str, *, by_member: bool) -> None:
        """Count a word between a member and a customer."""
        self.talks.append(Talk(self.clock.now(), userid, by_member))

    def holder(self, key: str) -> App | Account:
        """Return an app or account by its name; raises when there is none."""
        found = self.apps.get(key) or self.accounts.get(key)
        if found is None:
            known = ", ".join([*self.apps, *self.accounts])
            raise Rejected(404, f"there is no app or account {key!r}; there are: {known}")
        return found
