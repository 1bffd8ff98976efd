"""From the outbox to a platform: what is called, what became of it, and what a crash or a broken call leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.engage.messaging.deciding import claim_due
from siyu.engage.messaging.lanes import drain, send_due
from siyu.engage.messaging.models import BULK, SERVICE, TRANSACTIONAL, Grant, Message
from siyu.engage.messaging.outcomes import Heard, hear_of_messages, tell_lake
from siyu.engage.messaging.queueing import Effect, queue_messages
from siyu.engage.messaging.recovering import recover_messages
from siyu.engage.messaging.sending import send_claimed
from siyu.engage.messaging.transports import Outgoing, Result, Route, Transport, register_transport
from siyu.lib.text import Text
from siyu.unify.consents.models import Consent
from siyu.unify.members.models import Identifier, Member
from tests.engage.messaging.loopback import Loopback, loopback

__all__ = ["loopback"]
pytestmark = pytest.mark.django_db

NOON = datetime(2017, 6, 5, 16, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(hours=1)
Put = Callable[..., Message]


@pytest.fixture
def put(workspace: Workspace, loopback: Loopback) -> Put:
    """Queue a message to a new member with a phone; the clock stands at noon."""
    workspace.clock_stands_at = NOON
    workspace.save()

    def put(key: str, transport: str = "loopback", source: int = 0, **more: Any) -> Message:
        source = source or Member.objects.count() + 1
        if not Member.objects.filter(member_id=source).exists():
            Member.objects.create(workspace=workspace, member_id=source)
            Identifier.objects.create(workspace=workspace, kind="phone", value=f"+86138{source:08}", source_id=source)
        queue_messages(workspace, [Effect(key, source, transport, SERVICE, content={"text": key}, **more)])
        return Message.objects.get(effect_key=key)

    return put


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("effect_key", "state"))


def test_it_goes_to_the_address_with_its_key(put: Put, workspace: Workspace, loopback: Loopback) -> None:
    put("a")
    assert drain(workspace) == 1
    assert [(got["effect_key"], got["address"], got["content"]) for got in loopback.got] == [
        ("a", "+8613800000001", {"text": "a"})
    ]
    row = Message.objects.get()
    assert (row.state, row.platform_id, row.sent_at, row.attempts, row.lease) == ("sent", "p-a", NOON, 1, "")
    assert drain(workspace) == 0


def test_each_lane_takes_its_own(put: Put, workspace: Workspace) -> None:
    put("bulk")
    put("urgent", lane=TRANSACTIONAL)
    send_due(workspace, TRANSACTIONAL)
    assert states() == {"bulk": "waiting", "urgent": "sent"}
    send_due(workspace, BULK)
    assert states() == {"bulk": "sent", "urgent": "sent"}


def test_nothing_leaves_before_it_is_due_or_after_its_deadline(put: Put, workspace: Workspace) -> None:
    put("early", due_at=NOON + timedelta(minutes=1))
    put("late", deadline_at=NOON - timedelta(minutes=1))
    drain(workspace)
    assert states() == {"early": "waiting", "late": "dropped"}
    assert Message.objects.get(effect_key="late").rule == "deadline"


def test_what_a_platform_says_of_a_message_is_what_it_becomes(put: Put, workspace: Workspace, loopback) -> None:
    for state in ("sent", "delivered", "failed", "uncertain"):
        put(state)
        loopback.answers[state] = state
    drain(workspace)
    assert states() == {state: state for state in ("sent", "delivered", "failed", "uncertain")}


def test_what_was_not_taken_is_tried_again_later_and_at_last_given_up(put, workspace, loopback: Loopback) -> None:
    put("a")
    loopback.answers["a"] = "later"
    drain(workspace)
    row = Message.objects.get()
    assert (row.state, row.rule, row.sent_at) == ("deferred", "transport", None)
    assert row.leased_until > datetime.now(UTC)
    assert drain(workspace) == 0
    for _ in range(4):
        Message.objects.update(leased_until=None)
        drain(workspace)
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("failed", 5)


@pytest.mark.parametrize(("transport", "state"), [("loopback", "waiting"), ("once", "uncertain")])
def test_after_a_crash_only_what_can_be_repeated_is(put, workspace, loopback, transport: str, state: str) -> None:
    put("a", transport)
    claim = claim_due(workspace, BULK)
    assert recover_messages() == 0, "whoever holds the lease may be alive"
    send_claimed_and_die(workspace, claim.messages, loopback)
    assert recover_messages(LATER) == 1
    row = Message.objects.get()
    assert (row.state, row.reason) == (state, "sender died")
    drain(workspace)
    assert len(loopback.got) == 1, "the platform dropped the repeat, or there was none"
    send_claimed(workspace, claim)
    assert states() == {"a": "sent" if state == "waiting" else "uncertain"}, "who lost the lease writes nothing"


def send_claimed_and_die(workspace: Workspace, rows: Sequence[Message], loopback: Loopback) -> None:
    """Hand over, and write nothing down: what a kill between call and commit leaves."""
    loopback.take([{"effect_key": row.effect_key} for row in rows])


@pytest.mark.parametrize(("can_repeat", "state"), [(True, "deferred"), (False, "uncertain")])
def test_a_call_that_breaks_off(put: Put, workspace: Workspace, can_repeat: bool, state: str) -> None:
    def broken(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
        raise ConnectionResetError

    register_transport(Transport("broken", "sms", Text("断", "Broken"), broken, can_repeat, 10))
    put("a", "broken")
    drain(workspace)
    row = Message.objects.get()
    assert (row.state, row.reason) == (state, "ConnectionResetError")


def test_a_transport_gets_no_more_at_once_than_it_takes(put: Put, workspace: Workspace) -> None:
    sizes: list[int] = []

    def counting(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
        sizes.append(len(messages))
        return [Result("sent")] * len(messages)

    register_transport(Transport("small", "sms", Text("小", "Small"), counting, True, 2))
    for number in range(5):
        put(f"m{number}", "small")
    drain(workspace)
    assert sizes == [2, 2, 1]


def test_a_message_whose_template_nobody_knows_fails_and_the_others_go(put: Put, workspace: Workspace) -> None:
    put("lost", template="gone")
    put("fine")
    drain(workspace)
    assert states() == {"lost": "failed", "fine": "sent"}
    assert Message.objects.get(effect_key="lost").reason == "template.unknown"


def test_a_grant_is_used_up_and_given_back_when_nothing_was_taken(put: Put, workspace, loopback: Loopback) -> None:
    register_transport(Transport("chat", "sms", Text("客服", "Chat"), loopback.send, False, 10, family="custom"))
    put("a", "chat")
    Grant.objects.create(
        workspace=workspace, source_id=1, family="custom", kind="message", left=1, opened_at=NOON, key="g"
    )
    loopback.answers["a"] = "later"
    drain(workspace)
    assert Grant.objects.get().left == 1
    loopback.answers["a"] = "sent"
    Message.objects.update(leased_until=None)
    put("b", "chat", 1)
    drain(workspace)
    assert Grant.objects.get().left == 0
    assert sorted(states().values()) == ["dropped", "sent"]


def test_what_comes_back_is_kept_once_and_told_to_the_lake(put: Put, workspace: Workspace) -> None:
    put("a")
    drain(workspace)
    heard = [Heard("p-a", kind, NOON + timedelta(hours=hour)) for hour, kind in enumerate(["delivered", "opened", "unsubscribed"])]  # fmt: skip
    assert hear_of_messages(workspace, "loopback", heard) == 3
    assert hear_of_messages(workspace, "loopback", [*heard, Heard("p-x", "opened", NOON)]) == 3
    assert states() == {"a": "delivered"}
    consent = Consent.objects.get()
    assert (consent.source_id, consent.channel, consent.how, consent.source) == (1, "sms", "withdrawn", "event")
    assert tell_lake(workspace) == 4
    assert tell_lake(workspace) == 0
    with open_snapshot(workspace) as snapshot:
        facts = {
            table: snapshot.to_arrow(snapshot.facts(table).select("type", "source_id", "channel")).to_pylist()
            for table in ("touches", "events")
        }
    assert sorted(fact["type"] for fact in facts["touches"]) == ["delivered", "sent"]
    assert sorted(fact["type"] for fact in facts["events"]) == ["opened", "unsubscribed"]
    assert {(fact["source_id"], fact["channel"]) for some in facts.values() for fact in some} == {(1, "sms")}
