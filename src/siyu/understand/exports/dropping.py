"""Files that go: at the end of their days, with their export, and after a failed run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from siyu.understand.exports.models import ExportRun, folder

HISTORY_DAYS = 400
"""So long the history tells of a run whose file is gone."""


def drop_files(run: ExportRun) -> None:
    """Delete every edition of the run's file."""
    if run.stem:
        for path in folder().glob(f"{run.stem}-*"):
            path.unlink(missing_ok=True)


def drop_older_editions(run: ExportRun) -> None:
    """Delete what a crash left beside the edition that counts."""
    for path in folder().glob(f"{run.stem}-*") if run.stem else ():
        if path != run.file:
            path.unlink(missing_ok=True)


def drop_expired(now: datetime | None = None) -> int:
    """Delete the files whose days are over, forget runs of more than a year ago, and return how many files went."""
    now = now or datetime.now(UTC)
    old = list(ExportRun.objects.filter(expires_at__lte=now, dropped_at=None))
    for run in old:
        drop_files(run)
        ExportRun.objects.filter(pk=run.pk).update(dropped_at=now)
    ended = ExportRun.objects.exclude(state__in=ExportRun.OPEN)
    ended.filter(made_at__lt=now - timedelta(days=HISTORY_DAYS)).delete()
    return len(old)
