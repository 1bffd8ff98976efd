"""Endpoints of imports: kinds, uploads with proposed mappings, runs, and what was held back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpRequest, StreamingHttpResponse
from ninja import File, Form, Path, Router, Schema, Status
from ninja.files import UploadedFile

from siyu.accounts.access import Access, require
from siyu.accounts.audit import record
from siyu.connect.imports.kinds import all_kinds
from siyu.connect.imports.models import Import, Upload
from siyu.lib.bodies import Body
from siyu.lib.errors import Refusal
from siyu.lib.paging import Limit, page, read_cursor
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.connect.imports.handing_over import Glimpse

router = Router(tags=["imports"])


class FieldOut(Schema):
    name: str
    label: dict[str, str]
    type: str
    required: bool
    aliases: list[str]
    about: dict[str, str]
    example: str
    choices: list[str]


class KindOut(Schema):
    name: str
    label: dict[str, str]
    about: dict[str, str]
    identified: str
    open_prefix: str | None
    fields: list[FieldOut]


class ColumnOut(Schema):
    name: str
    type: str


class ProposalOut(Schema):
    kind: str
    score: float
    mapping: dict[str, Any]


class UploadOut(Schema):
    id: str
    filename: str
    bytes: int
    format: str
    encoding: str | None
    sheets: list[str]
    sheet: str
    columns: list[ColumnOut]
    rows_sampled: list[list[str | None]]
    proposals: list[ProposalOut]


class SheetIn(Body):
    sheet: str


class ImportIn(Body):
    upload: str
    kind: str
    mapping: dict[str, Any]
    dry_run: bool = False


class NoteOut(Schema):
    code: str
    text: dict[str, str]
    count: int


class ImportOut(Schema):
    id: str
    kind: str
    filename: str
    state: str
    dry_run: bool
    rows_read: int
    loaded: int
    repeated: int
    quarantined: int
    notes: list[NoteOut]
    error: dict[str, Any] | None
    progress: float
    rest_seconds: int | None
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    by: str


class ImportPage(Schema):
    items: list[ImportOut]
    next: str | None
    total: int


class ReasonOut(Schema):
    code: str
    field: str | None
    text: dict[str, str]


class QuarantinedOut(Schema):
    row_no: int
    reason: ReasonOut
    values: dict[str, str | None]


class QuarantinePage(Schema):
    items: list[QuarantinedOut]
    next: str | None
    total: int


@router.get("/import-kinds", response=list[KindOut])
def list_kinds(request: HttpRequest, workspace: Path[str]) -> Any:
    """List what can be imported, with every field and the column names by which it is recognised."""
    require(request, workspace, "imports.view")
    return [kind.as_dict() for kind in all_kinds()]


@router.post("/uploads", response={201: UploadOut})
def upload_file(
    request: HttpRequest,
    workspace: Path[str],
    file: File[UploadedFile],
    encoding: Form[str] = "",
    sheet: Form[str] = "",
) -> Any:
    """Hand over a CSV, JSON Lines (either may be gzipped), Excel or Parquet file.

    The answer shows its first rows and proposes mappings, the likeliest first. Of a workbook with several sheets the
    first is read unless `sheet` names another; `sheets` tells them all.
    """
    from siyu.connect.imports.handing_over import keep_upload

    access = require(request, workspace, "imports.run")
    upload, glimpse = keep_upload(
        access.workspace, file.chunks(), file.name or "", by=access.by, encoding=encoding or None, sheet=sheet or None
    )
    record(access, "upload.made", "upload", str(upload.pk), {"bytes": upload.bytes, "format": upload.format})
    return Status(201, _uploaded(access, upload, glimpse))


@router.put("/uploads/{upload_id}/sheet", response=UploadOut)
def read_other_sheet(request: HttpRequest, workspace: Path[str], upload_id: str, body: SheetIn) -> Any:
    """Read another sheet of an uploaded workbook; the answer is that of an upload."""
    from siyu.connect.imports.handing_over import choose_sheet

    access = require(request, workspace, "imports.run")
    upload = _upload_of(access, upload_id)
    if Import.objects.filter(upload=upload).exclude(dry_run=True).exists():
        raise Refusal("upload.used", Text("文件已经导入过", "the file has been imported"), where="upload", status=409)
    return _uploaded(access, upload, choose_sheet(upload, body.sheet))


@router.post("/imports", response={201: ImportOut})
def start_import(request: HttpRequest, workspace: Path[str], body: ImportIn) -> Any:
    """Import an upload by a mapping; with `dry_run` its rows are checked and nothing is loaded."""
    from siyu.connect.imports.handing_over import order_import
    from siyu.connect.imports.jobs import carry_out_import

    access = require(request, workspace, "imports.run")
    upload = _upload_of(access, body.upload)
    document = {**body.mapping, "imports": body.kind}
    with transaction.atomic():
        run = order_import(upload, document, by=access.by, dry_run=body.dry_run)
        record(access, "import.started", "import", str(run.pk), {"kind": run.kind, "dry_run": run.dry_run})
        carry_out_import.enqueue(run.pk)
    return Status(201, _as_dict(run))


@router.get("/imports", response=ImportPage)
def list_imports(request: HttpRequest, workspace: Path[str], cursor: str | None = None, limit: Limit = 50) -> Any:
    """List imports, the latest first."""
    access = require(request, workspace, "imports.view")
    runs = Import.objects.filter(workspace=access.workspace).select_related("upload").order_by("-pk")
    total = runs.count()
    if place := read_cursor(cursor, int):
        runs = runs.filter(pk__lt=place[0])
    shown, following = page(runs[: limit + 1], limit, lambda run: [run.pk])
    return {"items": [_as_dict(run) for run in shown], "next": following, "total": total}


@router.get("/imports/{import_id}", response=ImportOut)
def read_import(request: HttpRequest, workspace: Path[str], import_id: str) -> Any:
    """Return an import with its counts and how long the rest will take."""
    return _as_dict(_import_of(require(request, workspace, "imports.view"), import_id))


@router.post("/imports/{import_id}/stops", response={201: ImportOut})
def stop(request: HttpRequest, workspace: Path[str], import_id: str) -> Any:
    """Stop an import between two chunks; what it has loaded stays."""
    from siyu.connect.imports.stopping import stop_import

    access = require(request, workspace, "imports.run")
    run = _import_of(access, import_id)
    if run.is_over:
        raise Refusal("import.over", Text("导入已经结束", "the import is over"), status=409)
    with transaction.atomic():
        stop_import(run)
        record(access, "import.stopped", "import", import_id)
    return Status(201, _as_dict(run))


@router.post("/imports/{import_id}/resumptions", response={201: ImportOut})
def resume(request: HttpRequest, workspace: Path[str], import_id: str) -> Any:
    """Let a stopped import go on where it was."""
    from siyu.connect.imports.jobs import carry_out_import
    from siyu.connect.imports.stopping import resume_import

    access = require(request, workspace, "imports.run")
    run = _import_of(access, import_id)
    if run.state != Import.STOPPED:
        raise Refusal("import.not_stopped", Text("导入没有被停止", "the import has not been stopped"), status=409)
    with transaction.atomic():
        resume_import(run)
        record(access, "import.resumed", "import", import_id)
        carry_out_import.enqueue(run.pk)
    return Status(201, _as_dict(run))


@router.get("/imports/{import_id}/quarantine", response=QuarantinePage)
def list_quarantine(
    request: HttpRequest, workspace: Path[str], import_id: str, cursor: str | None = None, limit: Limit = 50
) -> Any:
    """List the rows that were held back, in file order, each with its reason and its original values."""
    from siyu.connect.imports.quarantine import read_quarantine

    access = require(request, workspace, "imports.view")
    run = _import_of(access, import_id)
    skip = max((read_cursor(cursor, int) or [0])[0], 0)
    found = read_quarantine(run, skip, limit + 1, reveal=access.may("members.reveal"))
    shown, following = page(found, limit, lambda _: [skip + limit])
    return {"items": shown, "next": following, "total": run.quarantined}


@router.get("/imports/{import_id}/quarantine.csv")
def export_quarantine(request: HttpRequest, workspace: Path[str], import_id: str) -> StreamingHttpResponse:
    """Return the rows that were held back as CSV, safe to open in a spreadsheet."""
    from siyu.connect.imports.quarantine import quarantine_csv

    access = require(request, workspace, "imports.view")
    run = _import_of(access, import_id)
    record(access, "import.quarantine_exported", "import", import_id, {"rows": run.quarantined})
    lines = quarantine_csv(run, reveal=access.may("members.reveal"))
    name = f"import-{run.pk}-quarantine.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _uploaded(access: Access, upload: Upload, glimpse: Glimpse) -> dict[str, Any]:
    from siyu.connect.imports.proposing import propose

    return {
        "id": str(upload.pk),
        "filename": upload.filename,
        "bytes": upload.bytes,
        "format": upload.format,
        "encoding": glimpse.encoding or None,
        "sheets": glimpse.sheets,
        "sheet": glimpse.sheet,
        "columns": glimpse.columns,
        "rows_sampled": glimpse.sample,
        "proposals": propose(glimpse, access.workspace),
    }


def _upload_of(access: Access, upload_id: str) -> Upload:
    number = _number(upload_id)
    found = Upload.objects.filter(workspace=access.workspace, pk=number, dropped_at=None).first()
    if found is None:
        raise Refusal(
            "upload.unknown", Text("没有这个上传的文件", "there is no such upload"), where="upload", status=404
        )
    return found


def _import_of(access: Access, import_id: str) -> Import:
    runs = Import.objects.select_related("upload", "workspace")
    found = runs.filter(workspace=access.workspace, pk=_number(import_id)).first()
    if found is None:
        raise Refusal("import.unknown", Text("没有这次导入", "there is no such import"), status=404)
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else 0


def _as_dict(run: Import) -> dict[str, Any]:
    from siyu.connect.imports.progress import progress_of, rest_seconds

    names = ("kind", "state", "dry_run", "rows_read", "loaded", "repeated", "quarantined", "notes", "error")
    moments = ("made_at", "started_at", "finished_at", "by")
    return {
        "id": str(run.pk),
        "filename": run.upload.filename,
        "progress": progress_of(run),
        "rest_seconds": rest_seconds(run),
        **{name: getattr(run, name) for name in (*names, *moments)},
    }
