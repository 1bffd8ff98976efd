"""Endpoints of recommendations: the report of how good they are, and the next products of a member."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label

router = Router(tags=["recommendations"])


class RecommendedProduct(Schema):
    product: str
    name: str
    brand: str | None
    category: Label
    score: float
    because: str | None


class Recommendations(Schema):
    member_id: int
    as_of: date | None
    mode: str
    items: list[RecommendedProduct]


class HitRates(Schema):
    mode: str
    tested: int
    model: list[float]
    popular: list[float]
    gain: float
    error: float


class StageProduct(Schema):
    product: str
    name: str
    brand: str | None
    category: Label
    buyers: int
    share: float
    usual: float
    lift: float


class StageProducts(Schema):
    stage: str
    label: Label
    buyers: int
    products: list[StageProduct]


class RecommendationReport(Schema):
    as_of: date
    until: date
    days: int
    top: int
    products: int
    modes: list[HitRates]
    doubts: list[Label]
    stages: list[StageProducts]
    made_at: datetime
    took_ms: int


class RecommendationReportOut(Schema):
    report: RecommendationReport | None


@router.get("/recommendations/report", response=RecommendationReportOut, summary="Tell how good recommendations are")
def read_recommendation_report(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return hit rates out of time beside popularity, and what sets stages apart; no report before the first learning."""
    from siyu.understand.recommendations.telling import report_of

    return {"report": report_of(require(request, workspace, "value.view").workspace)}


@router.get("/members/{int:member_id}/recommendations", response=Recommendations, summary="Recommend to a member")
def read_recommendations(
    request: HttpRequest,
    workspace: Path[str],
    member_id: int,
    mode: Literal["any", "new", "again"] = "any",
    most: Annotated[int, Field(ge=1, le=50)] = 10,
) -> Any:
    """Return the products the member will most probably buy next: any, only new ones, or only to buy again."""
    from siyu.understand.recommendations.telling import recommend
    from siyu.unify.members.profile import find_canonical

    access = require(request, workspace, "members.view")
    canonical = find_canonical(access.workspace, member_id)
    told = recommend(access.workspace, canonical, mode, most)
    return {"member_id": canonical, "as_of": told["as_of"], "mode": mode, "items": told[mode]}
