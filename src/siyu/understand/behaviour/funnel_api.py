"""Endpoints of funnels: list, read, save, delete, earlier versions, the report, and one of a funnel not saved yet."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import Access, require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit
from siyu.understand.behaviour.api import AskedReport, Days, Segment
from siyu.understand.behaviour.models import Funnel
from siyu.understand.behaviour.steps import FunnelQuestion

router = Router(tags=["behaviour"])


class FunnelRow(Schema):
    name: str
    label: Label
    steps: int
    updated_at: datetime
    updated_by: str
    version: int


class FunnelPage(Schema):
    items: list[FunnelRow]
    next: str | None
    total: int


class FunnelVersionOut(Schema):
    version: int
    at: datetime
    by: str


class FunnelOut(FunnelRow):
    document: dict[str, Any]
    yaml: str
    versions: list[FunnelVersionOut]


class FunnelDocumentOut(Schema):
    yaml: str
    document: Any


class NewFunnel(Body):
    document: Any


class FunnelChange(Body):
    document: Any
    version: int


class FunnelStepOut(Schema):
    did: str
    label: Label
    members: int
    share: float | None
    from_before: float | None
    lost: int
    median_seconds: float | None


class FunnelGroup(Schema):
    value: str | None
    label: Label
    members: list[int]
    rate: float | None


class FunnelReport(AskedReport):
    window_seconds: int
    entered: int
    completed: int
    rate: float | None
    median_seconds: float | None
    open: int
    steps: list[FunnelStepOut]
    by: str | None
    groups: list[FunnelGroup]


@router.get("/behaviour/funnels", response=FunnelPage, summary="List the funnels")
def list_funnels(
    request: HttpRequest,
    workspace: Path[str],
    search: Annotated[str, Field(max_length=200)] = "",
    sort: Annotated[str, Field(max_length=20)] = "name",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List funnels whose name or label holds the words; `sort` is name or updated_at, with a minus for descending."""
    from siyu.understand.behaviour.listing import list_funnels as page_of

    access = require(request, workspace, "behaviour.view")
    page = page_of(access.workspace, search, sort, cursor, limit)
    return {"items": [_row(one) for one in page.items], "next": page.next, "total": page.total}


@router.post("/behaviour/funnels", response={201: FunnelOut}, summary="Create a funnel")
def create(request: HttpRequest, workspace: Path[str], body: NewFunnel) -> Any:
    """Save a funnel."""
    from siyu.understand.behaviour.changing import create_funnel

    return Status(201, _out(create_funnel(require(request, workspace, "behaviour.edit"), body.document)))


@router.get("/behaviour/funnels/{name}", response=FunnelOut, summary="Read a funnel")
def read(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Return document, YAML and versions."""
    from siyu.understand.behaviour.reading import find_funnel

    return _out(find_funnel(require(request, workspace, "behaviour.view").workspace, name))


@router.get(
    "/behaviour/funnels/{name}/versions/{int:version}", response=FunnelDocumentOut, summary="Read an earlier version"
)
def read_version(request: HttpRequest, workspace: Path[str], name: str, version: int) -> Any:
    """Return the document a funnel had in a version, and its YAML."""
    from siyu.understand.behaviour.reading import FUNNELS
    from siyu.understand.segments.documents import to_yaml

    document = FUNNELS.find_version(require(request, workspace, "behaviour.view").workspace, name, version).document
    return {"yaml": to_yaml(document), "document": document}


@router.put("/behaviour/funnels/{name}", response=FunnelOut, summary="Change a funnel")
def change(request: HttpRequest, workspace: Path[str], name: str, body: FunnelChange) -> Any:
    """Save a new version, made from the `version` that was read."""
    from siyu.understand.behaviour.changing import change_funnel

    return _out(change_funnel(require(request, workspace, "behaviour.edit"), name, body.document, body.version))


@router.delete("/behaviour/funnels/{name}", response={204: None}, summary="Delete a funnel")
def delete(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Delete a funnel with its versions."""
    from siyu.understand.behaviour.changing import delete_funnel

    delete_funnel(require(request, workspace, "behaviour.edit"), name)
    return Status(204, None)


@router.get(
    "/behaviour/funnels/{name}/report", response=FunnelReport, by_alias=True, summary="Tell who got how far in a funnel"
)
def read_report(
    request: HttpRequest,
    workspace: Path[str],
    name: str,
    days: Days = 90,
    segment: Segment = None,
    as_of: date | None = None,
) -> Any:
    """Return members, shares and median times of each step of who began within the last days."""
    from siyu.understand.behaviour.reading import find_funnel, question_of

    access = require(request, workspace, "behaviour.view")
    return _report(access, question_of(find_funnel(access.workspace, name)), days, segment, as_of)


@router.post("/behaviour/funnel-previews", response=FunnelReport, by_alias=True, summary="Try a funnel out")
def preview(
    request: HttpRequest,
    workspace: Path[str],
    body: NewFunnel,
    days: Days = 90,
    segment: Segment = None,
    as_of: date | None = None,
) -> Any:
    """Return the report of a funnel that is not saved; its document needs no name."""
    from siyu.understand.behaviour.documents import read_question
    from siyu.understand.rules.vocabulary import known_of

    access = require(request, workspace, "behaviour.view")
    return _report(access, read_question(body.document, known_of(access.workspace)), days, segment, as_of)


def _report(access: Access, question: FunnelQuestion, days: int, segment: str | None, as_of: date | None) -> Any:
    from siyu.understand.behaviour.asking import open_asked
    from siyu.understand.behaviour.funnels import funnel_report

    with open_asked(access.workspace, segment=segment, as_of=as_of) as asked:
        return funnel_report(asked, question, days)


def _row(funnel: Funnel) -> dict[str, Any]:
    kept = {name: getattr(funnel, name) for name in ("name", "label", "updated_at", "updated_by", "version")}
    return {**kept, "steps": len(funnel.document["steps"])}


def _out(funnel: Funnel) -> dict[str, Any]:
    from siyu.understand.segments.documents import to_yaml

    funnel.refresh_from_db()
    return {
        **_row(funnel),
        "document": funnel.document,
        "yaml": to_yaml(funnel.document),
        "versions": funnel.versions.order_by("-version").values("version", "at", "by"),
    }
