"""Endpoints of batches of codes: made, changed, voided; their scans, claims and serials."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.codes import listing, managing
from siyu.connect.codes.managing import MOST_BATCH_NAME, MOST_LANDING, MOST_REASON, MOST_STANDS_FOR, MOST_USES, Wanted
from siyu.connect.codes.serials import MOST
from siyu.lib.bodies import Body
from siyu.lib.clock import EARLIEST, LATEST
from siyu.lib.labels import Label
from siyu.lib.paging import Limit

router = Router(tags=["codes"])
Name = Annotated[str, Field(min_length=1, max_length=MOST_BATCH_NAME)]
Landing = Annotated[str, Field(max_length=MOST_LANDING)]
Count = Annotated[int, Field(ge=1, le=MOST)]
Day = Annotated[date, Field(ge=EARLIEST.date(), le=LATEST.date())]
Number = Annotated[int, Field(ge=1, le=MOST)]


class CodeBatchOut(Schema):
    id: int
    tag: str
    name: str
    type: str
    stands_for: str
    count: int
    uses: int
    valid_from_on: date | None
    valid_until_on: date | None
    landing: str
    made_at: datetime
    by: str
    voided_at: datetime | None
    void_reason: str
    scans: int
    scanned: int
    repeated: int
    claims: int
    claimed: int
    forged: int


class CodeBatches(Schema):
    items: list[CodeBatchOut]
    next: str | None
    total: int


class NewCodeBatch(Body):
    name: Name
    type: Annotated[str, Field(max_length=10)]
    count: Count
    stands_for: Annotated[str, Field(max_length=MOST_STANDS_FOR)] = ""
    uses: Annotated[int, Field(ge=1, le=MOST_USES)] = 1
    valid_from_on: Day | None = None
    valid_until_on: Day | None = None
    landing: Landing = ""


class CodeBatchChange(Body):
    name: Name | None = None
    count: Count | None = None
    valid_from_on: Day | None = None
    valid_until_on: Day | None = None
    landing: Landing | None = None


class NewCodeVoid(Body):
    reason: Annotated[str, Field(min_length=1, max_length=MOST_REASON)]


class CodeScanOut(Schema):
    id: int
    number: int
    nth: int
    at: datetime
    verdict: str
    said: Label
    agent: str
    agent_label: Label
    address: str


class CodeScans(Schema):
    items: list[CodeScanOut]
    next: str | None
    total: int | None


class CodeClaimOut(Schema):
    id: int
    number: int
    nth: int
    member_id: int | None
    at: datetime
    by: str


class CodeClaims(Schema):
    items: list[CodeClaimOut]
    next: str | None
    total: int


@router.get("/code-batches", response=CodeBatches, summary="List the batches of codes")
def list_batches(
    request: HttpRequest,
    workspace: Path[str],
    search: Annotated[str, Field(max_length=100)] = "",
    type: Annotated[str, Field(max_length=10)] | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return batches, the newest first, with how many codes were made, scanned, scanned again and claimed."""
    access = require(request, workspace, "codes.view")
    found = listing.list_batches(access.workspace, search, type, cursor, limit)
    return {"items": found.items, "next": found.next, "total": found.total}


@router.post("/code-batches", response={201: CodeBatchOut}, summary="Make a batch of codes")
def create_batch(request: HttpRequest, workspace: Path[str], new: NewCodeBatch) -> Any:
    """Make up to a million codes at once; `landing` is where the page of a code leads on to, with `{serial}` in it."""
    access = require(request, workspace, "codes.edit")
    return Status(201, managing.make_batch(access, Wanted(**new.model_dump())))


@router.get("/code-batches/{int:batch}", response=CodeBatchOut, summary="Show a batch of codes")
def read_batch(request: HttpRequest, workspace: Path[str], batch: int) -> Any:
    """Return one batch with its counts."""
    return managing.find_batch(require(request, workspace, "codes.view").workspace, batch)


@router.patch("/code-batches/{int:batch}", response=CodeBatchOut, summary="Change a batch of codes")
def change_batch(request: HttpRequest, workspace: Path[str], batch: int, change: CodeBatchChange) -> Any:
    """Give it another name, landing or validity, or more codes; what is left out stays, and a validity of null ends nowhere."""
    access = require(request, workspace, "codes.edit")
    given = change.model_dump(exclude_unset=True)
    kept = {
        name: value for name, value in given.items() if value is not None or name in {"valid_from_on", "valid_until_on"}
    }
    return managing.change_batch(access, batch, kept)


@router.post("/code-batches/{int:batch}/voids", response={201: CodeBatchOut}, summary="Void a batch of codes")
def void_batch(request: HttpRequest, workspace: Path[str], batch: int, void: NewCodeVoid) -> Any:
    """Make all of its codes void, for good; who scans one is told the reason."""
    access = require(request, workspace, "codes.edit")
    return Status(201, managing.void_batch(access, batch, void.reason))


@router.get("/code-batches/{int:batch}/scans", response=CodeScans, summary="List the scans of a batch")
def list_scans(
    request: HttpRequest,
    workspace: Path[str],
    batch: int,
    number: Number | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return scans, the newest first, of all codes or of one. Equal `address` is one address on one day, no more."""
    from siyu.connect.codes.finding import VERDICTS
    from siyu.connect.codes.visitors import AGENTS

    access = require(request, workspace, "codes.view")
    found = listing.list_scans(managing.find_batch(access.workspace, batch), number, cursor, limit)
    for one in found.items:
        one.said, one.agent_label = VERDICTS[one.verdict].as_dict(), AGENTS[one.agent].as_dict()
    return {"items": found.items, "next": found.next, "total": found.total}


@router.get("/code-batches/{int:batch}/claims", response=CodeClaims, summary="List the claims of a batch")
def list_claims(
    request: HttpRequest, workspace: Path[str], batch: int, cursor: str | None = None, limit: Limit = 50
) -> Any:
    """Return claims, the newest first, with the member each belongs to now; none once the person is erased."""
    access = require(request, workspace, "codes.view")
    found = listing.list_claims(managing.find_batch(access.workspace, batch), cursor, limit)
    return {"items": found.items, "next": found.next, "total": found.total}


@router.get("/code-batches/{int:batch}/serials.csv", summary="Export the serials of a batch")
def export_serials(
    request: HttpRequest, workspace: Path[str], batch: int, first: Number | None = None, last: Number | None = None
) -> StreamingHttpResponse:
    """Stream number, serial and address of a range as CSV; every export is kept on record."""
    from siyu.accounts.audit import record
    from siyu.connect.codes.origin import origin_of
    from siyu.connect.codes.writing import checked_range, serial_lines

    access = require(request, workspace, "codes.export")
    found = managing.find_batch(access.workspace, batch)
    begin, end = checked_range(found, first, last)
    record(access, "code_batch.exported", "code_batch", found.tag, {"first": begin, "last": end})
    lines = serial_lines(found, begin, end, origin_of(request))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="codes-{found.tag}-{begin}-{end}.csv"'
    return answer
