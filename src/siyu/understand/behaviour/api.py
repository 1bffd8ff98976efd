"""Endpoints of behaviour: cohorts, paths and stickiness. Funnels have theirs in `funnel_api`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label

router = Router(tags=["behaviour"])
Days = Annotated[int, Field(ge=1, le=1100)]
Periods = Annotated[int, Field(ge=2, le=60)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Segment = Annotated[str | None, Field(max_length=64)]
Length = Annotated[int, Field(ge=2, le=5)]


class Span(Schema):
    from_: date = Field(alias="from")
    to: date


class AskedReport(Schema):
    as_of: date
    days: int
    period: Span
    segment: str | None
    members: int


class Cohort(Schema):
    from_: date = Field(alias="from")
    to: date
    size: int
    active: list[int]


class AgeAverage(Schema):
    age: int
    members: int
    active: int
    rate: float | None


class CohortReport(AskedReport):
    by: str
    periods: int
    start: str
    back: str
    began: int
    is_over: bool
    cohorts: list[Cohort]
    average: list[AgeAverage]


class ActiveDay(Schema):
    on: date
    dau: int
    wau: int
    mau: int
    stickiness: float | None


class DaysActive(Schema):
    days: int
    members: int


class StickinessReport(AskedReport):
    did: str
    active: int
    stickiness: float | None
    mean_days_active: float | None
    trend: list[ActiveDay]
    days_active: list[DaysActive]


class NamedAct(Schema):
    name: str
    label: Label


class PathLink(Schema):
    position: int
    source: str
    target: str | None
    members: int


class PathSequence(Schema):
    path: list[str]
    members: int
    share: float
    is_cut: bool


class PathReport(AskedReport):
    anchor: str
    direction: Literal["from", "to"]
    length: int
    window_seconds: int
    walked: int
    went_on: int
    names: list[NamedAct]
    links: list[PathLink]
    sequences: list[PathSequence]


@router.get("/behaviour/cohorts", response=CohortReport, by_alias=True, summary="Tell who came back")
def read_cohorts(
    request: HttpRequest,
    workspace: Path[str],
    by: Literal["day", "week", "month"] = "month",
    periods: Periods = 12,
    start: Name = "ordered",
    back: Name = "ordered",
    segment: Segment = None,
    as_of: date | None = None,
) -> Any:
    """Return cohorts by the period of the first `start` ever, and how many did `back` each period after.

    `start` and `back` are `ordered`, `refunded`, a type of event or touch, or `any`; `start` may be `joined_on` too.
    """
    from siyu.understand.behaviour.asking import open_asked
    from siyu.understand.behaviour.cohorts import CohortQuestion, cohort_report
    from siyu.understand.behaviour.names import check_back, check_start
    from siyu.understand.rules.vocabulary import known_of

    access = require(request, workspace, "behaviour.view")
    known = known_of(access.workspace)
    question = CohortQuestion(by, periods, check_start(start, known), check_back(back, known))
    with open_asked(access.workspace, segment=segment, as_of=as_of) as asked:
        return cohort_report(asked, question)


@router.get("/behaviour/stickiness", response=StickinessReport, by_alias=True, summary="Tell how often members come")
def read_stickiness(
    request: HttpRequest,
    workspace: Path[str],
    days: Days = 90,
    did: Name = "any",
    segment: Segment = None,
    as_of: date | None = None,
) -> Any:
    """Return active members by day, week and month, their ratio, and on how many days each was active."""
    from siyu.understand.behaviour.active import stickiness_report
    from siyu.understand.behaviour.asking import open_asked
    from siyu.understand.behaviour.names import check_back
    from siyu.understand.rules.vocabulary import known_of

    access = require(request, workspace, "behaviour.view")
    check_back(did, known_of(access.workspace), "did")
    with open_asked(access.workspace, segment=segment, as_of=as_of) as asked:
        return stickiness_report(asked, did, days)


@router.get("/behaviour/paths", response=PathReport, by_alias=True, summary="Tell what members do next or did before")
def read_paths(
    request: HttpRequest,
    workspace: Path[str],
    anchor: Name = "ordered",
    direction: Literal["from", "to"] = "from",
    length: Length = 4,
    within: Name = "30d",
    collapse: bool = True,
    days: Days = 90,
    segment: Segment = None,
    as_of: date | None = None,
) -> Any:
    """Return the paths from each member's first `anchor` in the days, or to the last one, each step within the window."""
    from siyu.understand.behaviour.asking import open_asked
    from siyu.understand.behaviour.names import check_did
    from siyu.understand.behaviour.paths import PathQuestion, path_report
    from siyu.understand.behaviour.steps import read_window
    from siyu.understand.rules.vocabulary import known_of

    access = require(request, workspace, "behaviour.view")
    check_did(anchor, known_of(access.workspace), "anchor")
    question = PathQuestion(anchor, direction == "to", length, read_window(within), collapse)
    with open_asked(access.workspace, segment=segment, as_of=as_of) as asked:
        return path_report(asked, question, days)
