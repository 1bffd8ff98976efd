"""Endpoints of files to print: pictures and sheets of codes, drawn by jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.codes import listing, managing, printing
from siyu.connect.codes.batch_api import Number
from siyu.connect.codes.origin import origin_of
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit
from siyu.lib.sheets import Grid

router = Router(tags=["codes"])


class CodePrintProblem(Schema):
    code: str
    message: Label
    where: str | None
    mend: Label | None


class CodePrintOut(Schema):
    id: int
    form: Literal["svg", "png", "pdf"]
    first: int
    last: int
    count: int
    paper: str
    columns: int | None
    rows: int | None
    caption: str
    state: Literal["queued", "running", "done", "stopped", "failed"]
    drawn: int
    by: str
    made_at: datetime
    finished_at: datetime | None
    file_bytes: int | None
    sha256: str
    has_file: bool
    expires_at: datetime | None
    error: CodePrintProblem | None


class CodePrints(Schema):
    items: list[CodePrintOut]
    next: str | None
    total: int


class NewCodePrint(Body):
    """Pictures come as a ZIP; sheets as one PDF, or a ZIP of several when there are many pages."""

    form: Literal["svg", "png", "pdf"]
    first: Number | None = None
    last: Number | None = None
    paper: Literal["A3", "A4", "A5", "Letter"] = "A4"
    columns: Annotated[int, Field(ge=1, le=20)] = 4
    rows: Annotated[int, Field(ge=1, le=30)] = 6
    caption: Annotated[str, Field(max_length=60)] = ""


@router.get("/code-batches/{int:batch}/prints", response=CodePrints, summary="List the prints of a batch")
def list_prints(
    request: HttpRequest, workspace: Path[str], batch: int, cursor: str | None = None, limit: Limit = 50
) -> Any:
    """Return the files that were asked for, the newest first, with how far each has come."""
    access = require(request, workspace, "codes.view")
    found = listing.list_prints(managing.find_batch(access.workspace, batch), cursor, limit)
    return {"items": found.items, "next": found.next, "total": found.total}


@router.post("/code-batches/{int:batch}/prints", response={202: CodePrintOut}, summary="Print a range of codes")
def create_print(request: HttpRequest, workspace: Path[str], batch: int, new: NewCodePrint) -> Any:
    """Draw up to 20,000 codes in the background; the codes lead to the address this request came to."""
    access = require(request, workspace, "codes.export")
    grid = Grid(new.paper, new.columns, new.rows)
    wanted = printing.WantedPrint(new.form, origin_of(request), new.first, new.last, grid, new.caption)
    return Status(202, printing.ask_print(access, batch, wanted))


@router.post("/code-prints/{int:print}/stops", response={201: CodePrintOut}, summary="Stop a print")
def stop_print(request: HttpRequest, workspace: Path[str], print: int) -> Any:
    """Stop drawing; what was drawn goes."""
    return Status(201, printing.stop_print(require(request, workspace, "codes.export"), print))


@router.get("/code-prints/{int:print}/file", summary="Download a print")
def read_file(request: HttpRequest, workspace: Path[str], print: int) -> FileResponse:
    """Return the ZIP or PDF; every download is kept on record."""
    found, file = printing.open_file(require(request, workspace, "codes.export"), print)
    return FileResponse(file, as_attachment=True, filename=printing.file_name_of(found))


@router.get("/code-batches/{int:batch}/code.svg", summary="Return the code of a poster")
def draw_code(request: HttpRequest, workspace: Path[str], batch: int, number: Number = 1) -> HttpResponse:
    """Return one code of the batch as an SVG picture; kept on record like any export."""
    from siyu.accounts.audit import record
    from siyu.connect.codes.writing import address_of, checked_range, serials_of
    from siyu.lib.qr import svg

    access = require(request, workspace, "codes.export")
    found = managing.find_batch(access.workspace, batch)
    begin, _ = checked_range(found, number, number)
    record(access, "code_batch.exported", "code_batch", found.tag, {"first": begin, "last": begin})
    (_, serial), *_ = serials_of(found, begin, begin)
    return HttpResponse(svg(address_of(origin_of(request), serial)), content_type="image/svg+xml")
