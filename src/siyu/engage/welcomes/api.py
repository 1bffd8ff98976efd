"""Endpoints of welcomes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.engage.welcomes import listing
from siyu.engage.welcomes.texts import FIELDS
from siyu.lib.labels import Label
from siyu.lib.paging import Limit

router = Router(tags=["welcomes"])
WelcomeState = Literal["sending", "sent", "failed", "uncertain", "late"]
OfCode = Annotated[str, Field(max_length=64)]


class WelcomeOut(Schema):
    """`waited_ms` lies between the callback and the call of the platform."""

    id: int
    code: str
    label: Label
    code_version: int
    staff: str
    state: WelcomeState
    reason: Label | None
    received_at: datetime
    over_at: datetime | None
    waited_ms: int


class WelcomePage(Schema):
    items: list[WelcomeOut]
    next: str | None
    total: int


class WelcomeField(Schema):
    name: str
    label: Label


class WelcomeSummary(Schema):
    sending: int
    sent: int
    failed: int
    uncertain: int
    late: int
    fields: list[WelcomeField]


@router.get("/welcomes", response=WelcomePage, summary="List welcomes")
def list_welcomes(
    request: HttpRequest,
    workspace: Path[str],
    state: WelcomeState | Literal[""] = "",
    code: OfCode = "",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return welcomes of new contacts, the newest first, each with its state and why it was not sent."""
    access = require(request, workspace, "contact_codes.view")
    return listing.list_welcomes(access.workspace, state=state, code=code, cursor=cursor, limit=limit)


@router.get("/welcome-summary", response=WelcomeSummary, summary="Count welcomes")
def read_summary(request: HttpRequest, workspace: Path[str], code: OfCode = "") -> Any:
    """Return how many welcomes there are of each state, and the fields a welcome may use."""
    access = require(request, workspace, "contact_codes.view")
    fields = [{"name": name, "label": label.as_dict()} for name, label in FIELDS.items()]
    return {**listing.count_welcomes(access.workspace, code), "fields": fields}
