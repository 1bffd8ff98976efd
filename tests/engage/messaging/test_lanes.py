"""The loops of a worker: they send what comes in, go on after a failure, and let no brand wait for another's."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from siyu.accounts.models import Workspace
from siyu.engage.messaging import lanes
from siyu.engage.messaging.models import SERVICE, TRANSACTIONAL, Batch, Message
from siyu.engage.messaging.queueing import Effect, queue_messages
from siyu.engage.messaging.transports import Outgoing, Result, Route, Transport, register_transport
from siyu.lib.text import Text
from siyu.unify.members.models import Member
from tests.engage.messaging.loopback import loopback

__all__ = ["loopback"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loopback")]


def test_both_lanes_send_for_every_brand_whatever_becomes_of_one(workspace: Workspace, elsewhere: Workspace) -> None:
    stop = threading.Event()
    sent: list[str] = []

    def send(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
        sent.extend(f"{route.workspace.slug} {message.effect_key}" for message in messages)
        return [Result("sent")] * len(messages)

    register_transport(Transport("bell", "bell", Text("铃", "Bell"), send, True, 10))
    for brand in (workspace, elsewhere):
        Member.objects.create(workspace=brand, member_id=1)
        batch = Batch.objects.create(
            workspace=brand, name="b", transport="bell", content_class=SERVICE, audience={}, state=Batch.RUNNING,
            due_at=brand.clock.now(), made_by="alice",
        )  # fmt: skip
        queue_messages(brand, [Effect("urgent", 1, "bell", SERVICE, TRANSACTIONAL)])
        queue_messages(brand, [Effect("bulk", 1, "bell", SERVICE, content={"n": 1})], batch=batch)

    rounds = 0

    def work(brand: Workspace) -> int:
        nonlocal rounds
        rounds += 1
        if rounds > 8:
            stop.set()
        if brand == workspace and rounds == 1:
            raise RuntimeError("broken once")
        return lanes.send_due(brand, TRANSACTIONAL)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lanes, "PAUSE_AFTER_FAILURE_SECONDS", 0.0)
        # The connection of the test must stay: closing it would end its transaction.
        patch.setattr(lanes, "close_old_connections", lambda: None)
        brands = {workspace, elsewhere}
        assert set(lanes.waiting_workspaces(TRANSACTIONAL)) == set(lanes.waiting_workspaces("bulk")) == brands
        lanes._run(stop, lambda: [workspace, elsewhere], work)
    assert sorted(sent) == ["elsewhere urgent", "shop urgent"]
    assert lanes.waiting_workspaces(TRANSACTIONAL) == []
    assert set(Message.objects.filter(lane="bulk").values_list("state", flat=True)) == {"waiting"}
    for brand in (workspace, elsewhere):
        lanes._bulk_round(brand, threading.Event())
    assert {row.state for row in Message.objects.filter(lane="bulk")} <= {"sent", "deferred"}


def test_a_batch_of_which_nothing_waits_is_finished(workspace: Workspace) -> None:
    batch = Batch.objects.create(
        workspace=workspace, name="b", transport="loopback", content_class=SERVICE, audience={}, state=Batch.RUNNING,
        due_at=workspace.clock.now(), made_by="alice",
    )  # fmt: skip
    lanes._bulk_round(workspace, threading.Event())
    batch.refresh_from_db()
    assert batch.state == Batch.FINISHED
