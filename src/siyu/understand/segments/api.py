"""Endpoints of segments: list, read, save, delete, members, export, overlaps, and documents as YAML."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit, read_cursor, write_cursor
from siyu.understand.live.schemas import Freshness
from siyu.understand.segments.models import Segment

router = Router(tags=["segments"])
MOST_ID = 2**32 - 1
MOVES = 10
"""How many of the last moments at which members came in or left a segment tells."""


class SegmentRow(Schema):
    name: str
    label: Label
    refresh: str
    size: int | None
    base: int | None
    share: float | None
    evaluated_at: datetime | None
    updated_at: datetime
    updated_by: str
    version: int


class SegmentPage(Schema):
    items: list[SegmentRow]
    next: str | None
    total: int


class VersionOut(Schema):
    version: int
    at: datetime
    by: str


class SizeOut(Schema):
    on: date
    size: int
    base: int


class MoveOut(Schema):
    at: datetime
    cause: str
    version: int
    entered: int
    left: int


class SegmentOut(SegmentRow):
    document: dict[str, Any]
    yaml: str
    versions: list[VersionOut]
    sizes: list[SizeOut]
    moves: list[MoveOut]
    live: Freshness | None


class NewSegment(Body):
    document: Any


class Freezing(Body):
    rule: Any
    name: str | None = None
    label: Label | None = None


class SegmentChange(Body):
    document: Any
    version: int


class Overlap(Body):
    names: Annotated[list[str], Field(min_length=1, max_length=5)]


class Region(Schema):
    in_: list[str] = Field(alias="in")
    size: int


class Overlaps(Schema):
    sizes: dict[str, int]
    regions: list[Region]


class SegmentMembers(Schema):
    items: list[dict[str, Any]]
    next: str | None
    total: int


class DocumentText(Body):
    yaml: str | None = None
    document: Any = None


class DocumentOut(Schema):
    yaml: str
    document: Any


@router.get("/segments", response=SegmentPage, summary="List the segments")
def list_segments(
    request: HttpRequest,
    workspace: Path[str],
    search: Annotated[str, Field(max_length=200)] = "",
    sort: Annotated[str, Field(max_length=20)] = "name",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List segments with their size as last evaluated; `sort` is name, size, evaluated_at or updated_at."""
    from siyu.understand.segments.listing import list_segments as page_of

    access = require(request, workspace, "segments.view")
    return page_of(access.workspace, search, sort, cursor, limit)


@router.post("/segments", response={201: SegmentOut}, summary="Create a segment")
def create(request: HttpRequest, workspace: Path[str], body: NewSegment) -> Any:
    """Save a segment and evaluate it."""
    from siyu.understand.segments.changing import create_segment
    from siyu.understand.segments.evaluating import evaluate_segments

    access = require(request, workspace, "segments.edit")
    segment = create_segment(access, body.document)
    evaluate_segments(access.workspace, [segment])
    return Status(201, _out(segment))


@router.post("/frozen-segments", response={201: SegmentOut}, summary="Keep the members of a rule as they are now")
def freeze(request: HttpRequest, workspace: Path[str], body: Freezing) -> Any:
    """Save a segment that never changes, of a rule's members; `{"segment": name}` copies a segment."""
    from siyu.understand.segments.freezing import freeze as freeze_rule

    access = require(request, workspace, "segments.edit")
    return Status(201, _out(freeze_rule(access, body.rule, body.name, body.label)))


@router.get("/segments/{name}", response=SegmentOut, summary="Read a segment")
def read(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Return document, YAML, size, versions, the size day by day, who came and left lately, how fresh a live one is;
    a frozen copy has its origin in the document."""
    from siyu.understand.segments.reading import find_segment

    return _out(find_segment(require(request, workspace, "segments.view").workspace, name))


@router.get("/segments/{name}/versions/{int:version}", response=DocumentOut, summary="Read an earlier version")
def read_version(request: HttpRequest, workspace: Path[str], name: str, version: int) -> Any:
    """Return the document a segment had in a version, and its YAML."""
    from siyu.understand.segments.documents import to_yaml
    from siyu.understand.segments.reading import SEGMENTS

    access = require(request, workspace, "segments.view")
    document = SEGMENTS.find_version(access.workspace, name, version).document
    return {"yaml": to_yaml(document), "document": document}


@router.put("/segments/{name}", response=SegmentOut, summary="Change a segment")
def change(request: HttpRequest, workspace: Path[str], name: str, body: SegmentChange) -> Any:
    """Save a new version, made from the `version` that was read, and evaluate it."""
    from siyu.understand.segments.changing import change_segment
    from siyu.understand.segments.evaluating import evaluate_segments

    access = require(request, workspace, "segments.edit")
    segment = change_segment(access, name, body.document, body.version)
    evaluate_segments(access.workspace, [segment])
    return _out(segment)


@router.delete("/segments/{name}", response={204: None}, summary="Delete a segment")
def delete(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Delete a segment no other segment refers to."""
    from siyu.understand.segments.changing import delete_segment

    delete_segment(require(request, workspace, "segments.edit"), name)
    return Status(204, None)


@router.get("/segments/{name}/members", response=SegmentMembers, summary="List the members of a segment")
def list_members(
    request: HttpRequest, workspace: Path[str], name: str, cursor: str | None = None, limit: Limit = 50
) -> Any:
    """List the members as last evaluated, by their number, personal data masked."""
    from siyu.understand.segments.reading import find_segment, members_of
    from siyu.unify.members.listing import rows_of

    access = require(request, workspace, "segments.view")
    members = members_of(find_segment(access.workspace, name))
    place = read_cursor(cursor, int)
    start = members.rank(min(place[0], MOST_ID)) if place and place[0] > 0 else 0
    ids = list(members[start : start + limit])
    more = start + limit < len(members)
    rows = rows_of(access.workspace, ids) if ids else []
    return {"items": rows, "next": write_cursor([ids[-1]]) if more else None, "total": len(members)}


@router.get("/segments/{name}/members.csv", summary="Export the members of a segment")
def export_members(request: HttpRequest, workspace: Path[str], name: str) -> StreamingHttpResponse:
    """Stream the members as CSV, personal data masked; every export is kept in the audit log."""
    from siyu.understand.segments.export import member_lines
    from siyu.understand.segments.reading import find_segment, members_of

    access = require(request, workspace, "segments.export")
    members = members_of(find_segment(access.workspace, name))
    record(access, "segment.exported", "segment", name, {"members": len(members)})
    answer = StreamingHttpResponse(member_lines(access.workspace, members), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@router.post("/segment-overlaps", response=Overlaps, by_alias=True, summary="Tell how segments overlap")
def overlap(request: HttpRequest, workspace: Path[str], body: Overlap) -> Any:
    """Return the sizes of up to five segments and of their disjoint regions."""
    from siyu.understand.segments.overlaps import overlap_segments

    return overlap_segments(require(request, workspace, "segments.view").workspace, body.names)


@router.post("/documents/yaml", response=DocumentOut, summary="Translate a document from or to YAML")
def translate(request: HttpRequest, workspace: Path[str], body: DocumentText) -> Any:
    """Return both forms of what is given as YAML or as a document; nothing is checked but the syntax."""
    from siyu.understand.segments.documents import from_yaml, to_yaml

    require(request, workspace, "segments.view")
    document = from_yaml(body.yaml) if body.yaml is not None else body.document
    return {"yaml": to_yaml(document), "document": document}


def _out(segment: Segment) -> dict[str, Any]:
    from siyu.understand.live.reading import freshness_of, show_freshness
    from siyu.understand.segments.documents import to_yaml
    from siyu.understand.segments.history import moves_of

    segment.refresh_from_db()
    show_freshness(segment.workspace, [segment])
    row = {name: getattr(segment, name) for name in SegmentRow.model_fields}
    return {
        **row,
        "document": segment.document,
        "yaml": to_yaml(segment.document),
        "versions": segment.versions.order_by("-version").values("version", "at", "by"),
        "sizes": segment.sizes.order_by("on").values("on", "size", "base"),
        "moves": moves_of(segment, MOVES),
        "live": freshness_of(segment.workspace, segment.name),
    }
