"""The endpoint of the quadrant price × frequency."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label
from siyu.understand.value.quadrant_report import Of

router = Router(tags=["value"])
Days = Annotated[int, Field(ge=1, le=3650)]
Minor = Annotated[int | None, Field(ge=0, le=10**12)]
Often = Annotated[float | None, Field(ge=0, le=10_000)]


class QuadrantWhole(Schema):
    buyers: int
    orders: int
    money_minor: int
    basket_minor: int | None
    frequency: float | None
    quadrant: str | None


class QuadrantOut(Schema):
    name: str
    label: Label
    strategy: Label
    metrics: Label
    effect: Label
    count: int
    money_minor: int
    share: float | None
    rule: dict[str, Any] | None


class QuadrantPoint(Schema):
    name: str
    label: Label
    price_minor: float
    frequency: float
    buyers: int
    money_minor: int
    quadrant: str


class QuadrantReport(Schema):
    as_of: date
    days: int
    of: str
    price_from_minor: int
    frequency_from: float
    whole: QuadrantWhole
    quadrants: list[QuadrantOut]
    points: list[QuadrantPoint]


@router.get("/value/quadrant", response=QuadrantReport, summary="Place what is bought by price and frequency")
def read_quadrant(
    request: HttpRequest,
    workspace: Path[str],
    of: Of = "department",
    days: Days = 365,
    price: Minor = None,
    frequency: Often = None,
) -> Any:
    """Return departments, categories or members by price and frequency, and what each quadrant calls for.

    `price` (minor units) and `frequency` divide high from low; by default the medians do.
    """
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.quadrant_report import quadrant_report

    access = require(request, workspace, "value.view")
    with open_inputs(access.workspace) as inputs:
        return quadrant_report(inputs, days, of, price, frequency)
