"""Endpoints of member share and online rate, and of their targets."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.lib.bodies import Body
from siyu.measure.metrics.api import Between

router = Router(tags=["digitisation"])
Days = Annotated[int, Field(ge=1, le=366)]


class Rates(Schema):
    orders: int
    identified_orders: int
    member_share: float | None
    members: int | None
    online: int | None
    online_rate: float | None


class RatesOfDay(Rates):
    on: date


class RatesOfPlace(Rates):
    key: str
    name: str
    before: Rates


class TargetRates(Schema):
    member_share: float
    online_rate: float


class Digitisation(Schema):
    as_of: datetime
    period: Between
    before_period: Between = Field(alias="before")
    by: str
    targets: TargetRates
    total: Rates
    total_before: Rates
    trend: list[RatesOfDay]
    rows: list[RatesOfPlace]


class TargetIn(Body):
    metric: str
    rate: float
    since_on: date | None = None


class TargetOut(Schema):
    metric: str
    rate: float
    since_on: date
    by: str
    made_at: datetime


@router.get("/digitisation", response=Digitisation, by_alias=True)
def read_digitisation(
    request: HttpRequest, workspace: Path[str], days: Days = 30, by: Literal["store", "staff"] = "store"
) -> Any:
    """Return member share and online rate of the last brand days beside the days before, day by day and by place."""
    from siyu.measure.digitisation.reports import digitisation_report

    return digitisation_report(require(request, workspace, "overview.view").workspace, days, by)


@router.get("/digitisation/targets", response=list[TargetOut])
def list_targets(request: HttpRequest, workspace: Path[str]) -> Any:
    """List the targets ever set, the latest first."""
    from siyu.measure.digitisation.targets import history

    return history(require(request, workspace, "overview.view").workspace)


@router.post("/digitisation/targets", response={201: TargetOut})
def set_target(request: HttpRequest, workspace: Path[str], body: TargetIn) -> Any:
    """Set what a rate shall reach from a brand day on; earlier targets stay in the history."""
    from siyu.measure.digitisation import targets

    access = require(request, workspace, "settings.edit")
    made = targets.set_target(access.workspace, body.metric, body.rate, body.since_on, access.by)
    record(access, "target.set", "target", body.metric, {"rate": body.rate, "since_on": made.since_on.isoformat()})
    return Status(201, made)
