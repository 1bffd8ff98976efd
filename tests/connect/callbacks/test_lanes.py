"""Handlings are taken by one worker at a time, again when it dies, and tried again when they fail; the urgent never wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from siyu.accounts.models import User
from siyu.connect.callbacks import handlers, jobs
from siyu.connect.callbacks.handlers import PATIENT, URGENT, Event, Handler, Outcome, on_callback
from siyu.connect.callbacks.lanes import run_patient, run_urgent, work
from siyu.connect.callbacks.models import Callback, Handling
from siyu.connect.callbacks.taking import LEASES, MOST_ATTEMPTS, take
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from tests.conftest import MakeClient
from tests.connect.callbacks.platform import Platform, added

NOW = int(time.time())
LABEL = Text("试", "test")
Register = Callable[..., list[Event]]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Make a function the only handler, in a lane; what it was given is collected."""
    monkeypatch.setattr(handlers, "_handlers", {})

    def register(lane: str, act: Callable[[Event], Outcome] | None = None, needs: str = "") -> list[Event]:
        seen: list[Event] = []

        def handle(events: Sequence[Event]) -> list[Outcome]:
            seen.extend(events)
            return [act(event) if act else Outcome("done") for event in events]

        handler = Handler(f"test.{lane}", LABEL, "wecom", "", needs=needs, lane=lane)
        handler.__dict__["handle"] = handle
        on_callback(handler)
        return seen

    return register


def later(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def test_an_event_is_for_one_worker_until_its_lease_ends(
    platform: Platform, wecom: Channel, register: Register
) -> None:
    register(PATIENT)
    platform.tell(wecom, **added("wm1", CreateTime=NOW))
    first = take(PATIENT, 10)
    assert [event["ExternalUserID"] for event in first] == ["wm1"]
    assert take(PATIENT, 10) == []
    again = take(PATIENT, 10, later(LEASES[PATIENT].total_seconds() + 1))
    assert [event.handling_id for event in again] == [event.handling_id for event in first]


def test_only_events_with_what_a_handler_needs_are_its(platform: Platform, wecom: Channel, register: Register) -> None:
    seen = register(URGENT, needs="WelcomeCode")
    platform.tell(wecom, **added("wm1", CreateTime=NOW))
    platform.tell(wecom, **added("wm2", CreateTime=NOW, WelcomeCode="w"))
    assert work(URGENT) == 1
    assert seen[0]["ExternalUserID"] == "wm2"
    assert seen[0].deadline_at is not None


def test_what_fails_is_tried_again_later_and_then_shown(
    platform: Platform, wecom: Channel, register: Register, bob: User, api: MakeClient
) -> None:
    register(PATIENT, lambda event: Outcome("failed", Text("平台忙", "busy"), again=True))
    platform.tell(wecom, **added(CreateTime=NOW))
    for _ in range(MOST_ATTEMPTS):
        Handling.objects.update(due_at=later(-1))
        assert work(PATIENT) == 1
    handling = Handling.objects.get()
    assert (handling.outcome, handling.reason) == ("failed", {"zh-CN": "平台忙", "en": "busy"})
    listed = api(bob).get("/workspaces/shop/callbacks?outcome=failed").json()
    assert listed["items"][0]["handlings"][0]["can_retry"]
    assert api(bob).get("/workspaces/shop/callbacks?outcome=done").json()["items"] == []
    path = f"/workspaces/shop/callback-handlings/{handling.pk}/retries"
    assert api(bob).post(path).json()["outcome"] == "waiting"
    assert api(bob).post(path).status_code == 409
    assert work(PATIENT) == 1


def test_a_handler_that_breaks_leaves_a_reason(platform: Platform, wecom: Channel, register: Register) -> None:
    def fall_over(event: Event) -> Outcome:
        raise ZeroDivisionError

    register(PATIENT, fall_over)
    platform.tell(wecom, **added(CreateTime=NOW))
    work(PATIENT)
    handling = Handling.objects.get()
    assert handling.outcome == ""
    assert handling.reason is not None
    assert handling.due_at > datetime.now(UTC)


def test_what_is_over_is_forgotten_and_what_is_not_stays(
    platform: Platform, wecom: Channel, register: Register
) -> None:
    register(PATIENT)
    platform.tell(wecom, **added("wm1", CreateTime=NOW))
    work(PATIENT)
    platform.tell(wecom, **added("wm2", CreateTime=NOW))
    Callback.objects.update(received_at=later(-40 * 86_400))
    assert jobs.forget_callbacks.call() == 1
    assert Callback.objects.count() == Handling.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_urgent_go_on_while_the_patient_are_stuck(platform: Platform, wecom: Channel, register: Register) -> None:
    stuck, go, stop = threading.Event(), threading.Event(), threading.Event()

    def wait(event: Event) -> Outcome:
        stuck.set()
        assert go.wait(60)
        return Outcome("done")

    register(PATIENT, wait)
    welcomed = register(URGENT, needs="WelcomeCode")
    lanes = [threading.Thread(target=run, args=(stop,)) for run in (run_patient, run_urgent)]
    platform.tell(wecom, **added("wm0", CreateTime=NOW))
    for lane in lanes:
        lane.start()
    try:
        assert stuck.wait(60)
        for number in range(1, 20):
            platform.tell(wecom, **added(f"wm{number}", CreateTime=NOW, WelcomeCode=f"w{number}"))
        until = time.monotonic() + 60
        while len(welcomed) < 19 and time.monotonic() < until:
            time.sleep(0.02)
        assert sorted(event["WelcomeCode"] for event in welcomed) == sorted(f"w{number}" for number in range(1, 20))
    finally:
        go.set()
        stop.set()
        for lane in lanes:
            lane.join()
