"""Endpoint of the overview."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require

router = Router(tags=["overview"])
Days = Annotated[int, Field(ge=1, le=366)]


class Between(Schema):
    first: date = Field(alias="from")
    last: date = Field(alias="to")


class MetricValue(Schema):
    name: str
    label: dict[str, str]
    unit: str
    formula: dict[str, str]
    value: float | None
    before: float | None
    change: float | None


class TrendDay(Schema):
    on: date
    orders: int
    sales_minor: int
    buyers: int
    new_buyers: int


class NextAction(Schema):
    code: str
    text: dict[str, str]
    link: str


class Overview(Schema):
    as_of: datetime
    members: int
    period: Between
    before: Between
    metrics: list[MetricValue]
    trend: list[TrendDay]
    next_actions: list[NextAction]


@router.get("/overview", response=Overview, by_alias=True)
def read_overview(request: HttpRequest, workspace: Path[str], days: Days = 30) -> Any:
    """Return the metrics of the last brand days beside the days before them."""
    from siyu.measure.metrics.overview import overview

    return overview(require(request, workspace, "overview.view").workspace, days)
