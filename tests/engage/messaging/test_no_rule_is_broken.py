"""Whatever happens, in whatever order and at whatever clock: nothing arrives that a rule forbids, nothing is held back without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.engage.messaging.lanes import drain
from siyu.engage.messaging.models import BULK, MARKETING, SERVICE, TRANSACTIONAL, Batch, Grant, Message, Suppression
from siyu.engage.messaging.policy.keeping import change_policy
from siyu.engage.messaging.policy.shipped import SHIPPED
from siyu.engage.messaging.queueing import Effect, queue_messages
from siyu.engage.messaging.transports import Transport, register_transport
from siyu.lib.text import Text
from siyu.unify.consents.models import Consent
from siyu.unify.consents.telling import Told, tell_consents
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.merge import merge_members, undo_decision
from siyu.unify.members.models import Identifier, Member, Merge
from tests.engage.messaging.judge import Arrived, Said, World
from tests.engage.messaging.loopback import Loopback, loopback
from tests.oracle.effort import effort

__all__ = ["loopback"]
pytestmark = pytest.mark.django_db

START = datetime(2017, 6, 5, 16, tzinfo=UTC)
PEOPLE = [1, 2, 3, 4, 5, 6]
ADDRESSES = {"phone": "sms", "external_userid": "wecom", "openid": "official_account"}
OWNS = {source: set(ADDRESSES.values()) for source in PEOPLE} | {5: {"sms"}, 6: {"wecom", "official_account"}}
WORDS = ["新品到店", "春茶上市", "最好的茶"]
POLICY: dict[str, Any] = {
    **SHIPPED,
    "holdout": "30%",
    "quotas": {"group": {"as_of": "2025-11-17", "each": [{"most": 1, "per": "day"}]}},
    "frequency": [{"most": 1, "within": "24h"}, {"most": 2, "within": "7d"}],
    "duplicate": "2d",
    "deadline": "400d",
    "banned_words": ["最"],
}


def _fact(source: int, channel: str, what: str, hours: int) -> tuple[int, str, str, datetime]:
    return source, channel, what, START + timedelta(hours=hours)


FACTS = [
    _fact(1, "wecom", "followed", -100), _fact(1, "wecom", "unfollowed", 30), _fact(1, "wecom", "followed", 60),
    _fact(2, "wecom", "unfollowed", -10), _fact(3, "official_account", "followed", -5),
    _fact(3, "official_account", "unfollowed", 20), _fact(4, "official_account", "unfollowed", 90),
    _fact(4, "wecom", "followed", 10), _fact(4, "wecom", "unfollowed", 10), _fact(6, "wecom", "unfollowed", 200),
]  # fmt: skip
"""All are loaded before anything is sent: most lie ahead, and come true by the clock alone."""

who = st.sampled_from(PEOPLE)
channels = st.sampled_from(["sms", "wecom", "official_account"])
says = st.tuples(
    st.just("say"),
    who,
    st.sampled_from(["loopback", "loopback", "group", "group", "custom", "notice"]),
    st.sampled_from(["marketing", "marketing", "service", "urgent"]),
    st.sampled_from([0, 0, 1, 1, 2]),
    st.sampled_from([None, None, 0, 1]),
    st.sampled_from(["", "", "", "", "share"]),
)
events = st.one_of(
    st.tuples(st.just("word"), who, channels, st.sampled_from(["given", "given", "withdrawn"])),
    st.tuples(st.just("merge"), who, who),
    st.tuples(st.just("part"), st.integers(0, 9)),
    st.tuples(st.just("permit"), who, st.integers(1, 2), st.sampled_from([1, 48])),
    st.tuples(st.just("suppress"), who, st.sampled_from(["sms", "wecom", ""]), st.sampled_from(["unsubscribed", "asked"])),
    st.tuples(st.just("lift"), st.integers(0, 9)),
)  # fmt: skip
clocks = st.tuples(st.just("clock"), st.sampled_from([0, 0, 1, 12, 23, 24, 24, 25, 48, 170, -2, -24]))
rounds = st.lists(
    st.tuples(clocks, st.lists(events, max_size=2), st.lists(says, min_size=1, max_size=5)), min_size=5, max_size=8
)


@dataclass
class Play:
    """Does each step to the product and tells the judge."""

    workspace: Workspace
    loopback: Loopback
    world: World
    said: dict[str, Said] = field(default_factory=dict)
    merges: list[tuple[frozenset[int], Merge]] = field(default_factory=list)
    suppressions: list[tuple[Suppression, Any]] = field(default_factory=list)
    batches: dict[int, Batch] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.workspace.clock.now()

    def say(self, source: int, transport: str, how: str, text: int, batch: int | None, reward: str) -> None:
        key = f"m{len(self.said)}"
        marketing, urgent = how == "marketing", how == "urgent"
        batch = None if urgent else batch
        self.said[key] = Said(key, source, transport, marketing, urgent, WORDS[text], batch, reward)
        effect = Effect(
            key, source, transport, MARKETING if marketing else SERVICE, TRANSACTIONAL if urgent else BULK,
            content={"text": WORDS[text]}, reward_trigger=reward,
        )  # fmt: skip
        queue_messages(self.workspace, [effect], batch=None if batch is None else self._batch(batch))

    def _batch(self, number: int) -> Batch:
        if number not in self.batches:
            self.batches[number] = Batch.objects.create(
                workspace=self.workspace, name=str(number), transport="loopback", content_class=MARKETING, audience={},
                state=Batch.RUNNING, due_at=START, made_by="alice",
            )  # fmt: skip
        Batch.objects.filter(pk=self.batches[number].pk).update(state=Batch.RUNNING)
        return self.batches[number]

    def word(self, source: int, channel: str, how: str) -> None:
        tell_consents(self.workspace, [Told(source, ("marketing", channel), how, self.now)])
        self.world.words.append((source, channel, how, self.now))

    def merge(self, source: int, target: int) -> None:
        if target not in self.world.person(source):
            made = merge_members(self.workspace, source, target, because="drawn", by="alice")
            self.merges.append((self.world.merge(source, target), made))

    def part(self, number: int) -> None:
        if self.merges:
            decided, merge = self.merges.pop(number % len(self.merges))
            assert merge.decision is not None
            undo_decision(merge.decision, by="alice")
            self.world.merged.remove(decided)

    def permit(self, source: int, many: int, hours: int) -> None:
        ends = self.now + timedelta(hours=hours)
        Grant.objects.create(
            workspace=self.workspace, source_id=source, family="custom", kind="message", left=many, opened_at=self.now,
            expires_at=ends, key=f"g{len(self.world.grants)}",
        )  # fmt: skip
        self.world.grants.append((source, self.now, ends, many))

    def suppress(self, source: int, channel: str, reason: str) -> None:
        row = Suppression.objects.create(
            workspace=self.workspace, source_id=source, channel=channel, reason=reason, since=self.now, made_by="alice"
        )
        told = (source, channel, reason, self.now)
        self.suppressions.append((row, told))
        self.world.suppressed.append(told)

    def lift(self, number: int) -> None:
        if self.suppressions:
            row, told = self.suppressions.pop(number % len(self.suppressions))
            # Lifted from its beginning: whichever way the clock goes it holds no more.
            Suppression.objects.filter(pk=row.pk).update(until=row.since)
            self.world.suppressed.remove(told)

    def clock(self, hours: int) -> None:
        self.workspace.clock_stands_at = self.now + timedelta(hours=hours)
        self.workspace.save()

    def send(self) -> None:
        known = {number: canonicals_of(self.workspace, [number])[number] for number in PEOPLE}
        assert all(self.world.person(a) == {b for b in PEOPLE if known[b] == known[a]} for a in PEOPLE)
        before = {row.pk: (row.state, row.due_at) for row in Message.objects.all()}
        drain(self.workspace)
        self._judge_arrivals()
        for row in Message.objects.filter(state__in=[Message.DEFERRED, Message.DROPPED]):
            if (row.state, row.due_at) != before.get(row.pk):
                self._judge_held_back(row)
        assert not Message.objects.filter(state__in=Message.PENDING, due_at__lte=self.now).exists()

    def _judge_arrivals(self) -> None:
        for got in self.loopback.got[len(self.world.arrived) :]:
            said, to = self.said[got["effect_key"]], int(got["address"].rpartition("-")[2])
            assert got["member_id"] in self.world.person(said.source)
            assert to in self.world.person(said.source)
            broken = self.world.broken(said, self.now, to, got["member_id"], self.world.arrived)
            assert not broken, (said, self.now, broken)
            self.world.arrived.append(Arrived(said, self.now, to, got["member_id"]))

    def _judge_held_back(self, row: Message) -> None:
        said, member = self.said[row.effect_key], row.member_id
        mine = self.world.person(said.source)
        assert member in mine
        if row.rule == "frequency" and any(one.to in mine and one.at > self.now for one in self.world.arrived):
            # The clock was set back: what lies ahead may count more than it must, never less.
            return
        assert row.rule in self.world.broken(said, self.now, None, member, self.world.arrived), (said, row.rule)


@pytest.fixture
def begin(workspace: Workspace, loopback: Loopback) -> Callable[[], Play]:
    """Six people with addresses and what they followed; every play begins with them as they were."""
    for name, kind, more in (
        ("group", "wecom", {}),
        ("custom", "official_account", {"family": "custom"}),
        ("notice", "official_account", {"for_marketing": False}),
    ):
        register_transport(Transport(name, kind, Text(name, name), loopback.send, True, 100, **more))  # type: ignore[arg-type]
    for source in PEOPLE:
        Member.objects.create(workspace=workspace, member_id=source)
        for kind, channel in ADDRESSES.items():
            if channel in OWNS[source]:
                Identifier.objects.create(workspace=workspace, kind=kind, value=f"{kind}-{source}", source_id=source)
    rows = [
        {"key": f"{n}", "source_id": source, "type": what, "channel": channel, "occurred_at": at}
        for n, (source, channel, what, at) in enumerate(FACTS)
    ]
    load_batch(workspace, {"events": pa.Table.from_pylist(rows)})
    change_policy(command_line(workspace), POLICY, 0)

    def play() -> Play:
        for merge in Merge.objects.filter(undone_at=None):
            assert merge.decision is not None
            undo_decision(merge.decision, by="alice")
        for model in (Message, Batch, Grant, Suppression, Consent):
            model._default_manager.all().delete()
        loopback.got.clear()
        workspace.clock_stands_at = START
        workspace.save()
        return Play(workspace, loopback, World(PEOPLE, OWNS, FACTS))

    return play


@effort(45)
@given(rounds=rounds)
def test_no_sequence_of_events_and_sends_breaks_a_rule(begin: Callable[[], Play], rounds: list[Any]) -> None:
    play = begin()
    for source, channel in product(PEOPLE[:5], ["sms", "wecom", "official_account"]):
        play.word(source, channel, "given")
    for clock, events, says in rounds:
        for step, *told in [clock, *events, *says, ("send",)]:
            getattr(play, step)(*told)
