"""The queue's own upkeep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django_tasks_db.models import DBTaskResult

from siyu.jobs.queue import MAINTENANCE, job

KEPT = timedelta(days=7)
_AT_ONCE = 1000


@job(queue=MAINTENANCE)
def forget_finished_jobs() -> int:
    """Delete jobs that finished more than a week ago and return how many."""
    forgotten = 0
    old = DBTaskResult.objects.finished().filter(finished_at__lt=datetime.now(UTC) - KEPT)
    while ids := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        forgotten += DBTaskResult.objects.filter(pk__in=ids).delete()[0]
    return forgotten
