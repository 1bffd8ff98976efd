"""Endpoints of tags: list, read, save, delete, members, who is given a tag by hand, and the source table."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit, read_cursor, write_cursor
from siyu.understand.live.schemas import Freshness
from siyu.understand.tags.models import Tag

router = Router(tags=["tags"])
MOST_ID = 2**32 - 1
Word = Annotated[str, Field(max_length=100)]


class TagRow(Schema):
    name: str
    label: Label
    group: str
    type: str
    owner: str
    source: str
    source_label: Label | None
    expires_days: int | None
    values: int
    members: int | None
    base: int | None
    coverage: float | None
    doubts: int
    evaluated_at: datetime | None
    updated_at: datetime
    updated_by: str
    version: int
    retired_at: datetime | None


class ScoreWord(Schema):
    value: str
    label: Label


class ScoreOut(Schema):
    name: str
    label: Label
    unit: str
    type: str
    model: Label
    about: Label
    words: list[ScoreWord]


class TagPage(Schema):
    items: list[TagRow]
    next: str | None
    total: int


class TagVersionOut(Schema):
    version: int
    at: datetime
    by: str


class TagPointOut(Schema):
    on: date
    members: int
    base: int
    values: dict[str, int]


class TagValueOut(Schema):
    value: str
    label: Label
    members: int
    share: float


class TagOut(Schema):
    name: str
    label: Label
    group: str
    type: str
    owner: str
    source: str
    expires_days: int | None
    members: int | None
    base: int | None
    coverage: float | None
    evaluated_at: datetime | None
    updated_at: datetime
    updated_by: str
    version: int
    retired_at: datetime | None
    retired_by: str
    doubts: list[Label]
    score: ScoreOut | None
    values: list[TagValueOut]
    document: dict[str, Any]
    yaml: str
    versions: list[TagVersionOut]
    points: list[TagPointOut]
    live: Freshness | None


class TagDocumentOut(Schema):
    yaml: str
    document: dict[str, Any]


class NewTag(Body):
    document: Any


class TagChangeIn(Body):
    document: Any
    version: int


class TagPreview(Schema):
    values: list[TagValueOut]
    members: int
    base: int
    doubts: list[Label]
    took_ms: int


class TagMembers(Schema):
    items: list[dict[str, Any]]
    next: str | None
    total: int


@router.get("/tags", response=TagPage, summary="List the tags")
def list_tags(
    request: HttpRequest,
    workspace: Path[str],
    search: Annotated[str, Field(max_length=200)] = "",
    group: Word = "",
    type: Word = "",
    owner: Word = "",
    retired: bool = False,
    sort: Annotated[str, Field(max_length=20)] = "name",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List tags with group, type, owner, expiry, freshness and coverage as last evaluated; or the retired ones."""
    from siyu.understand.tags.listing import Wanted
    from siyu.understand.tags.listing import list_tags as page_of

    found = require(request, workspace, "tags.view").workspace
    return page_of(found, Wanted(search, group, type, owner, retired), sort, cursor, limit)


@router.post("/tags", response={201: TagOut}, summary="Create a tag")
def create(request: HttpRequest, workspace: Path[str], body: NewTag) -> Any:
    """Save a tag and evaluate it."""
    from siyu.understand.tags.changing import create_tag
    from siyu.understand.tags.evaluating import evaluate_tags

    access = require(request, workspace, "tags.edit")
    tag = create_tag(access, body.document)
    evaluate_tags(access.workspace, [tag])
    return Status(201, _out(tag))


@router.post("/tag-previews", response=TagPreview, summary="Tell who would have a tag")
def preview(request: HttpRequest, workspace: Path[str], body: NewTag) -> Any:
    """Count the members of each value of a document that is not saved; of a manual tag nobody has any."""
    from siyu.understand.tags.trying import try_tag

    return try_tag(require(request, workspace, "tags.view").workspace, body.document)


@router.get("/tag-scores", response=list[ScoreOut], summary="List the scores of model tags")
def list_scores(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return what the models of value say of each member, by name, with model, unit and the words of a text."""
    from siyu.understand.value.scores import all_scores

    require(request, workspace, "tags.view")
    return [_score_out(name) for name in all_scores()]


@router.get("/tags/{name}", response=TagOut, summary="Read a tag")
def read(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Return document, YAML, values with members, versions and the coverage day by day."""
    from siyu.understand.tags.reading import find_tag

    return _out(find_tag(require(request, workspace, "tags.view").workspace, name))


@router.put("/tags/{name}", response=TagOut, summary="Change a tag")
def change(request: HttpRequest, workspace: Path[str], name: str, body: TagChangeIn) -> Any:
    """Save a new version, made from the `version` that was read, and evaluate it."""
    from siyu.understand.tags.changing import change_tag
    from siyu.understand.tags.evaluating import evaluate_tags

    access = require(request, workspace, "tags.edit")
    tag = change_tag(access, name, body.document, body.version)
    evaluate_tags(access.workspace, [tag])
    return _out(tag)


@router.delete("/tags/{name}", response={204: None}, summary="Delete a tag")
def delete(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Delete a tag no segment or other tag refers to."""
    from siyu.understand.tags.changing import delete_tag

    delete_tag(require(request, workspace, "tags.edit"), name)
    return Status(204, None)


@router.post("/tags/{name}/retirements", response=TagOut, summary="Retire a tag")
def retire(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Put a tag away that no segment or tag refers to: nobody shows it, and it keeps all it has."""
    from siyu.understand.tags.retiring import retire_tag

    return _out(retire_tag(require(request, workspace, "tags.edit"), name))


@router.post("/tags/{name}/restorations", response=TagOut, summary="Bring a retired tag back")
def restore(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Undo the retirement of a tag and evaluate it."""
    from siyu.understand.tags.evaluating import evaluate_tags
    from siyu.understand.tags.retiring import restore_tag

    access = require(request, workspace, "tags.edit")
    tag = restore_tag(access, name)
    evaluate_tags(access.workspace, [tag])
    return _out(tag)


@router.get("/tags/{name}/versions/{int:version}", response=TagDocumentOut, summary="Read an earlier version of a tag")
def read_version(request: HttpRequest, workspace: Path[str], name: str, version: int) -> Any:
    """Return the document a tag had in a version, and its YAML."""
    from siyu.understand.segments.documents import to_yaml
    from siyu.understand.tags.reading import TAGS

    document = TAGS.find_version(require(request, workspace, "tags.view").workspace, name, version).document
    return {"yaml": to_yaml(document), "document": document}


@router.get("/tags/{name}/members", response=TagMembers, summary="List the members that have a tag")
def list_members(
    request: HttpRequest,
    workspace: Path[str],
    name: str,
    value: Word = "",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List the members with any value, or with one, by their number, personal data masked."""
    from siyu.understand.tags.reading import find_tag, members_of
    from siyu.unify.members.listing import rows_of

    access = require(request, workspace, "tags.view")
    members = members_of(find_tag(access.workspace, name), value or None)
    place = read_cursor(cursor, int)
    start = members.rank(min(place[0], MOST_ID)) if place and place[0] > 0 else 0
    ids = list(members[start : start + limit])
    more = start + limit < len(members)
    rows = rows_of(access.workspace, ids) if ids else []
    return {"items": rows, "next": write_cursor([ids[-1]]) if more else None, "total": len(members)}


def _out(tag: Tag) -> dict[str, Any]:
    from siyu.understand.live.reading import freshness_of, show_freshness
    from siyu.understand.segments.documents import to_yaml
    from siyu.understand.tags.listing import row_of, values_told

    tag.refresh_from_db()
    show_freshness(tag.workspace, [tag], "tag:")
    return {
        **row_of(tag),
        "retired_by": tag.retired_by,
        "doubts": tag.doubts,
        "score": _score_out(tag.document["score"]) if tag.type == "model" else None,
        "values": values_told(tag),
        "document": tag.document,
        "yaml": to_yaml(tag.document),
        "versions": tag.versions.order_by("-version").values("version", "at", "by"),
        "points": tag.points.order_by("on").values("on", "members", "base", "values"),
        "live": freshness_of(tag.workspace, f"tag:{tag.name}"),
    }


def _score_out(name: str) -> dict[str, Any]:
    from siyu.understand.value.scores import score_named

    score = score_named(name, "score")
    texts = {key: getattr(score, key).as_dict() for key in ("label", "model", "about")}
    words = [{"value": value, "label": label.as_dict()} for value, label in score.words]
    return {"name": name, "unit": score.unit, "type": score.type, "words": words, **texts}
