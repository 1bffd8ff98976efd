"""Stopping an import between two chunks, and forgetting files nobody needs any more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from siyu.connect.imports.models import Import, Upload

UPLOADS_KEPT = timedelta(days=7)


def stop_import(run: Import) -> None:
    """Ask an import to stop; one that has not begun stops at once. What it has loaded stays."""
    now = datetime.now(UTC)
    Import.objects.filter(pk=run.pk, stop_asked_at=None).update(stop_asked_at=now)
    Import.objects.filter(pk=run.pk, state=Import.QUEUED).update(state=Import.STOPPED, finished_at=now)
    run.refresh_from_db()


def resume_import(run: Import) -> None:
    """Let a stopped import go on where it was; whoever calls this also runs it or queues the job."""
    resumed = Import.objects.filter(pk=run.pk, state=Import.STOPPED)
    resumed.update(state=Import.QUEUED, stop_asked_at=None, finished_at=None)
    run.refresh_from_db()


def drop_old_uploads() -> int:
    """Delete uploaded files older than a week that no unfinished import needs; return how many."""
    needed = Import.objects.filter(state__in=[Import.QUEUED, Import.RUNNING]).values("upload")
    old = Upload.objects.filter(path="", dropped_at=None, made_at__lt=datetime.now(UTC) - UPLOADS_KEPT)
    dropped = 0
    for upload in old.exclude(pk__in=needed):
        upload.file.unlink(missing_ok=True)
        Upload.objects.filter(pk=upload.pk).update(dropped_at=datetime.now(UTC))
        dropped += 1
    return dropped + _drop_orphans()


def _drop_orphans() -> int:
    """Delete old files that no row names: what a crash left between writing a file and noting it."""
    folder = Path(settings.SIYU_HOME) / "uploads"
    before = (datetime.now(UTC) - UPLOADS_KEPT).timestamp()
    dropped = 0
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.stat().st_mtime < before and not Upload.objects.filter(name=file.name, dropped_at=None).exists():
            file.unlink(missing_ok=True)
            dropped += 1
    return dropped
