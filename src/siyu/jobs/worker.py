"""The worker process: one thread a lane, a heartbeat, the schedule, and jobs of the dead taken over."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import uuid
from datetime import UTC, datetime

from django.db import OperationalError, close_old_connections, connections

from siyu.jobs.lanes import run_next
from siyu.jobs.loops import LOOPS, Loop
from siyu.jobs.models import Worker
from siyu.jobs.queue import QUEUES
from siyu.jobs.recovery import recover
from siyu.jobs.schedule import enqueue_at_start, enqueue_due

POLL_SECONDS = 0.25
SWITCH_SECONDS = 0.0005
BEAT_SECONDS = 5.0

log = logging.getLogger("siyu.jobs")


def run_worker() -> int:
    """Run until SIGTERM or SIGINT, letting the jobs at hand finish; return the process's exit code.

    A second signal ends the process at once: the jobs then become ready again for the next worker.
    """
    # A thread that only computes keeps the interpreter for so long whenever another has waited for a disk or a socket: with the
    # usual 5 ms a message that waits for both forty times would take a fifth of a second.
    sys.setswitchinterval(SWITCH_SECONDS)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(1) if stop.is_set() else stop.set())
    worker = _enlist()
    recover()
    enqueue_at_start()
    lanes = [threading.Thread(target=_run_lane, args=(queue, worker.name, stop), name=queue) for queue in QUEUES]
    lanes += [threading.Thread(target=_run_loop, args=(loop, stop), name=loop.name) for loop in LOOPS.values()]
    for lane in lanes:
        lane.start()
    log.info("worker %s is ready", worker.name)
    is_well = _beat_until(stop, worker, lanes)
    for lane in lanes:
        lane.join()
    Worker.objects.filter(pk=worker.pk).delete()
    connections.close_all()
    return 0 if is_well else 1


def _enlist() -> Worker:
    return Worker.objects.create(
        name=uuid.uuid4().hex, host=socket.gethostname(), pid=os.getpid(), seen_at=datetime.now(UTC)
    )


def _beat_until(stop: threading.Event, worker: Worker, lanes: list[threading.Thread]) -> bool:
    """Beat, recover and look at the schedule until told to stop; False when a lane broke or others buried it."""
    while True:
        close_old_connections()
        now = datetime.now(UTC)
        try:
            if not Worker.objects.filter(pk=worker.pk).update(seen_at=now):
                # Asleep for too long: others counted it as dead and took its jobs over, so it must not go on as it.
                log.error("worker %s was given up for dead", worker.name)
                stop.set()
                return False
            recover(now)
            enqueue_due(now)
        except OperationalError:
            log.warning("the database was busy; the next beat tries again", exc_info=True)
        if stop.wait(BEAT_SECONDS):
            return True
        if not all(lane.is_alive() for lane in lanes):
            stop.set()
            return False


def _run_lane(queue: str, worker: str, stop: threading.Event) -> None:
    try:
        while not stop.is_set():
            close_old_connections()
            if not _ran_one(queue, worker):
                stop.wait(POLL_SECONDS)
    finally:
        connections.close_all()


def _run_loop(loop: Loop, stop: threading.Event) -> None:
    try:
        loop.function()(stop)
    finally:
        connections.close_all()


def _ran_one(queue: str, worker: str) -> bool:
    try:
        return run_next([queue], worker)
    except OperationalError:
        log.warning("the database was busy; the %s lane tries again", queue, exc_info=True)
        return False
