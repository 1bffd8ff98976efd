"""Endpoints of imports: runs, one or several at once, and what was held back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest, StreamingHttpResponse
from ninja import File, Path, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from siyu.accounts.access import Access, require
from siyu.accounts.audit import record
from siyu.connect.imports.batches import Wish
from siyu.connect.imports.finding import import_of, upload_of
from siyu.connect.imports.models import Import
from siyu.lib.bodies import Body
from siyu.lib.errors import Refusal
from siyu.lib.paging import Limit, page, read_cursor
from siyu.lib.text import Text

router = Router(tags=["imports"])
Search = Annotated[str, Field(max_length=200)]
Word = Annotated[str, Field(max_length=40)]
MOST_AT_ONCE = 100


class ImportIn(Body):
    upload: str
    kind: str
    mapping: dict[str, Any]
    dry_run: bool = False


class BatchItem(Body):
    upload: str
    kind: str
    mapping: dict[str, Any]


class BatchIn(Body):
    items: Annotated[list[BatchItem], Field(min_length=1, max_length=MOST_AT_ONCE)]


class NoteOut(Schema):
    code: str
    text: dict[str, str]
    count: int


class MendedOut(Schema):
    rows_read: int
    loaded: int
    repeated: int
    quarantined: int


class ImportOut(Schema):
    id: str
    mends: str | None
    batch: int | None
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


class OneImportOut(ImportOut):
    mended: MendedOut | None


class BatchOutcome(Schema):
    upload: str
    started: ImportOut | None
    error: dict[str, Any] | None


class BatchOut(Schema):
    id: int
    items: list[BatchOutcome]


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


@router.post("/imports", response={201: ImportOut})
def start_import(request: HttpRequest, workspace: Path[str], body: ImportIn) -> Any:
    """Import an upload by a mapping; with `dry_run` its rows are checked and nothing is loaded."""
    from siyu.connect.imports.handing_over import order_import
    from siyu.connect.imports.jobs import carry_out_import

    access = require(request, workspace, "imports.run")
    upload = upload_of(access.workspace, body.upload)
    document = {**body.mapping, "imports": body.kind}
    with transaction.atomic():
        run = order_import(upload, document, by=access.by, dry_run=body.dry_run)
        record(access, "import.started", "import", str(run.pk), {"kind": run.kind, "dry_run": run.dry_run})
        carry_out_import.enqueue(run.pk)
    return Status(201, _as_dict(run))


@router.post("/import-batches", response={201: BatchOut})
def start_batch(request: HttpRequest, workspace: Path[str], body: BatchIn) -> Any:
    """Import several uploads, one after the other: members before their orders, whatever order they are sent in.

    The answer tells of each, in the order sent, the import that waits for its turn or why there is none; one that can't
    be imported stops no other.
    """
    from siyu.connect.imports.batches import order_batch

    access = require(request, workspace, "imports.run")
    batch, outcomes = order_batch(access, [_wish(access, item) for item in body.items])
    told = [
        {
            "upload": item.upload,
            "started": _as_dict(outcome.run) if outcome.run else None,
            "error": outcome.refused.as_dict() if outcome.refused else None,
        }
        for item, outcome in zip(body.items, outcomes, strict=True)
    ]
    return Status(201, {"id": batch.pk, "items": told})


@router.get("/imports", response=ImportPage)
def list_imports(
    request: HttpRequest,
    workspace: Path[str],
    search: Search = "",
    kind: Word = "",
    state: Word = "",
    batch: Annotated[int, Field(ge=1, lt=2**63)] | None = None,
    sort: Word = "-made",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List imports, the latest first, or those whose file's name holds the words or that have the number.

    `sort` is made, file, kind, state, rows_read, loaded, repeated or quarantined, with a leading minus the largest first.
    """
    from siyu.connect.imports import listing

    access = require(request, workspace, "imports.view")
    found = listing.list_imports(
        access.workspace, search=search.strip(), kind=kind, state=state, batch=batch, sort=sort, cursor=cursor,
        limit=limit,
    )  # fmt: skip
    return {"items": [_as_dict(run) for run in found.items], "next": found.next, "total": found.total}


@router.get("/imports/{import_id}", response=OneImportOut)
def read_import(request: HttpRequest, workspace: Path[str], import_id: str) -> Any:
    """Return an import with its counts, how long the rest will take, and what became of rows that were mended."""
    from siyu.connect.imports.mending import mended_counts

    run = import_of(require(request, workspace, "imports.view").workspace, import_id)
    return {**_as_dict(run), "mended": mended_counts(run)}


@router.post("/imports/{import_id}/mendings", response={201: ImportOut})
def mend(request: HttpRequest, workspace: Path[str], import_id: str, file: File[UploadedFile]) -> Any:
    """Bring quarantined rows again from the downloaded file, mended: by the mapping of the import that held them back."""
    from siyu.connect.imports.jobs import carry_out_import
    from siyu.connect.imports.mending import mend_import

    access = require(request, workspace, "imports.run")
    run = mend_import(import_of(access.workspace, import_id), file.chunks(), file.name or "", by=access.by)
    with transaction.atomic():
        record(access, "import.mended", "import", import_id, {"bytes": run.upload.bytes, "kind": run.kind})
        carry_out_import.enqueue(run.pk)
    return Status(201, _as_dict(run))


@router.post("/imports/{import_id}/stops", response={201: ImportOut})
def stop(request: HttpRequest, workspace: Path[str], import_id: str) -> Any:
    """Stop an import between two chunks; what it has loaded stays."""
    from siyu.connect.imports.stopping import stop_import

    access = require(request, workspace, "imports.run")
    run = import_of(access.workspace, import_id)
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
    run = import_of(access.workspace, import_id)
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
    run = import_of(access.workspace, import_id)
    skip = max((read_cursor(cursor, int) or [0])[0], 0)
    found = read_quarantine(run, skip, limit + 1, reveal=access.may("members.reveal"))
    shown, following = page(found, limit, lambda _: [skip + limit])
    return {"items": shown, "next": following, "total": run.quarantined}


@router.get("/imports/{import_id}/quarantine.csv")
def export_quarantine(request: HttpRequest, workspace: Path[str], import_id: str) -> StreamingHttpResponse:
    """Return the rows that were held back as CSV, safe to open in a spreadsheet."""
    from siyu.connect.imports.quarantine import quarantine_csv

    access = require(request, workspace, "imports.view")
    run = import_of(access.workspace, import_id)
    record(access, "import.quarantine_exported", "import", import_id, {"rows": run.quarantined})
    lines = quarantine_csv(run, reveal=access.may("members.reveal"))
    name = f"import-{run.pk}-quarantine.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _wish(access: Access, item: BatchItem) -> Wish:
    try:
        upload = upload_of(access.workspace, item.upload)
    except Refusal as refusal:
        return Wish(None, item.kind, item.mapping, refusal)
    return Wish(upload, item.kind, item.mapping)


def _as_dict(run: Import) -> dict[str, Any]:
    from siyu.connect.imports.progress import progress_of, rest_seconds

    names = ("kind", "state", "dry_run", "rows_read", "loaded", "repeated", "quarantined", "notes", "error")
    moments = ("made_at", "started_at", "finished_at", "by")
    return {
        "id": str(run.pk),
        "mends": None if run.mends_id is None else str(run.mends_id),
        "batch": run.batch_id,
        "filename": run.upload.filename,
        "progress": progress_of(run),
        "rest_seconds": rest_seconds(run),
        **{name: getattr(run, name) for name in (*names, *moments)},
    }
