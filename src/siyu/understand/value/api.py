"""Endpoints of member value."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label

router = Router(tags=["value"])
Days = Annotated[int, Field(ge=1, le=3650)]
Target = Annotated[float, Field(gt=0, lt=1)]


class Edges(Schema):
    edges: list[float]


class RfmScores(Schema):
    recency: Edges
    frequency: Edges
    money: Edges


class RfmCell(Schema):
    r: int
    f: int
    members: int
    money_minor: int
    share: float


class RfmClass(Schema):
    name: str
    label: Label
    members: int
    share: float
    money_minor: int
    rule: Label


class RfmReport(Schema):
    as_of: date
    days: int
    members: int
    money_minor: int
    scores: RfmScores
    grid: list[RfmCell]
    classes: list[RfmClass]


class HeadOfMembers(Schema):
    target: float
    members: int
    share_of_members: float
    money_minor: int
    value_ratio: float | None


class CurvePoint(Schema):
    members_share: float
    money_share: float


class Decile(Schema):
    decile: int
    members: int
    money_minor: int
    money_share: float


class ConcentrationReport(Schema):
    as_of: date
    days: int
    members: int
    money_minor: int
    gini: float
    head: HeadOfMembers
    curve: list[CurvePoint]
    deciles: list[Decile]


@router.get("/value/rfm", response=RfmReport, summary="Score members by recency, frequency and money")
def read_rfm(request: HttpRequest, workspace: Path[str], days: Days = 365) -> Any:
    """Return the RFM grid and classes of the members who bought in the last days."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.reports import rfm_report

    access = require(request, workspace, "value.view")
    with open_inputs(access.workspace) as inputs:
        return rfm_report(inputs, days)


@router.get("/value/concentration", response=ConcentrationReport, summary="Tell how concentrated the money is")
def read_concentration(request: HttpRequest, workspace: Path[str], days: Days = 365, target: Target = 0.4) -> Any:
    """Return the super-user curve, and the head of members that brings the target share of the money."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.reports import concentration_report

    access = require(request, workspace, "value.view")
    with open_inputs(access.workspace) as inputs:
        return concentration_report(inputs, days, target)
