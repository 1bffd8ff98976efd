"""What is due is claimed by one UPDATE and queued; a run whose job was lost is queued again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F

from siyu.jobs import enqueue_once
from siyu.understand.exports.models import ExportRun, SegmentExport
from siyu.understand.exports.timing import Timing, missed_until

LOST_AFTER = timedelta(minutes=10)


def claim_due(now: datetime | None = None) -> int:
    """Queue a run of every export that is due and not stopped, however often it was due; return how many."""
    now = now or datetime.now(UTC)
    due = SegmentExport.objects.filter(stopped_at=None, due_at__lte=now).select_related("workspace")
    return sum(_claim(export, now) for export in due.order_by("due_at"))


def take_up_lost(now: datetime | None = None) -> int:
    """Queue again what nobody has worked on for ten minutes; return how many."""
    from siyu.understand.exports.jobs import write_export

    lost = ExportRun.objects.filter(
        state__in=ExportRun.OPEN, touched_at__lt=(now or datetime.now(UTC)) - LOST_AFTER
    ).values_list("pk", flat=True)
    for number in list(lost):
        enqueue_once(write_export, number)
    return len(lost)


def _claim(export: SegmentExport, now: datetime) -> int:
    """Move the due time beyond now and queue one run for all that were due; a run not ended yet stands for it too."""
    from siyu.understand.exports.jobs import write_export

    timing, zone = Timing.of(export), export.workspace.zone
    missed = missed_until(timing, export.due_at, now, zone)
    with transaction.atomic():
        mine = SegmentExport.objects.filter(pk=export.pk, due_at=export.due_at, stopped_at=None)
        if not mine.update(due_at=timing.next_after(now, zone)):
            return 0
        if ExportRun.objects.filter(export=export, state__in=ExportRun.OPEN).update(missed=F("missed") + missed + 1):
            return 0
        run = ExportRun.objects.create(
            export=export, content=export.content, due_at=export.due_at, missed=missed, touched_at=now
        )
        write_export.enqueue(run.pk)
    return 1
