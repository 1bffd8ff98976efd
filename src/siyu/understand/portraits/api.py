"""The endpoint that compares two groups of members."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema

from siyu.accounts.access import require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.understand.portraits.groups import Against

router = Router(tags=["portraits"])
Verdict = Literal["separates", "weak", "undecided"]


class Compared(Body):
    a: Any
    b: Any = None
    against: Against = "rest"
    as_of: date | None = None


class TraitLevel(Schema):
    kind: Literal["value", "range", "other", "missing"]
    value: str | None
    label: Label | None
    low: float | date | None
    high: float | date | None
    a: int
    b: int
    share_a: float
    share_b: float
    lift: float | None
    information: float


class TraitOut(Schema):
    kind: Literal["tag", "feature", "attribute"]
    name: str
    label: Label
    group: Label
    unit: str
    verdict: Verdict
    information: float
    chi_square: float | None
    freedom: int
    p: float | None
    corrected: float | None
    strength: float
    lead: int
    levels: list[TraitLevel]


class PortraitReport(Schema):
    as_of: date
    a: int
    b: int
    both: int
    base: int
    tested: int
    verdicts: dict[Verdict, int]
    traits: list[TraitOut]


@router.post("/portraits", response=PortraitReport, summary="Compare two groups of members")
def compare(request: HttpRequest, workspace: Path[str], body: Compared) -> Any:
    """Return every tag, feature and attribute with its shares in A and in B, lift, information value and verdict.

    `a` and `b` are rules, `{"segment": name}` being one; without `b` A is compared with the rest of the base, or with
    everyone.
    """
    from siyu.understand.behaviour.asking import end_of
    from siyu.understand.portraits.groups import open_groups
    from siyu.understand.portraits.reports import portrait_report

    access = require(request, workspace, "portraits.view")
    at = end_of(access.workspace, body.as_of)
    with open_groups(access.workspace, body.a, body.b, body.against, at) as groups:
        return portrait_report(access.workspace, groups)
