"""Finds workers that died and makes their jobs ready again."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from siyu.jobs.lanes import MOST_ATTEMPTS
from siyu.jobs.models import Worker

LEASE = timedelta(seconds=30)
"""A worker beats every few seconds; one that was silent this long is dead, or so stuck that it counts as dead."""


class WorkerDiedError(RuntimeError):
    """A job's worker died as often as a job is tried."""


def is_alive(worker: Worker, now: datetime) -> bool:
    """Tell whether the worker beats; on this machine a missing process is noticed at once."""
    return now - worker.seen_at < LEASE and (worker.host != socket.gethostname() or _runs(worker.pid))


def recover(now: datetime | None = None) -> int:
    """Make the running jobs of dead workers ready again, or failed after the last attempt; return how many."""
    now = now or datetime.now(UTC)
    alive = {worker.name for worker in Worker.objects.all() if is_alive(worker, now)}
    Worker.objects.exclude(name__in=alive).filter(seen_at__lt=now - LEASE).delete()
    running = DBTaskResult.objects.running()
    return sum(_give_back(job) for job in running if not job.worker_ids or job.worker_ids[-1] not in alive)


def _give_back(job: DBTaskResult[Any, Any]) -> int:
    if len(job.worker_ids) >= MOST_ATTEMPTS:
        job.set_failed(WorkerDiedError(f"gave up after {len(job.worker_ids)} workers died running it"))
        return 1
    still_its = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at)
    return still_its.update(status=TaskResultStatus.READY, started_at=None)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
