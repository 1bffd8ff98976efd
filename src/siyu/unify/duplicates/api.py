"""Endpoints of probable duplicates: searches, proposals, deciding; a decision is undone as any other."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status

from siyu.accounts.access import require
from siyu.lib.labels import Label
from siyu.lib.paging import Limit
from siyu.unify.members.review_api import DecisionSeen, MemberBeside, Verdict

router = Router(tags=["duplicates"])


class DuplicateProblem(Schema):
    code: str
    message: Label
    where: str | None
    mend: Label | None


class DuplicateSearchOut(Schema):
    id: int
    state: Literal["queued", "running", "done", "failed"]
    stage: Literal["", "reading", "learning", "comparing", "writing"]
    progress: float
    model: str
    compared: list[str]
    people: int
    found: int
    fresh: int
    known: int
    decided: int
    conflicting: int
    gone: int
    error: DuplicateProblem | None
    by: str
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class DuplicateSearchList(Schema):
    items: list[DuplicateSearchOut]
    missing: DuplicateProblem | None


class AgreementOut(Schema):
    name: str
    how: Literal["equal", "close", "near", "differs", "unknown"]
    weight: float


class DuplicateOut(Schema):
    id: int
    probability: float
    agreements: list[AgreementOut]
    model: str
    found_at: datetime
    members: list[MemberBeside]
    decision: DecisionSeen | None


class DuplicatePage(Schema):
    items: list[DuplicateOut]
    next: str | None
    total: int


@router.get("/duplicate-searches", response=DuplicateSearchList)
def list_duplicate_searches(request: HttpRequest, workspace: Path[str]) -> Any:
    """List the ten latest searches for probable duplicates; `missing` tells how to install what a search needs."""
    from siyu.unify.duplicates.asking import list_searches

    return list_searches(require(request, workspace, "members.view").workspace)


@router.post("/duplicate-searches", response={202: DuplicateSearchOut})
def search_duplicates(request: HttpRequest, workspace: Path[str]) -> Any:
    """Search among all members, in the background; while a search is under way it is returned instead of a new one."""
    from siyu.unify.duplicates.asking import ask_search, shown

    return Status(202, shown(ask_search(require(request, workspace, "members.link"))))


@router.get("/duplicates", response=DuplicatePage)
def list_duplicates(
    request: HttpRequest,
    workspace: Path[str],
    state: Literal["open", "decided"] = "open",
    cursor: str | None = None,
    limit: Limit = 20,
) -> Any:
    """List pairs of members who are probably one person, the likeliest first, and in what they agree.

    `weight` is in bits: +1 makes one person twice as likely, -1 half as likely.
    """
    from siyu.unify.duplicates.listing import list_proposals

    access = require(request, workspace, "members.view")
    return list_proposals(access.workspace, state, cursor, limit)


@router.post("/duplicates/{int:duplicate}/decisions", response={201: DecisionSeen})
def decide_duplicate(request: HttpRequest, workspace: Path[str], duplicate: int, body: Verdict) -> Any:
    """Decide that the two are one person (`one`) or are not (`apart`); it stands against later data and searches."""
    from siyu.unify.duplicates.deciding import decide_proposal

    access = require(request, workspace, "members.link")
    return Status(201, decide_proposal(access, duplicate, body.verdict, body.because))
