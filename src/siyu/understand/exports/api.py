"""Endpoints of scheduled exports of segments: what is written when, the history, and the files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import FileResponse, HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit
from siyu.understand.exports.models import ExportRun, SegmentExport

router = Router(tags=["segment exports"])
Every = Literal["hour", "day", "week"]
Content = Literal["masked", "full"]
KeepDays = Annotated[int, Field(ge=1, le=90)]
Name = Annotated[str, Field(max_length=64)]


class ExportProblem(Schema):
    code: str
    message: Label
    where: str | None
    mend: Label | None


class ExportRunOut(Schema):
    id: int
    state: Literal["queued", "running", "done", "failed"]
    content: Content
    by: str
    due_at: datetime | None
    missed: int
    made_at: datetime
    finished_at: datetime | None
    segment_version: int | None
    evaluated_at: datetime | None
    rows: int | None
    erased_rows: int
    file_bytes: int | None
    sha256: str
    has_file: bool
    expires_at: datetime | None
    dropped_at: datetime | None
    error: ExportProblem | None


class SegmentExportOut(Schema):
    id: int
    segment: str
    every: Every
    hour: int | None
    weekday: int | None
    content: Content
    keep_days: int
    due_at: datetime
    stopped_at: datetime | None
    by: str
    made_at: datetime
    changed_at: datetime
    last: ExportRunOut | None


class SegmentExports(Schema):
    items: list[SegmentExportOut]
    next: str | None = None
    total: int


class ExportRuns(Schema):
    items: list[ExportRunOut]
    next: str | None
    total: int


class ExportChange(Body):
    every: Every
    hour: int | None = None
    weekday: int | None = None
    content: Content = "masked"
    keep_days: KeepDays = 14


class NewExport(ExportChange):
    segment: Name


@router.get("/segment-exports", response=SegmentExports, summary="List scheduled exports")
def list_exports(request: HttpRequest, workspace: Path[str], segment: Name | None = None) -> Any:
    """Return all scheduled exports, or those of a segment, each with its last run; hours are of the workspace's zone."""
    from siyu.understand.exports.reading import exports_of

    found = exports_of(require(request, workspace, "segments.view").workspace, segment)
    items = [_shown(export) for export in found]
    return {"items": items, "total": len(items)}


@router.post("/segment-exports", response={201: SegmentExportOut}, summary="Export a segment on a schedule")
def create_export(request: HttpRequest, workspace: Path[str], body: NewExport) -> Any:
    """Write the segment to a file every hour, day or week; `full` shows personal data and takes the permission to reveal."""
    from siyu.understand.exports.managing import make_export

    access = require(request, workspace, "segments.export")
    return Status(201, _shown(make_export(access, body.segment, _wanted(body))))


@router.get("/segment-exports/{int:export}", response=SegmentExportOut, summary="Read a scheduled export")
def read_export(request: HttpRequest, workspace: Path[str], export: int) -> Any:
    """Return one scheduled export with its last run."""
    from siyu.understand.exports.managing import find_export

    return _shown(find_export(require(request, workspace, "segments.view").workspace, export))


@router.put("/segment-exports/{int:export}", response=SegmentExportOut, summary="Change a scheduled export")
def replace_export(request: HttpRequest, workspace: Path[str], export: int, body: ExportChange) -> Any:
    """Give it another timing, content or time of keeping; who changes it answers for it from then on."""
    from siyu.understand.exports.managing import change_export

    access = require(request, workspace, "segments.export")
    return _shown(change_export(access, export, _wanted(body)))


@router.delete("/segment-exports/{int:export}", response={204: None}, summary="Delete a scheduled export")
def remove_export(request: HttpRequest, workspace: Path[str], export: int) -> Any:
    """Delete it with its history and its files."""
    from siyu.understand.exports.managing import delete_export

    delete_export(require(request, workspace, "segments.export"), export)
    return Status(204, None)


@router.post("/segment-exports/{int:export}/stops", response={201: SegmentExportOut}, summary="Stop a scheduled export")
def stop(request: HttpRequest, workspace: Path[str], export: int) -> Any:
    """Write files only when asked."""
    from siyu.understand.exports.managing import stop_export

    access = require(request, workspace, "segments.export")
    return Status(201, _shown(stop_export(access, export, stopped=True)))


@router.post(
    "/segment-exports/{int:export}/resumptions", response={201: SegmentExportOut}, summary="Resume a scheduled export"
)
def resume(request: HttpRequest, workspace: Path[str], export: int) -> Any:
    """Write files by itself again, from the next due time on."""
    from siyu.understand.exports.managing import stop_export

    access = require(request, workspace, "segments.export")
    return Status(201, _shown(stop_export(access, export, stopped=False)))


@router.get("/segment-exports/{int:export}/runs", response=ExportRuns, summary="List the runs of an export")
def list_runs(
    request: HttpRequest, workspace: Path[str], export: int, cursor: str | None = None, limit: Limit = 50
) -> Any:
    """List what was written, the newest first: rows, bytes, checksum, when, and why not."""
    from siyu.understand.exports.managing import find_export
    from siyu.understand.exports.reading import runs_of

    found = find_export(require(request, workspace, "segments.view").workspace, export)
    listed = runs_of(found, cursor, limit)
    return {"items": [_run(run) for run in listed.items], "next": listed.next, "total": listed.total}


@router.post("/segment-exports/{int:export}/runs", response={202: ExportRunOut}, summary="Write an export now")
def create_run(request: HttpRequest, workspace: Path[str], export: int) -> Any:
    """Queue a file, also of a stopped export."""
    from siyu.understand.exports.managing import ask_run

    return Status(202, _run(ask_run(require(request, workspace, "segments.export"), export)))


@router.get("/segment-export-runs/{int:run}/file", summary="Download an export")
def read_export_file(request: HttpRequest, workspace: Path[str], run: int) -> FileResponse:
    """Stream the CSV; personal data takes the permission to reveal; every download is kept in the audit log."""
    from siyu.understand.exports.reading import file_name_of, open_file_of

    found, file = open_file_of(require(request, workspace, "segments.export"), run)
    return FileResponse(file, as_attachment=True, filename=file_name_of(found), content_type="text/csv; charset=utf-8")


def _wanted(body: ExportChange) -> Any:
    from siyu.understand.exports.managing import Wanted

    return Wanted(body.every, body.hour, body.weekday, body.content, body.keep_days)


def _shown(export: SegmentExport) -> dict[str, Any]:
    own = [name for name in SegmentExportOut.model_fields if name not in ("segment", "last")]
    last = export.runs.order_by("-pk").first()
    row = {name: getattr(export, name) for name in own}
    return {**row, "segment": export.segment.name, "last": last and _run(last)}


def _run(run: ExportRun) -> dict[str, Any]:
    return {name: getattr(run, name) for name in ExportRunOut.model_fields}
