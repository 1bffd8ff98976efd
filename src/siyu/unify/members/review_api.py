"""Endpoints of identity: conflicts to review, decisions, the merges of a member and undoing them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.paging import Limit
from siyu.unify.members.api import MaskedIdentifier

router = Router(tags=["identity"])
Because = Annotated[str, Field(max_length=200)]


class ScopedIdentifier(MaskedIdentifier):
    scope: str


class MemberBeside(Schema):
    member_id: int
    name: str
    joined_on: date | None
    identifiers: list[MaskedIdentifier]
    attributes: dict[str, Any]
    orders_total: int
    money_total_minor: int
    last_order_on: date | None


class DecisionSeen(Schema):
    id: int
    verdict: Literal["one", "apart"]
    because: str
    by: str
    at: datetime


class ConflictSeen(Schema):
    id: int
    why: Literal["shared", "full"]
    identifier: ScopedIdentifier | None
    reference: str
    opened_at: datetime
    members: list[MemberBeside]
    decision: DecisionSeen | None


class ConflictPage(Schema):
    items: list[ConflictSeen]
    next: str | None
    total: int


class Verdict(Schema):
    verdict: Literal["one", "apart"]
    because: Because = ""


class SeenTogether(Schema):
    left: ScopedIdentifier | None
    right: ScopedIdentifier | None
    reference: str
    at: datetime


class MergeSeen(Schema):
    id: int
    source: int
    target: int
    by: str
    at: datetime
    because: str
    decided: bool
    seen: SeenTogether | None
    undone_at: datetime | None
    undone_by: str


class MergeList(Schema):
    items: list[MergeSeen]


class TakenApart(Schema):
    members: list[int]


@router.get("/conflicts", response=ConflictPage)
def list_conflicts(
    request: HttpRequest,
    workspace: Path[str],
    state: Literal["open", "decided"] = "open",
    kind: Annotated[str, Field(max_length=32)] = "",
    cursor: str | None = None,
    limit: Limit = 20,
) -> Any:
    """List identifiers that were seen with several people and therefore link nobody, with those people side by side."""
    from siyu.unify.members import reviewing

    access = require(request, workspace, "members.view")
    return reviewing.list_conflicts(access.workspace, state, kind or None, cursor, limit)


@router.post("/conflicts/{int:conflict}/decisions", response={201: DecisionSeen})
def decide_conflict(request: HttpRequest, workspace: Path[str], conflict: int, body: Verdict) -> Any:
    """Decide that the people of a conflict are one person (`one`) or are not (`apart`); it stands against later data."""
    from siyu.unify.members import reviewing

    access = require(request, workspace, "members.link")
    found = reviewing.find_conflict(access.workspace, conflict)
    return Status(201, reviewing.decide(access, found, body.verdict, body.because))


@router.post("/decisions/{int:decision}/undos", response={204: None})
def undo_decision(request: HttpRequest, workspace: Path[str], decision: int) -> Any:
    """Take a decision back, as if it had not been made."""
    from siyu.unify.members import reviewing

    reviewing.undo_of_decision(require(request, workspace, "members.link"), decision)
    return Status(204, None)


@router.get("/members/{int:member_id}/merges", response=MergeList)
def list_merges(request: HttpRequest, workspace: Path[str], member_id: int) -> Any:
    """List the merges that make the member, each with its reason, undone ones too; newest first, at most 200."""
    from siyu.unify.members import reviewing
    from siyu.unify.members.identity import sources_of
    from siyu.unify.members.profile import find_canonical

    found = require(request, workspace, "members.view").workspace
    sources = sources_of(found, find_canonical(found, member_id))
    return {"items": reviewing.merges_of(found, sources)}


@router.post("/merges/{int:merge}/undos", response={201: TakenApart})
def undo_merge(request: HttpRequest, workspace: Path[str], merge: int) -> Any:
    """Show both people on their own again and keep them apart from now on."""
    from siyu.unify.members import reviewing

    access = require(request, workspace, "members.link")
    return Status(201, {"members": reviewing.undo_of_merge(access, merge)})
