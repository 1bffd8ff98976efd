"""Endpoints of contact codes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.codes.origin import origin_of
from siyu.connect.contact_codes import listing, managing, printing
from siyu.connect.contact_codes.models import ContactCode
from siyu.lib import qr
from siyu.lib.bodies import Body
from siyu.lib.documents import dump
from siyu.lib.errors import Refusal
from siyu.lib.labels import Label
from siyu.lib.paging import Limit
from siyu.lib.sheets import Grid
from siyu.lib.text import Text

router = Router(tags=["contact codes"])
CodeName = Annotated[str, Field(min_length=1, max_length=64)]
MOST_ON_SHEETS = 100


class CodeProblem(Schema):
    text: Label
    mend: Label | None


class ContactCodeRow(Schema):
    name: str
    label: Label
    channel: str
    state: Literal["live", "making", "trouble", "retired"]
    problem: CodeProblem | None
    key: str
    leads_to: Literal["staff", "groups"]
    standing: list[str]
    motive: Literal["benefit", "service", "information", "process"] | None
    source: str
    store: str
    visits: int
    adds: int
    adds_today: int
    last_at: datetime | None
    version: int
    updated_at: datetime
    updated_by: str


class ContactCodePage(Schema):
    items: list[ContactCodeRow]
    next: str | None
    total: int


class CodePerson(Schema):
    userid: str
    is_standing: bool
    is_backup: bool
    is_absent: bool
    today: int
    adds: int
    last_at: datetime | None


class CodeDay(Schema):
    on: date
    adds: int


class ContactCodeVersionOut(Schema):
    version: int
    at: datetime
    by: str


class ContactCodeOut(ContactCodeRow):
    document: dict[str, Any]
    yaml: str
    versions: list[ContactCodeVersionOut]
    qr_code: str
    daily_cap: int | None
    standing_at: datetime | None
    people: list[CodePerson]
    days: list[CodeDay]
    address: str


class ContactCodeDocumentOut(Schema):
    yaml: str
    document: dict[str, Any]


class NewContactCode(Body):
    document: dict[str, Any]


class NewContactCodes(Body):
    """A document, and for each code to be made what differs in it, such as name, label, staff and store."""

    document: dict[str, Any]
    each: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=managing.MOST_AT_ONCE)]


class MadeContactCodes(Schema):
    names: list[str]


class ContactCodeChange(Body):
    document: dict[str, Any]
    version: int


@router.get("/contact-codes", response=ContactCodePage, summary="List contact codes")
def list_codes(
    request: HttpRequest,
    workspace: Path[str],
    search: Annotated[str, Field(max_length=100)] = "",
    state: Literal["live", "making", "trouble", "retired", ""] = "",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return codes by name, with who stands behind each and how many came by it."""
    access = require(request, workspace, "contact_codes.view")
    return listing.list_codes(access.workspace, search, state, cursor, limit)


@router.post("/contact-codes", response={201: ContactCodeOut}, summary="Make a contact code")
def create_code(request: HttpRequest, workspace: Path[str], body: NewContactCode) -> Any:
    """Save a code; the worker makes it on the platform within seconds."""
    access = require(request, workspace, "contact_codes.edit")
    made = managing.create_code(access, body.document)
    return Status(201, _out(request, access.workspace, made.name))


@router.post("/contact-code-batches", response={201: MadeContactCodes}, summary="Make many contact codes")
def create_codes(request: HttpRequest, workspace: Path[str], body: NewContactCodes) -> Any:
    """Save a code for each store or member of staff from one document, all or none."""
    access = require(request, workspace, "contact_codes.edit")
    made = managing.create_codes(access, body.document, body.each)
    return Status(201, {"names": [code.name for code in made]})


@router.get("/contact-codes/{name}", response=ContactCodeOut, summary="Read a contact code")
def read_code(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Return document, versions, who stands there, and the counts of the last 30 days by person and day."""
    access = require(request, workspace, "contact_codes.view")
    return _out(request, access.workspace, name)


@router.put("/contact-codes/{name}", response=ContactCodeOut, summary="Change a contact code")
def change_code(request: HttpRequest, workspace: Path[str], name: str, body: ContactCodeChange) -> Any:
    """Save a new version, made from the `version` that was read; the printed code stays good."""
    access = require(request, workspace, "contact_codes.edit")
    managing.change_code(access, name, body.document, body.version)
    return _out(request, access.workspace, name)


@router.get(
    "/contact-codes/{name}/versions/{int:version}", response=ContactCodeDocumentOut, summary="Read an earlier version"
)
def read_version(request: HttpRequest, workspace: Path[str], name: str, version: int) -> Any:
    """Return the document a code had in a version, and its YAML."""
    access = require(request, workspace, "contact_codes.view")
    document = managing.CODES.find_version(access.workspace, name, version).document
    return {"yaml": dump(document), "document": document}


@router.post("/contact-codes/{name}/retirements", response=ContactCodeOut, summary="Retire a contact code")
def retire_code(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Stop changing who stands behind it; the printed code goes on leading to its last staff, and is counted."""
    access = require(request, workspace, "contact_codes.edit")
    managing.retire_code(access, name)
    return _out(request, access.workspace, name)


@router.post("/contact-codes/{name}/refreshes", response=ContactCodeOut, summary="Bring a contact code up to date")
def refresh_code(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Have the worker look at the code on the platform now, after a problem was mended."""
    access = require(request, workspace, "contact_codes.edit")
    managing.ask_refresh([managing.CODES.find(access.workspace, name).pk])
    return _out(request, access.workspace, name)


@router.get("/contact-codes/{name}/pictures/{form}", summary="Draw a contact code")
def draw_code(request: HttpRequest, workspace: Path[str], name: str, form: str) -> HttpResponse:
    """Return the printed code as a picture; `form` is svg or png."""
    access = require(request, workspace, "contact_codes.view")
    address = printing.address_of(managing.CODES.find(access.workspace, name), origin_of(request))
    if form == "svg":
        return HttpResponse(qr.svg(address), content_type="image/svg+xml")
    if form == "png":
        return HttpResponse(qr.png(address, scale=20), content_type="image/png")
    raise Refusal("contact_code.form", Text("可选 svg 或 png", "it is svg or png"), where="form", status=404)


@router.get("/contact-code-sheets", summary="Print contact codes")
def print_codes(
    request: HttpRequest,
    workspace: Path[str],
    names: Annotated[str, Field(min_length=1, max_length=65 * MOST_ON_SHEETS)],
    paper: Literal["A3", "A4", "A5", "Letter"] = "A4",
    columns: Annotated[int, Field(ge=1, le=20)] = 2,
    rows: Annotated[int, Field(ge=1, le=30)] = 3,
) -> HttpResponse:
    """Return a PDF of up to 100 codes, named with commas between, in their order."""
    access = require(request, workspace, "contact_codes.view")
    asked = [name for name in names.split(",") if name][:MOST_ON_SHEETS]
    found = {code.name: code for code in ContactCode.objects.filter(workspace=access.workspace, name__in=asked)}
    missing = [name for name in asked if name not in found]
    if missing:
        text = Text("没有名为“{name}”的渠道活码", "there is no contact code called “{name}”").format(name=missing[0])
        raise Refusal("contact_code.unknown", text, where="names", status=404)
    pdf = printing.sheet_of([found[name] for name in asked], Grid(paper, columns, rows), origin_of(request))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="contact-codes.pdf"'
    return response


def _out(request: HttpRequest, workspace: Any, name: str) -> dict[str, Any]:
    shown = listing.show_code(workspace, name)
    return {**shown, "address": f"{origin_of(request)}/k/{shown['key']}"}
