"""The two loops of a worker: the transactional lane, and the bulk lane that takes a chunk of every batch in turn."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count

from django.db import OperationalError, close_old_connections
from django.db.models import Exists, OuterRef, Q

from siyu.accounts.models import Workspace
from siyu.engage.messaging.batches import finish_batch
from siyu.engage.messaging.deciding import claim_due, due_messages
from siyu.engage.messaging.models import BULK, TRANSACTIONAL, Batch, Message
from siyu.engage.messaging.recovering import recover_messages
from siyu.engage.messaging.sending import send_claimed

log = logging.getLogger("siyu.messaging")

LOOK_EVERY_SECONDS = 0.1
LEAST_PAUSE_SECONDS = 0.02
PAUSE_SHARE = 0.5
"""After each chunk the bulk lane leaves the database to others, for a part of the time the chunk took."""
PAUSE_AFTER_FAILURE_SECONDS = 5.0
RECOVER_EVERY = 100
AT_ONCE = {TRANSACTIONAL: 50, BULK: 150}
MOST_PATIENCE_SECONDS = 1.0
"""So long the bulk lane lets transactional messages that are due go first, before it goes on beside them."""


def run_transactional(stop: threading.Event) -> None:
    """Send transactional messages as they come, until told to stop."""
    _run(stop, lambda: waiting_workspaces(TRANSACTIONAL), lambda workspace: send_due(workspace, TRANSACTIONAL))


def run_bulk(stop: threading.Event) -> None:
    """Send bulk messages, a chunk of each batch in turn, until told to stop; settle what a dead sender left."""
    looks = count()

    def find() -> list[Workspace]:
        if next(looks) % RECOVER_EVERY == 0:
            recover_messages()
        return waiting_workspaces(BULK)

    _run(stop, find, lambda workspace: _bulk_round(workspace, stop))


def waiting_workspaces(lane: str) -> list[Workspace]:
    """Return the workspaces in which a lane may have something to do: one question, however many brands there are."""
    alone = Message.objects.filter(workspace=OuterRef("pk"), lane=lane, batch=None, state__in=Message.PENDING)
    wanted = Q(Exists(alone))
    if lane == BULK:
        wanted |= Q(Exists(Batch.objects.filter(workspace=OuterRef("pk"), state=Batch.RUNNING)))
    return list(Workspace.objects.filter(wanted).order_by("pk"))


def send_due(workspace: Workspace, lane: str, batch: Batch | None = None) -> int:
    """Decide and send one chunk; return how many messages were decided."""
    claim = claim_due(workspace, lane, batch, most=AT_ONCE[lane])
    if claim.messages:
        send_claimed(workspace, claim)
    return claim.decided


def drain(workspace: Workspace) -> int:
    """Decide and send all that is due now in both lanes, and return how many messages were decided."""
    decided = 0
    while True:
        some = sum(send_due(workspace, *where) for where in [(TRANSACTIONAL, None), *_bulk_parts(workspace)])
        if not some:
            return decided
        decided += some


def _bulk_round(workspace: Workspace, stop: threading.Event) -> int:
    decided = 0
    for lane, batch in _bulk_parts(workspace):
        if stop.is_set():
            break
        _let_pass(workspace, stop)
        began = time.monotonic()
        some = send_due(workspace, lane, batch)
        if batch is not None and not some:
            finish_batch(batch)
        decided += some
        stop.wait(max(LEAST_PAUSE_SECONDS, PAUSE_SHARE * (time.monotonic() - began)))
    return decided


def _let_pass(workspace: Workspace, stop: threading.Event) -> None:
    """Wait while transactional messages are due: they want the same lock."""
    given_up_at = time.monotonic() + MOST_PATIENCE_SECONDS
    while time.monotonic() < given_up_at and not stop.is_set():
        if not due_messages(workspace, TRANSACTIONAL, None, workspace.clock.now(), 1):
            return
        stop.wait(LEAST_PAUSE_SECONDS)


def _bulk_parts(workspace: Workspace) -> Iterator[tuple[str, Batch | None]]:
    yield BULK, None
    for batch in Batch.objects.filter(workspace=workspace, state=Batch.RUNNING).order_by("pk"):
        yield BULK, batch


def _run(stop: threading.Event, find: Callable[[], list[Workspace]], work: Callable[[Workspace], int]) -> None:
    while not stop.is_set():
        close_old_connections()
        done = [_look(workspace, work) for workspace in _found(find)]
        if None in done:
            stop.wait(PAUSE_AFTER_FAILURE_SECONDS)
        elif not any(done):
            stop.wait(LOOK_EVERY_SECONDS)


def _found(find: Callable[[], list[Workspace]]) -> list[Workspace]:
    try:
        return find()
    except OperationalError:
        log.warning("the database was busy; the lane looks again", exc_info=True)
        return []


def _look(workspace: Workspace, work: Callable[[Workspace], int]) -> int | None:
    """Do the work of one workspace, whatever became of another's; None when it failed."""
    try:
        return work(workspace)
    except OperationalError:
        log.warning("the database was busy; messages of %s wait", workspace.slug, exc_info=True)
        return 0
    except Exception:
        log.exception("a lane of messages of %s failed; it is tried again", workspace.slug)
        return None
