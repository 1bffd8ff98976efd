"""Exports and runs as they are listed and fetched."""

from __future__ import annotations

from typing import BinaryIO

from django.db.models import QuerySet

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.imports.listing import Found, sorted_page
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.exports.models import ExportRun, SegmentExport
from siyu.understand.exports.permitted import refuse_unpermitted

RUN_SORTS = {"made": ("pk", int)}


def exports_of(workspace: Workspace, segment: str | None = None) -> QuerySet[SegmentExport]:
    """Return the exports of the workspace, or of one of its segments, the oldest first."""
    found = SegmentExport.objects.filter(workspace=workspace).select_related("segment", "workspace").order_by("pk")
    return found if segment is None else found.filter(segment__name=segment)


def runs_of(export: SegmentExport, cursor: str | None, limit: int) -> Found:
    """Return a page of the history, the newest first."""
    return sorted_page(ExportRun.objects.filter(export=export), "-made", RUN_SORTS, cursor, limit)


def find_run(workspace: Workspace, number: int) -> ExportRun:
    """Return a run of the workspace; refuses an unknown one with 404."""
    runs = ExportRun.objects.select_related("export__segment", "export__workspace")
    run = runs.filter(export__workspace=workspace, pk=number).first()
    if run is None:
        raise Refusal("export.unknown_run", Text("没有这次导出", "there is no such run"), where="run", status=404)
    return run


def open_file_of(access: Access, number: int) -> tuple[ExportRun, BinaryIO]:
    """Open a run's file and note it in the audit log.

    Raises `Refusal`: 403 for personal data one may not see, 404 when there is no file or none any more.
    """
    run = find_run(access.workspace, number)
    refuse_unpermitted(access, run.content)
    try:
        file = run.file.open("rb") if run.state == ExportRun.DONE and run.dropped_at is None else None
    except FileNotFoundError:
        file = None
    if file is None:
        text = Text("文件尚未生成，或已过保留期", "there is no file yet, or it is kept no longer")
        mend = Text("请重新运行这个导出。", "Run the export again.")
        raise Refusal("export.no_file", text, where="run", mend=mend, status=404)
    told = {"export": run.export_id, "run": run.pk, "members": run.rows, "content": run.content}
    record(access, "segment_export.downloaded", "segment", run.export.segment.name, told)
    return run, file


def file_name_of(run: ExportRun) -> str:
    """Return what the file is called when it is fetched: the segment and the instant in UTC."""
    at = run.finished_at or run.made_at
    return f"{run.export.segment.name}-{at:%Y%m%dT%H%MZ}.csv"
