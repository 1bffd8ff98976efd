"""The two lanes of a worker: what has a deadline never waits behind what has none."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from django.db import OperationalError, close_old_connections, connections

from siyu.connect.callbacks.handlers import PATIENT, URGENT, Event, Outcome, handler_named
from siyu.connect.callbacks.models import Handling
from siyu.connect.callbacks.taking import release_dead, settle, take
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

log = logging.getLogger("siyu.callbacks")

LOOK_EVERY_SECONDS = {URGENT: 0.04, PATIENT: 0.25}
HANDS = {URGENT: 3, PATIENT: 1}
AT_ONCE = {URGENT: 100, PATIENT: 200}
"""The more are taken at once, the fewer commits each costs: a burst makes the sets larger, not the waiting longer."""
PAUSE_AFTER_FAILURE_SECONDS = 1.0
LONGEST_FAREWELL_SECONDS = 60.0
URGENT_WAITS = timedelta(seconds=0.3)
LONGEST_YIELD_SECONDS = 20.0
GONE = Text("处理它的功能已不存在", "what worked on it is no longer there")
BROKEN = Text("处理时出错，详见服务日志", "working on it failed; the server's log tells more")


def run_urgent(stop: threading.Event) -> None:
    """Work on events with a deadline until told to stop."""
    _run(URGENT, stop)


def run_patient(stop: threading.Event) -> None:
    """Work on all other events until told to stop."""
    _run(PATIENT, stop)


def work(lane: str) -> int:
    """Take what is due, work on it, settle it, and return how many events that were."""
    events = take(lane, AT_ONCE[lane])
    if events:
        settle(events, outcomes_of(events))
    return len(events)


def outcomes_of(events: Sequence[Event]) -> Sequence[Outcome]:
    """Return how each event ended; a handler that breaks has all of them tried again."""
    handler = handler_named(events[0].handler)
    if handler is None:
        return [Outcome(Handling.FAILED, GONE)] * len(events)
    try:
        return handler.handle(events)
    except Refusal as refusal:
        return [Outcome(Handling.FAILED, refusal.text, again=True)] * len(events)
    except Exception:
        log.exception("%s could not work on %d callbacks; they are tried again", handler.name, len(events))
        return [Outcome(Handling.FAILED, BROKEN, again=True)] * len(events)


def _run(lane: str, stop: threading.Event) -> None:
    """Take while a hand is free, so that one slow answer holds up a few events and not the lane."""
    if released := release_dead(lane):
        log.warning("%d callbacks of a worker that died are taken again", released)
    free = threading.Semaphore(HANDS[lane])
    with ThreadPoolExecutor(HANDS[lane], f"callbacks {lane}") as hands:
        while not stop.is_set():
            if lane == PATIENT:
                _yield_to_urgent(stop)
            if not free.acquire(timeout=LOOK_EVERY_SECONDS[lane]):
                continue
            events = _take(lane, stop)
            if events:
                hands.submit(_finish, events).add_done_callback(lambda _: free.release())
            else:
                free.release()
                stop.wait(LOOK_EVERY_SECONDS[lane])
        _let_go(hands, HANDS[lane])
    connections.close_all()


def _let_go(hands: ThreadPoolExecutor, count: int) -> None:
    """Have each hand close its connections; they wait for each other, so that none does it twice and another not at all."""
    together = threading.Barrier(count)

    def close() -> None:
        connections.close_all()
        together.wait(LONGEST_FAREWELL_SECONDS)

    for _ in range(count):
        hands.submit(close)


def _yield_to_urgent(stop: threading.Event) -> None:
    """Wait while something urgent does, though never so long that the patient would starve."""
    until = time.monotonic() + LONGEST_YIELD_SECONDS
    while not stop.is_set() and time.monotonic() < until:
        close_old_connections()
        late = datetime.now(UTC) - URGENT_WAITS
        try:
            if not Handling.objects.filter(lane=URGENT, outcome="", due_at__lt=late).exists():
                return
        except OperationalError:
            log.warning("the callbacks' database was busy; the lane looks again", exc_info=True)
        stop.wait(LOOK_EVERY_SECONDS[PATIENT])


def _take(lane: str, stop: threading.Event) -> list[Event]:
    close_old_connections()
    try:
        return take(lane, AT_ONCE[lane])
    except OperationalError:
        log.warning("the callbacks' database was busy; the lane looks again", exc_info=True)
        stop.wait(PAUSE_AFTER_FAILURE_SECONDS)
        return []


def _finish(events: list[Event]) -> None:
    """Work and settle; what can't be settled is taken again once its lease ends."""
    close_old_connections()
    try:
        settle(events, outcomes_of(events))
    except Exception:
        log.exception("%d callbacks could not be settled; they are taken again", len(events))
        connections.close_all()
