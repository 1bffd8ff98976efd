"""Endpoints of the matrix customer class × category, and of its white space."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label
from siyu.understand.value.assortment import Level

router = Router(tags=["value"])
Days = Annotated[int, Field(ge=1, le=3650)]
Mostly = Annotated[float, Field(gt=0, le=1)]
Word = Annotated[str, Field(min_length=1, max_length=200)]
SHOWN = 50


class MatrixClass(Schema):
    name: str
    label: Label
    members: int
    money_minor: int


class MatrixCategory(Schema):
    name: str
    label: Label
    buyers: int
    money_minor: int
    penetration: float | None


class MatrixCell(Schema):
    of_class: str
    category: str
    buyers: int
    penetration: float
    money_minor: int
    share: float | None
    lift: float | None
    attach: float | None
    missing: int
    is_white: bool
    worth_minor: int


class MatrixReport(Schema):
    as_of: date
    days: int
    level: str
    mostly: float
    members: int
    money_minor: int
    uncounted_minor: int
    others: int
    classes: list[MatrixClass]
    categories: list[MatrixCategory]
    cells: list[MatrixCell]


class WhiteMember(Schema):
    member_id: int
    name: str
    money_minor: int
    orders: int
    days_since: int


class WhiteSpace(Schema):
    of_class: str
    class_label: Label
    category: str
    category_label: Label
    members: int
    rule: dict[str, Any]
    items: list[WhiteMember]


@router.get("/value/matrix", response=MatrixReport, summary="Tell which class of members buys which categories")
def read_matrix(
    request: HttpRequest, workspace: Path[str], days: Days = 365, level: Level = "department", mostly: Mostly = 0.5
) -> Any:
    """Return penetration, share of money, lift, attach and white space of eight classes by category."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.matrix import matrix_report

    access = require(request, workspace, "value.view")
    with open_inputs(access.workspace) as inputs:
        return matrix_report(inputs, days, level, mostly)


@router.get("/value/matrix/white-space", response=WhiteSpace, summary="List who of a class does not buy a category")
def read_white_space(
    request: HttpRequest,
    workspace: Path[str],
    category: Word,
    of_class: Annotated[Word, Query(alias="class")],
    days: Days = 365,
    level: Level = "department",
) -> Any:
    """Return the rule that selects them, how many they are, and the fifty who spent most."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.white_space import white_space_report
    from siyu.unify.members.listing import rows_of

    require(request, workspace, "members.view")
    access = require(request, workspace, "value.view")
    with open_inputs(access.workspace) as inputs:
        found = white_space_report(inputs, days, level, of_class, category, most=SHOWN)
    names = rows_of(access.workspace, [one["member_id"] for one in found["items"]])
    items = [{**one, "name": row["name"]} for one, row in zip(found["items"], names, strict=True)]
    return {**found, "items": items}
