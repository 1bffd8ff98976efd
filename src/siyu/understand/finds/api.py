"""Endpoints of finding members in one line: products as they are typed, the answer, and its members as CSV."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.lib.labels import Label
from siyu.understand.finds.asking import FindQuestion
from siyu.understand.rules.api import SampleMember

router = Router(tags=["finds"])


class FoundProduct(Schema):
    property: str
    value: str
    label: Label
    about: Label
    products: int
    lines: int


class NamedValue(Schema):
    property: str
    value: str
    label: Label


class FindStep(Schema):
    step: str
    size: int


class FindChannel(Schema):
    name: str
    label: Label
    size: int
    agreed: int | None


class FindAnswer(Schema):
    what: list[NamedValue]
    rule: dict[str, Any]
    yaml: str
    size: int
    base: int
    share: float
    took_ms: int
    steps: list[FindStep]
    channels: list[FindChannel]
    sample: list[SampleMember]


@router.get("/product-search", response=list[FoundProduct], summary="Search products, brands and categories")
def search(request: HttpRequest, workspace: Path[str], search: Annotated[str, Field(max_length=100)] = "") -> Any:
    """Return categories, brands and products that hold every word, what was sold most in the last year first."""
    from siyu.understand.finds.products import search_products

    return search_products(require(request, workspace, "segments.view").workspace, search)


@router.get("/finds", response=FindAnswer, summary="Tell who did something, can be reached and agreed")
def find(request: HttpRequest, workspace: Path[str], asked: Query[FindQuestion]) -> Any:
    """Return how many are left after each condition, by which channels they can be reached, a few of them, and the rule."""
    from siyu.understand.finds.answering import answer

    return answer(require(request, workspace, "segments.view").workspace, asked)


@router.get("/finds/members.csv", summary="Export who was found")
def export(request: HttpRequest, workspace: Path[str], asked: Query[FindQuestion]) -> StreamingHttpResponse:
    """Stream the members as CSV, personal data masked; every export is kept in the audit log."""
    from siyu.understand.finds.answering import find_members
    from siyu.understand.segments.export import member_lines

    access = require(request, workspace, "segments.export")
    found = find_members(access.workspace, asked)
    record(access, "find.exported", "find", "members", {"members": len(found.members)})
    lines = member_lines(access.workspace, found.members)
    sent = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    sent["Content-Disposition"] = 'attachment; filename="members.csv"'
    return sent
