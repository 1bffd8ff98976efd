"""The declared schedules: which job runs how often. Real time in UTC; a job asks each workspace's clock itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.module_loading import import_string

DAY = timedelta(days=1)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job by its import path, run `every` so often, `offset` after midnight UTC."""

    name: str
    path: str
    every: timedelta
    offset: timedelta

    def next_after(self, instant: datetime) -> datetime:
        """Return the first due instant after `instant`; what was missed meanwhile is not made up for."""
        start = _EPOCH + self.offset
        return start + ((instant - start) // self.every + 1) * self.every


SCHEDULES: dict[str, Scheduled] = {}


def schedule(name: str, path: str, *, every: timedelta = DAY, offset: timedelta = timedelta(0)) -> None:
    """Declare a schedule; called from an `apps.py`, so the job is named by path and imported when it is due."""
    SCHEDULES[name] = Scheduled(name, path, every, offset)


AT_START: list[str] = []


def at_start(path: str) -> None:
    """Declare a job that every worker queues when it starts: finishing what a crash left half done."""
    AT_START.append(path)


def enqueue_at_start() -> None:
    """Queue the jobs declared for the start of a worker."""
    for path in AT_START:
        import_string(path).enqueue()


def enqueue_due(now: datetime) -> list[str]:
    """Queue the jobs of all schedules that are due and return their names; one worker claims each due instant."""
    return [declared.name for declared in SCHEDULES.values() if _claim(declared, now)]


def _claim(declared: Scheduled, now: datetime) -> bool:
    from django.db import transaction

    from siyu.jobs.models import Schedule

    upcoming = declared.next_after(now)
    row, is_new = Schedule.objects.get_or_create(name=declared.name, defaults={"due_at": upcoming})
    if is_new or row.due_at > now:
        return False
    with transaction.atomic():
        claimed = Schedule.objects.filter(pk=row.pk, due_at=row.due_at).update(due_at=upcoming) == 1
        if claimed:
            import_string(declared.path).enqueue()
    return claimed
