"""The endpoint of what members will probably buy and spend."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label

router = Router(tags=["value"])
ForecastDays = Annotated[int, Field(ge=7, le=730)]
YearlyRate = Annotated[float, Field(ge=0, le=1)]


class FittedModel(Schema):
    name: str
    params: dict[str, float]
    log_likelihood: float


class ForecastTenth(Schema):
    tenth: int
    members: int
    alive: float
    quiet: float
    purchases: float
    value_minor: int
    share: float


class CalibrationBin(Schema):
    members: int
    told: float
    came: float


class CalibrationOut(Schema):
    days: int
    split_on: date
    members: int
    told: float
    came: float
    told_by_pareto: float | None
    told_by_past_rate: float
    error: float
    error_of_past_rate: float
    money_told_minor: int
    money_came_minor: int
    purchases: list[CalibrationBin]
    quiet: list[CalibrationBin]
    due: CalibrationBin
    doubts: list[Label]


class ForecastReport(Schema):
    as_of: date
    days: int
    yearly_rate: float
    members: int
    repeaters: int
    alive: float
    purchases: float
    value_minor: int
    models: list[FittedModel]
    tenths: list[ForecastTenth]
    calibration: CalibrationOut | None


@router.get("/value/forecast", response=ForecastReport, summary="Tell what members will probably buy and spend")
def read_forecast(
    request: HttpRequest, workspace: Path[str], days: ForecastDays = 90, yearly_rate: YearlyRate = 0.1
) -> Any:
    """Return purchases, value and chances to be a customer still, and how such a forecast did over the last days."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.forecast_report import forecast_report

    access = require(request, workspace, "value.view")
    with open_inputs(access.workspace) as inputs:
        return forecast_report(inputs, days, yearly_rate)
