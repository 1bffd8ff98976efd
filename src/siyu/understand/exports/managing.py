"""Making, changing, stopping and asking exports of segments; every change is audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.exports.dropping import drop_files
from siyu.understand.exports.models import ExportRun, SegmentExport
from siyu.understand.exports.permitted import refuse_unpermitted
from siyu.understand.exports.timing import Timing, checked
from siyu.understand.segments.models import Segment
from siyu.understand.segments.reading import find_segment

MOST_EXPORTS = 10
"""Of one segment."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export is to be."""

    every: str
    hour: int | None
    weekday: int | None
    content: str
    keep_days: int

    def fields(self) -> dict[str, Any]:
        """Return it as fields of the row."""
        return {name: getattr(self, name) for name in ("every", "hour", "weekday", "content", "keep_days")}


def make_export(access: Access, segment: str, wanted: Wanted) -> SegmentExport:
    """Write the segment to a file from now on, the first time when it is next due.

    Raises `Refusal` for an unknown segment (404), a timing of no use, content one may not see (403), and the eleventh.
    """
    found = find_segment(access.workspace, segment)
    timing = checked(wanted.every, wanted.hour, wanted.weekday)
    refuse_unpermitted(access, wanted.content)
    with transaction.atomic():
        Segment.objects.select_for_update().get(pk=found.pk)
        if SegmentExport.objects.filter(segment=found).count() >= MOST_EXPORTS:
            text = Text("一个分群最多 {n} 个定时导出", "a segment has at most {n} scheduled exports")
            mend = Text("请修改或删除已有的。", "Change or delete one of them.")
            raise Refusal("export.too_many", text.format(n=MOST_EXPORTS), mend=mend, status=409)
        export = SegmentExport(workspace=access.workspace, segment=found, **wanted.fields())
        _sign(export, access, timing)
        record(access, "segment_export.made", "segment", found.name, _told(export) | wanted.fields())
    return export


def change_export(access: Access, number: int, wanted: Wanted) -> SegmentExport:
    """Give an export another timing, content or time of keeping; who changes it answers for it from then on.

    Raises `Refusal` as `make_export` does. Files written before stay as long as they were to.
    """
    timing = checked(wanted.every, wanted.hour, wanted.weekday)
    refuse_unpermitted(access, wanted.content)
    with transaction.atomic():
        export = find_export(access.workspace, number, lock=True)
        before = {name: getattr(export, name) for name in wanted.fields()}
        for name, value in wanted.fields().items():
            setattr(export, name, value)
        _sign(export, access, timing)
        changed = {name: [before[name], value] for name, value in wanted.fields().items() if before[name] != value}
        record(access, "segment_export.changed", "segment", export.segment.name, _told(export) | {"fields": changed})
    return export


def stop_export(access: Access, number: int, *, stopped: bool) -> SegmentExport:
    """Stop writing by itself, or go on with the next due time: what was due meanwhile is not made up for."""
    with transaction.atomic():
        export = find_export(access.workspace, number, lock=True)
        if stopped != (export.stopped_at is not None):
            now = datetime.now(UTC)
            export.stopped_at = now if stopped else None
            export.due_at = Timing.of(export).next_after(now, export.workspace.zone)
            export.save()
            verb = "stopped" if stopped else "resumed"
            record(access, f"segment_export.{verb}", "segment", export.segment.name, _told(export))
    return export


def ask_run(access: Access, number: int) -> ExportRun:
    """Queue a file now, also of a stopped export. Raises `Refusal` (409) while one is being written."""
    from siyu.understand.exports.jobs import write_export

    with transaction.atomic():
        export = find_export(access.workspace, number, lock=True)
        if export.runs.filter(state__in=ExportRun.OPEN).exists():
            text = Text("这个导出正在进行", "this export is being written")
            raise Refusal("export.running", text, mend=Text("请稍候。", "Wait until it is done."), status=409)
        run = ExportRun.objects.create(
            export=export, content=export.content, by=access.by, touched_at=datetime.now(UTC)
        )
        record(access, "segment_export.asked", "segment", export.segment.name, _told(export) | {"run": run.pk})
        write_export.enqueue(run.pk)
    return run


def delete_export(access: Access, number: int) -> None:
    """Delete an export with its history and its files."""
    with transaction.atomic():
        export = find_export(access.workspace, number, lock=True)
        runs = list(export.runs.all())
        record(access, "segment_export.deleted", "segment", export.segment.name, _told(export) | {"files": len(runs)})
        export.delete()
        for run in runs:
            transaction.on_commit(partial(drop_files, run))


def find_export(workspace: Workspace, number: int, *, lock: bool = False) -> SegmentExport:
    """Return an export of the workspace; refuses an unknown one with 404."""
    found = SegmentExport.objects.select_for_update(of=("self",)) if lock else SegmentExport.objects.all()
    export = found.select_related("segment", "workspace").filter(workspace=workspace, pk=number).first()
    if export is None:
        text = Text("没有这个定时导出", "there is no such scheduled export")
        raise Refusal("export.unknown", text, where="export", status=404)
    return export


def _sign(export: SegmentExport, access: Access, timing: Timing) -> None:
    export.by, export.by_user, export.by_key = access.by, access.user, access.key
    export.due_at = timing.next_after(datetime.now(UTC), access.workspace.zone)
    export.save()


def _told(export: SegmentExport) -> dict[str, Any]:
    return {"export": export.pk, "content": export.content}
