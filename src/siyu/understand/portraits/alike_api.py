"""Endpoints of look-alikes: how they would be, and keeping them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label

router = Router(tags=["portraits"])


class LookalikeSize(Body):
    size: Annotated[int, Field(ge=1, le=2**32)] | None = None
    share: Annotated[float, Field(gt=0, le=1)] | None = None


class LookalikeKept(LookalikeSize):
    name: str | None = None
    label: Label | None = None


class LiftAt(Schema):
    share: float
    lift: float | None


class LookalikeQuality(Schema):
    held_out: int
    held_out_seed: int
    auc: float | None
    lift: float | None
    lifts: list[LiftAt]


class LookalikeLevel(Schema):
    kind: Literal["value", "range", "other", "missing"]
    value: str | None
    label: Label | None
    low: float | date | None
    high: float | date | None


class LookalikeReason(Schema):
    kind: Literal["tag", "feature", "attribute"]
    name: str
    label: Label
    unit: str
    points: float
    level: LookalikeLevel
    share: float
    share_of_others: float


class LookalikeReport(Schema):
    as_of: date
    segment: str
    seed: int
    others: int
    size: int
    quality: LookalikeQuality
    reasons: list[LookalikeReason]


class KeptSegment(Schema):
    name: str
    label: Label
    size: int


@router.post("/segments/{name}/lookalike-previews", response=LookalikeReport, summary="Tell who is like a segment")
def preview(request: HttpRequest, workspace: Path[str], name: str, body: LookalikeSize) -> Any:
    """Find the members outside the segment most like its members, with hold-out quality and reasons; nothing is kept."""
    from siyu.understand.portraits.alike import Wanted, lookalikes

    access = require(request, workspace, "portraits.view")
    return lookalikes(access.workspace, name, Wanted(body.size, body.share))


@router.post("/segments/{name}/lookalikes", response={201: KeptSegment}, summary="Keep who is like a segment")
def keep(request: HttpRequest, workspace: Path[str], name: str, body: LookalikeKept) -> Any:
    """Keep the look-alikes as a segment that never changes and names its origin."""
    from siyu.understand.portraits.alike import Wanted, keep_lookalikes

    access = require(request, workspace, "segments.edit")
    return Status(201, keep_lookalikes(access, name, Wanted(body.size, body.share), body.name, body.label))
