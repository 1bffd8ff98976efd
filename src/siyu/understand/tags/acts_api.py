"""Endpoints of manual tags – giving them, taking them off, undoing it –, of a member's tags, and of the source table."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import Access, require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit
from siyu.understand.tags.choosing import Chosen

router = Router(tags=["tags"])


class TagOfMember(Schema):
    name: str
    label: Label
    group: str
    type: str
    source: str
    source_label: Label | None
    value: str
    value_label: Label
    since: datetime | None
    expires_at: datetime | None


class TagChangeOut(Schema):
    tag: str
    label: Label
    at: datetime
    version: int
    cause: str
    act: int | None
    by: str
    before: str
    before_label: Label | None
    value: str
    value_label: Label | None


class MemberTags(Schema):
    tags: list[TagOfMember]
    changes: list[TagChangeOut]


class TagAsked(Body):
    how: Literal["assign", "remove"]
    value: Annotated[str, Field(max_length=100)] | None = None
    members: Chosen


class TagForOne(Body):
    tag: Annotated[str, Field(max_length=64)]
    how: Literal["assign", "remove"] = "assign"
    value: Annotated[str, Field(max_length=100)] | None = None


class TagActCount(Schema):
    members: int
    changes: int


class TagActOut(Schema):
    id: int
    tag: str
    how: str
    value: str
    at: datetime
    made_at: datetime
    by: str
    via: str
    about: str
    members: int
    undone_at: datetime | None
    undone_by: str


class TagActs(Schema):
    items: list[TagActOut]
    next: str | None


class SourceCell(Schema):
    group: str
    gives: bool
    members: int
    tags: int


class SourceRow(Schema):
    name: str
    label: Label
    reached: int
    cells: list[SourceCell]


class GroupColumn(Schema):
    name: str
    label: Label
    tags: int
    members: int


class SourceMatrix(Schema):
    version: int
    updated_at: datetime | None
    updated_by: str
    base: int
    document: dict[str, Any]
    groups: list[GroupColumn]
    sources: list[SourceRow]


class SourceTableIn(Body):
    document: Any
    version: int


@router.get("/members/{int:member_id}/tags", response=MemberTags, summary="Read a member's tags")
def read_member_tags(
    request: HttpRequest, workspace: Path[str], member_id: int, tag: str | None = None, limit: Limit = 50
) -> Any:
    """Return the tags the member has, and the last changes of all tags or of one, the newest first."""
    from siyu.understand.tags.history import changes_of
    from siyu.understand.tags.panel import member_tags
    from siyu.understand.tags.reading import find_tag
    from siyu.unify.members.identity import sources_of
    from siyu.unify.members.profile import find_canonical

    found = require(request, workspace, "members.view").workspace
    canonical = find_canonical(found, member_id)
    asked = find_tag(found, tag) if tag else None
    changes = changes_of(found, sources_of(found, canonical), limit, asked)
    return {"tags": member_tags(found, canonical), "changes": changes}


@router.post("/members/{int:member_id}/tags", response={201: TagActOut}, summary="Give a member a tag")
def tag_member(request: HttpRequest, workspace: Path[str], member_id: int, body: TagForOne) -> Any:
    """Give a member a manual tag, or take it off; the act it makes can be undone."""
    from pyroaring import BitMap

    from siyu.understand.tags.acting import carry_out
    from siyu.understand.tags.reading import find_tag
    from siyu.unify.members.profile import find_canonical

    access = require(request, workspace, "tags.edit")
    canonical = find_canonical(access.workspace, member_id)
    tag = find_tag(access.workspace, body.tag)
    act = carry_out(access, tag, body.how, body.value, BitMap([canonical]), via=_via(access))
    return Status(201, _told(act))


@router.get("/tags/{name}/acts", response=TagActs, summary="List what was done with a manual tag")
def list_acts(
    request: HttpRequest, workspace: Path[str], name: str, cursor: str | None = None, limit: Limit = 50
) -> Any:
    """List who was given the tag or lost it by hand and by file, undone acts too, the newest first."""
    from siyu.lib.paging import page, read_cursor
    from siyu.understand.tags.reading import find_tag

    tag = find_tag(require(request, workspace, "tags.view").workspace, name)
    place = read_cursor(cursor, int)
    rows = tag.acts.select_related("tag").order_by("-pk")
    rows = rows.filter(pk__lt=place[0]) if place else rows
    shown, after = page(rows[: limit + 1], limit, lambda act: [act.pk])
    return {"items": [_told(act) for act in shown], "next": after}


@router.post("/tags/{name}/acts", response={201: TagActOut}, summary="Give members a tag")
def tag_members(request: HttpRequest, workspace: Path[str], name: str, body: TagAsked) -> Any:
    """Give a manual tag to a segment, to whom a rule holds for or to members by number, or take it off; one act."""
    from siyu.understand.tags.acting import carry_out
    from siyu.understand.tags.choosing import choose
    from siyu.understand.tags.reading import find_tag

    access = require(request, workspace, "tags.edit")
    tag = find_tag(access.workspace, name)
    members = choose(access.workspace, body.members)
    about = body.members.about
    return Status(201, _told(carry_out(access, tag, body.how, body.value, members, via=_via(access), about=about)))


@router.post("/tags/{name}/act-previews", response=TagActCount, summary="Count whom an act would be about")
def count_members(request: HttpRequest, workspace: Path[str], name: str, body: TagAsked) -> Any:
    """Return how many members an act would be about, and for how many it would change something."""
    from siyu.understand.tags.acting import count_act
    from siyu.understand.tags.choosing import choose
    from siyu.understand.tags.reading import find_tag

    access = require(request, workspace, "tags.edit")
    tag = find_tag(access.workspace, name)
    return count_act(tag, body.how, body.value, choose(access.workspace, body.members))


@router.post("/tag-acts/{int:act}/undos", response={201: TagActOut}, summary="Undo an act on a tag")
def undo(request: HttpRequest, workspace: Path[str], act: int) -> Any:
    """Make an act count as if it had never been; what was done later stands."""
    from siyu.understand.tags.acting import undo_act

    return Status(201, _told(undo_act(require(request, workspace, "tags.edit"), act)))


@router.get("/tag-sources", response=SourceMatrix, summary="Read which source gives which tags")
def read_sources(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return the source table with whom each source reached and how many of them have tags of each group."""
    from siyu.understand.tags.matrix import source_matrix

    return source_matrix(require(request, workspace, "tags.view").workspace)


@router.put("/tag-sources", response=SourceMatrix, summary="Change which source gives which tags")
def change_sources(request: HttpRequest, workspace: Path[str], body: SourceTableIn) -> Any:
    """Save the table, made from the `version` that was read; tags of changed sources are evaluated again."""
    from siyu.understand.tags.evaluating import evaluate_stale_tags
    from siyu.understand.tags.matrix import source_matrix
    from siyu.understand.tags.sources import change_table

    access = require(request, workspace, "tags.edit")
    change_table(access, body.document, body.version)
    evaluate_stale_tags(access.workspace)
    return source_matrix(access.workspace)


def _via(access: Access) -> str:
    return "api" if access.key else "console"


def _told(act: Any) -> dict[str, Any]:
    names = ("how", "value", "at", "made_at", "by", "via", "about", "members", "undone_at", "undone_by")
    return {"id": act.pk, "tag": act.tag.name, **{name: getattr(act, name) for name in names}}
