"""Takes one job after the other from a queue: claimed by one UPDATE, run, its outcome written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import OperationalError
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as Runner
from django_tasks_db.models import DBTaskResult

from siyu.jobs.queue import QUEUES

MOST_ATTEMPTS = 3
_PAUSE_BEFORE_RETRY = timedelta(seconds=5)
_TRANSIENT = f"{OperationalError.__module__}.{OperationalError.__qualname__}"


def run_next(queues: Sequence[str], worker: str) -> bool:
    """Run the next ready job of the queues; False when there was none.

    A job that fails because the database was busy becomes ready again a little later, at most twice.
    """
    claimed = claim_next(queues, worker)
    if claimed is None:
        return False
    _runner(worker).run_task(claimed)
    if claimed.status == TaskResultStatus.FAILED and claimed.exception_class_path == _TRANSIENT:
        _offer_again(claimed)
    return True


def drain(queues: Sequence[str] = QUEUES, *, at_most: int = 1000) -> int:
    """Run what is ready in this process until nothing is, and return the count.

    For tests and for a command before any worker runs: it does not beat, so a worker beside it would take its job over.
    """
    ran = 0
    while ran < at_most and run_next(queues, "here"):
        ran += 1
    return ran


def claim_next(queues: Sequence[str], worker: str) -> DBTaskResult[Any, Any] | None:
    """Return the next ready job, now running for this worker, or None."""
    for job in DBTaskResult.objects.ready().filter(queue_name__in=queues)[:5]:
        mine = {
            "status": TaskResultStatus.RUNNING,
            "started_at": datetime.now(UTC),
            "worker_ids": [*job.worker_ids, worker],
        }
        if DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.READY).update(**mine):
            return DBTaskResult.objects.get(pk=job.pk)
    return None


def _offer_again(job: DBTaskResult[Any, Any]) -> None:
    if len(job.worker_ids) < MOST_ATTEMPTS:
        DBTaskResult.objects.filter(pk=job.pk).update(
            status=TaskResultStatus.READY, run_after=datetime.now(UTC) + _PAUSE_BEFORE_RETRY * len(job.worker_ids)
        )


def _runner(worker: str) -> Runner:
    return Runner(
        queue_names=list(QUEUES),
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker,
        excluded_queue_names=[],
    )
