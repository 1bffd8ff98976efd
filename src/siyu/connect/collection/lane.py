"""The loop of a worker that loads the inbox, one workspace after another, a batch at a time."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, close_old_connections

from siyu.accounts.models import Workspace
from siyu.connect.collection.loading import load_inbox
from siyu.connect.inbox.batches import waiting_workspaces
from siyu.lib.errors import Refusal

log = logging.getLogger("siyu.collection")

LOOK_EVERY_SECONDS = 0.25
PACE_SECONDS = 0.5
"""A batch is begun at most so often in one workspace: every load adds small files to the lake."""
PAUSE_AFTER_FAILURE_SECONDS = 5.0
TIDY_EVERY_LOADS = 60


def run(stop: threading.Event, lane: int = 0, lanes: int = 1) -> None:
    """Load what waits in the workspaces of this lane until told to stop; a batch that fails is tried again."""
    loads: dict[int, int] = {}
    while not stop.is_set():
        close_old_connections()
        started = time.monotonic()
        found = sum(_load(workspace_id, loads) for workspace_id in _mine(lane, lanes))
        rest = (PACE_SECONDS if found else LOOK_EVERY_SECONDS) - (time.monotonic() - started)
        stop.wait(PAUSE_AFTER_FAILURE_SECONDS if found < 0 else max(rest, 0.01))


def _mine(lane: int, lanes: int) -> list[int]:
    try:
        return [workspace_id for workspace_id in waiting_workspaces() if workspace_id % lanes == lane]
    except OperationalError:
        log.warning("the inbox was busy; the lane looks again", exc_info=True)
        return []


def _load(workspace_id: int, loads: dict[int, int]) -> int:
    """Load one batch; -1 when it failed and is to be tried again after a pause."""
    try:
        workspace = Workspace.objects.get(pk=workspace_id)
        with _not_collecting():
            events = load_inbox(workspace)
    except (OperationalError, Refusal):
        log.warning("a batch of workspace %s waits: the database or its lane is busy", workspace_id, exc_info=True)
        return -1
    except Exception:
        log.exception("a batch of workspace %s could not be loaded; it is tried again", workspace_id)
        return -1
    loads[workspace_id] = loads.get(workspace_id, 0) + 1
    if loads[workspace_id] % TIDY_EVERY_LOADS == 0:
        _tidy(workspace)
    return events


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Keep Python from walking over a batch's many small objects again and again; none of them refers to another."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _tidy(workspace: Workspace) -> None:
    """Ask for upkeep: many loads leave many small files."""
    from siyu.connect.loads.jobs import tidy_lake
    from siyu.jobs import enqueue_once

    enqueue_once(tidy_lake, workspace.slug)
