"""Endpoints of callbacks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.callbacks import showing
from siyu.lib.labels import Label
from siyu.lib.paging import Limit, RowNumber

router = Router(tags=["callbacks"])
OutcomeName = Literal["waiting", "done", "ignored", "failed", "late"]


class HandlingOut(Schema):
    id: int
    handler: str
    label: Label
    outcome: OutcomeName
    reason: Label | None
    attempts: int
    over_at: datetime | None
    can_retry: bool


class CallbackOut(Schema):
    id: int
    name: str
    kind: str
    channel: str
    received_at: datetime
    repeats: int
    handlings: list[HandlingOut]


class CallbackPage(Schema):
    items: list[CallbackOut]
    next: str | None
    total: int


class NameCount(Schema):
    name: str
    count: int


class ChannelName(Schema):
    id: int
    name: str
    kind: str


class RefusedCount(Schema):
    """Callbacks refused in the last day by this server process; nothing else is kept of them."""

    code: str
    count: int


class CallbackSummary(Schema):
    received: int
    repeats: int
    oldest_waiting_at: datetime | None
    outcomes: dict[str, int]
    names: list[NameCount]
    channels: list[ChannelName]
    refused: list[RefusedCount]


@router.get("/callbacks", response=CallbackPage, summary="List callbacks of platforms")
def list_callbacks(
    request: HttpRequest,
    workspace: Path[str],
    name: Annotated[str, Field(max_length=100)] = "",
    outcome: OutcomeName | Literal[""] = "",
    channel: RowNumber | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return what platforms told in the days for which raw data is kept, the newest first, and what became of it."""
    access = require(request, workspace, "channels.view")
    return showing.list_callbacks(
        access.workspace, name=name.strip(), outcome=outcome, channel=channel, cursor=cursor, limit=limit
    )


@router.get("/callback-summary", response=CallbackSummary, summary="Count callbacks of platforms")
def read_summary(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return how many callbacks are kept, by name and outcome, and how many were refused lately."""
    return showing.summary_of(require(request, workspace, "channels.view").workspace)


@router.post("/callback-handlings/{int:handling}/retries", response=HandlingOut, summary="Try a handling again")
def retry_handling(request: HttpRequest, workspace: Path[str], handling: int) -> Any:
    """Have a handling that failed tried again; one with a deadline is refused, because its time is over."""
    access = require(request, workspace, "events.edit")
    return showing.shown_handling(showing.retry_handling(access, handling))
