"""Endpoints of stages: who is in which, who moved, by category, day by day, and what divides them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label

router = Router(tags=["stages"])
Name = Annotated[str, Field(min_length=1, max_length=20)]
Category = Annotated[str | None, Field(max_length=200)]
Days = Annotated[int, Field(ge=2, le=1100)]


class StageOut(Schema):
    name: str
    label: Label
    group: str
    about: Label
    members: int
    share: float
    before: int
    share_before: float


class StageGroup(Schema):
    name: str
    label: Label
    members: int
    share: float
    before: int
    share_before: float


class StageFlow(Schema):
    source: str | None
    target: str | None
    members: int


class RhythmOut(Schema):
    pooled_days: int
    own: int
    others: int
    median_own_days: int | None


class StepOut(Schema):
    stage: str
    label: Label
    came: int
    amount_minor: int | None
    cost_minor: int | None
    by: str | None
    at: datetime | None


class StageReport(Schema):
    model: str
    label: Label
    category: str | None
    on: date
    since: date
    members: int
    members_since: int
    stages: list[StageOut]
    groups: list[StageGroup]
    flows: list[StageFlow]
    steps: list[StepOut]
    rhythm: RhythmOut | None


class CategoryStages(Schema):
    category: str
    label: Label
    buyers: int
    counts: dict[str, int]
    rhythm: RhythmOut


class CategoryReport(Schema):
    on: date
    members: int
    categories: list[CategoryStages]


class DayOfStages(Schema):
    on: date
    members: int
    moves: int
    counts: dict[str, int]


class MonthOfStages(Schema):
    month: date
    source: str | None
    target: str | None
    members: int


class StepCostIn(Body):
    stage: str
    since: str
    on: str
    amount_minor: int | None


class StageSettingsOut(Schema):
    document: dict[str, Any]
    yaml: str
    version: int
    updated_at: datetime | None
    updated_by: str | None


class StageSettingsChange(Body):
    document: Any
    version: int


@router.get("/stages/{model}", response=StageReport, summary="Tell who is in which stage and who moved")
def read_stages(
    request: HttpRequest,
    workspace: Path[str],
    model: Path[Name],
    on: date | None = None,
    since: date | None = None,
    category: Category = None,
) -> Any:
    """Return the stages of `lifecycle`, `aipl` or `ladder` at the end of a day, and the moves since another day.

    `since` is by default thirty days before `on`, `on` today. Only the lifecycle goes by `category`.
    """
    from siyu.understand.stages.reports import open_stages, stage_report

    access = require(request, workspace, "stages.view")
    with open_stages(access.workspace, model, on, since, category) as asked:
        return stage_report(asked)


@router.get("/stages/{model}/categories", response=CategoryReport, summary="Tell the lifecycle by category")
def read_stage_categories(request: HttpRequest, workspace: Path[str], model: Path[Name], on: date | None = None) -> Any:
    """Return the lifecycle of the buyers of each of the categories with most buyers, by the rhythm of the category."""
    from siyu.understand.stages.reports import category_report, open_stages

    access = require(request, workspace, "stages.view")
    with open_stages(access.workspace, model, on) as asked:
        return category_report(asked)


@router.get("/stages/{model}/days", response=list[DayOfStages], summary="Tell how the stages grew day by day")
def list_stage_days(
    request: HttpRequest, workspace: Path[str], model: Path[Name], days: Days = 90, category: Category = None
) -> Any:
    """Return the recorded days, the earliest first: members by stage, and how many moved that day."""
    from siyu.understand.stages.recording import recorded_days

    access = require(request, workspace, "stages.view")
    return recorded_days(access.workspace, model, category, days)


@router.get("/stages/{model}/months", response=list[MonthOfStages], summary="Tell who moved in each month")
def list_stage_months(request: HttpRequest, workspace: Path[str], model: Path[Name], category: Category = None) -> Any:
    """Return the recorded moves of the last thirteen months, added up by month and by the stages they lead from and to."""
    from siyu.understand.stages.recording import recorded_months

    access = require(request, workspace, "stages.view")
    return recorded_months(access.workspace, model, category)


@router.post("/stages/{model}/costs", response={204: None}, summary="Enter what a step cost")
def enter_step_cost(request: HttpRequest, workspace: Path[str], model: Path[Name], body: StepCostIn) -> Any:
    """Enter what was spent between two days to bring members into a stage of `aipl` or `ladder`; null takes it back."""
    from siyu.understand.stages.costs import enter_cost

    access = require(request, workspace, "stages.edit")
    enter_cost(access, model, body.stage, (body.since, body.on), body.amount_minor)
    return Status(204, None)


@router.get("/stages/{model}/settings", response=StageSettingsOut, summary="Read what divides the stages")
def read_stage_settings(request: HttpRequest, workspace: Path[str], model: Path[Name]) -> Any:
    """Return the document of a model; version 0 is the shipped one."""
    from siyu.understand.stages.settings import settings_of

    return _told(settings_of(require(request, workspace, "stages.view").workspace, model))


@router.put("/stages/{model}/settings", response=StageSettingsOut, summary="Change what divides the stages")
def put_stage_settings(request: HttpRequest, workspace: Path[str], model: Path[Name], body: StageSettingsChange) -> Any:
    """Divide a model anew; `version` is the one the change was made from (409 when there is a later one)."""
    from siyu.understand.stages.settings import change_settings

    return _told(change_settings(require(request, workspace, "stages.edit"), model, body.document, body.version))


def _told(found: Any) -> dict[str, Any]:
    from siyu.lib import documents

    return {
        "document": found.document,
        "yaml": documents.dump(found.document),
        "version": found.version,
        "updated_at": found.updated_at,
        "updated_by": found.updated_by,
    }
