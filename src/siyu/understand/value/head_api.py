"""Endpoints of super users and of promotions: who moved into and out of the head, the programmes, and two rates."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label

router = Router(tags=["value"])
Days = Annotated[int, Field(ge=1, le=3650)]
Target = Annotated[float, Field(gt=0, lt=1)]
Quiet = Annotated[int, Field(ge=1, le=730)]
Move = Literal["grew", "slid", "stayed"]
SHOWN = 50


class HeadNumbers(Schema):
    buyers: int
    money_minor: int
    members: int
    head_minor: int
    entry_minor: int | None
    value_users: int
    value_per_user_minor: int | None
    saved_minor: int
    saved_share: float | None


class HeadMove(Schema):
    name: str
    members: int
    money_minor: int
    before_minor: int
    silent: int
    fresh: int
    rule: dict[str, Any] | None


class Programme(Schema):
    name: str
    label: Label
    members: int
    entry_minor: int
    basket_minor: int
    rule: dict[str, Any]


class HeadReport(Schema):
    on: date
    since: date
    days: int
    target: float
    quiet: int
    known_from: date | None
    now: HeadNumbers
    before: HeadNumbers
    moves: list[HeadMove]
    programmes: list[Programme]


class MovedMember(Schema):
    member_id: int
    name: str
    money_minor: int
    before_minor: int
    orders: int
    orders_before: int


class Dependence(Schema):
    buyers: int
    dependent: int
    rate: float | None
    money_minor: int
    dependent_minor: int
    saved_minor: int


class ClassDependence(Dependence):
    name: str
    label: Label


class Referral(Schema):
    members: int
    known: bool
    named: bool
    referrers: int
    effective: int
    rate: float | None


class PromotionReport(Schema):
    as_of: date
    days: int
    dependence: Dependence
    dependence_before: Dependence
    rule: dict[str, Any]
    classes: list[ClassDependence]
    referral: Referral
    referral_before: Referral


@router.get("/value/head", response=HeadReport, summary="Tell who grew into the head and who slid out of it")
def read_head(
    request: HttpRequest,
    workspace: Path[str],
    days: Days = 365,
    target: Target = 0.4,
    on: date | None = None,
    since: date | None = None,
    quiet: Quiet = 60,
) -> Any:
    """Return the head of members at the end of `on` beside that of `since`, by windows of `days` that end on them.

    `on` is by default today, `since` the last day of the month before. `quiet` are the days without an order after
    which a member of the head is asleep.
    """
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.head_report import head_report
    from siyu.understand.value.heads import days_asked

    access = require(request, workspace, "value.view")
    day = days_asked(access.workspace.today(), on)
    with open_inputs(access.workspace) as inputs:
        return head_report(inputs.until(day), days, target, since, quiet)


@router.get("/value/head/members", response=list[MovedMember], summary="List the members of a move")
def list_moved(
    request: HttpRequest,
    workspace: Path[str],
    move: Move,
    days: Days = 365,
    target: Target = 0.4,
    on: date | None = None,
    since: date | None = None,
) -> Any:
    """Return the fifty members of a move whose money changed most; `siyu value head --members` prints all of them."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.heads import HeadMoves, days_asked
    from siyu.unify.members.listing import rows_of

    require(request, workspace, "members.view")
    access = require(request, workspace, "value.view")
    day = days_asked(access.workspace.today(), on)
    with open_inputs(access.workspace) as inputs:
        found = HeadMoves.of(inputs.until(day), days, target, since).largest(move, SHOWN)
    names = rows_of(access.workspace, [one["member_id"] for one in found])
    return [{**one, "name": row["name"]} for one, row in zip(found, names, strict=True)]


@router.get("/value/promotion", response=PromotionReport, summary="Tell how far buyers depend on promotions")
def read_promotion(request: HttpRequest, workspace: Path[str], days: Days = 365) -> Any:
    """Return promotion dependence and the recommendation rate of the last days, beside as many days before."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.promotion import promotion_report

    access = require(request, workspace, "value.view")
    with open_inputs(access.workspace) as inputs:
        return promotion_report(inputs, days)
