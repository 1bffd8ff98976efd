"""The loop of a worker that keeps live segments and tags up to date, one workspace after another, a round at a time."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import OperationalError, close_old_connections

from siyu.accounts.models import Workspace
from siyu.connect.loads.leases import LeaseLostError
from siyu.connect.loads.reading import finished_load
from siyu.lib.clock import day_of
from siyu.lib.errors import Refusal
from siyu.understand.live.definitions import has_live, seen_of
from siyu.understand.live.evaluating import run_live
from siyu.understand.live.models import LiveNote, LiveState

log = logging.getLogger("siyu.live")

LOOK_EVERY_SECONDS = 0.1
TICK = timedelta(seconds=1)
"""How often it is looked whether a window of hours or minutes has closed for somebody."""
PAUSE_AFTER_FAILURE_SECONDS = 5.0


def run(stop: threading.Event) -> None:
    """Run rounds until told to stop; one that fails is begun again after a pause."""
    while not stop.is_set():
        close_old_connections()
        failed = sum(not _look(workspace) for workspace in _workspaces())
        stop.wait(PAUSE_AFTER_FAILURE_SECONDS if failed else LOOK_EVERY_SECONDS)


def needs_round(workspace: Workspace) -> bool:
    """Say whether anything happened, or so much time passed, that live members may be other ones now."""
    state = LiveState.objects.filter(workspace=workspace).first()
    if not has_live(workspace):
        return state is not None or LiveNote.objects.filter(workspace=workspace).exists()
    if state is None or state.load != finished_load(workspace) or state.seen != seen_of(workspace):
        return True
    now = workspace.clock.now()
    if now < state.at or day_of(now, workspace.zone) != day_of(state.at, workspace.zone):
        return True
    return (state.ticks and now >= state.at + TICK) or LiveNote.objects.filter(workspace=workspace).exists()


def _workspaces() -> list[Workspace]:
    try:
        return list(Workspace.objects.order_by("pk"))
    except OperationalError:
        log.warning("the database was busy; the live loop looks again", exc_info=True)
        return []


def _look(workspace: Workspace) -> bool:
    """Run a round where one is needed; False when it failed."""
    try:
        if needs_round(workspace):
            run_live(workspace, patience=0.0)
    except (OperationalError, LeaseLostError, Refusal) as error:
        if isinstance(error, Refusal) and error.code == "lease.held":
            return True
        log.warning("live evaluation of %s waits: the database or its lane is busy", workspace.slug, exc_info=True)
        return False
    except Exception:
        log.exception("live evaluation of %s failed; it is tried again", workspace.slug)
        return False
    return True
