"""Endpoints of the outbox: messages and what became of them, and sends to many."""

from __future__ import annotations

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Path, Router, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.engage.messaging.schemas import (
    BatchState,
    BatchWish,
    ForecastOut,
    ForecastWish,
    MemberId,
    MessageBatchDetail,
    MessageBatches,
    MessageCount,
    MessageDetail,
    Messages,
    State,
    TransportOut,
)
from siyu.lib.paging import Limit

router = Router(tags=["messages"])
Word = Annotated[str, Field(max_length=64)]


@router.get("/messages", response=Messages, summary="List messages")
def list_messages(
    request: HttpRequest,
    workspace: Path[str],
    *,
    state: State | None = None,
    rule: Word | None = None,
    channel: Word | None = None,
    lane: Word | None = None,
    batch: MemberId | None = None,
    member_id: MemberId | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return messages, the newest first; `total` is null when there are more than ten thousand."""
    from siyu.engage.messaging.listing import list_messages as listed

    found = require(request, workspace, "messages.view").workspace
    filters = {"state": state, "rule": rule, "channel": channel, "lane": lane, "batch": batch}
    return listed(found, filters, member_id, cursor, limit)


@router.get("/message-counts", response=list[MessageCount], summary="Count messages by state and rule")
def count_messages(request: HttpRequest, workspace: Path[str], batch: MemberId | None = None) -> Any:
    """Return how many messages are in which state, and by which rule."""
    from siyu.engage.messaging.listing import count_messages as counted

    return counted(require(request, workspace, "messages.view").workspace, batch)


@router.get("/transports", response=list[TransportOut], summary="List the ways messages are sent")
def list_transports(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return every transport there is."""
    from siyu.engage.messaging.transports import transports

    require(request, workspace, "messages.view")
    return [
        {
            "name": one.name,
            "label": one.label.as_dict(),
            "channel": one.kind,
            "for_marketing": one.for_marketing,
            "can_repeat": one.can_repeat,
            "family": one.family,
        }
        for one in transports().values()
    ]


@router.get("/messages/{int:message}", response=MessageDetail, summary="Read a message")
def read_message(request: HttpRequest, workspace: Path[str], message: int) -> Any:
    """Return a message with what came back about it."""
    from siyu.engage.messaging.listing import find_message, show_message

    row = find_message(require(request, workspace, "messages.view").workspace, message)
    return {**show_message(row), "outcomes": list(row.outcomes.order_by("at").values("kind", "at"))}


@router.post("/messages/{int:message}/cancellations", response={201: MessageDetail}, summary="Cancel a message")
def cancel_message(request: HttpRequest, workspace: Path[str], message: int) -> Any:
    """Drop a message that waits; one that is being sent or was can't be taken back."""
    from siyu.engage.messaging.batches import cancel_one
    from siyu.engage.messaging.listing import show_message

    access = require(request, workspace, "messages.edit")
    with transaction.atomic():
        row = cancel_one(access.workspace, message)
        record(access, "message.cancelled", "message", str(message))
    return Status(201, {**show_message(row), "outcomes": []})


@router.post("/batch-forecasts", response=ForecastOut, summary="Tell what would become of a send")
def forecast_batch(request: HttpRequest, workspace: Path[str], body: ForecastWish) -> Any:
    """Return how many would be sent, deferred and dropped, and by which rule; nothing is written. `policy` tries another one."""
    from siyu.engage.messaging.forecasting import forecast
    from siyu.engage.messaging.policy.document import read_policy
    from siyu.engage.messaging.rules import label_of_rule

    access = require(request, workspace, "messages.view")
    policy = None if body.policy is None else read_policy(body.policy)
    told = forecast(access.workspace, _wish(body), at=body.at, policy=policy)
    counts = [
        {**one, "rule_label": label.as_dict() if (label := label_of_rule(one["rule"])) else None} for one in told.counts
    ]
    return {"at": told.at, "audience": told.audience, "send": told.send, "counts": counts, "sample": told.sample}


@router.get("/batches", response=MessageBatches, summary="List sends")
def list_batches(
    request: HttpRequest,
    workspace: Path[str],
    *,
    state: BatchState | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return sends to many, the newest first."""
    from siyu.engage.messaging.listing import list_batches as listed

    return listed(require(request, workspace, "messages.view").workspace, state, cursor, limit)


@router.post("/batches", response={202: MessageBatchDetail}, summary="Send to many")
def start_batch(request: HttpRequest, workspace: Path[str], body: BatchWish) -> Any:
    """Ask for a message to a segment or to some members; each passes the policy when it is due."""
    from siyu.engage.messaging.batches import start_batch as started

    access = require(request, workspace, "messages.send")
    return Status(202, started(access, _wish(body)))


@router.get("/batches/{int:batch}", response=MessageBatchDetail, summary="Read a send")
def read_batch(request: HttpRequest, workspace: Path[str], batch: int) -> Any:
    """Return a send with how many of its messages are in which state."""
    from siyu.engage.messaging.batches import find_batch

    return find_batch(require(request, workspace, "messages.view").workspace, batch)


@router.post("/batches/{int:batch}/stops", response={201: MessageBatchDetail}, summary="Stop a send")
def stop_batch(request: HttpRequest, workspace: Path[str], batch: int) -> Any:
    """Let nothing more of it go until it is resumed."""
    return _moved(request, workspace, batch, "stopped")


@router.post("/batches/{int:batch}/resumptions", response={201: MessageBatchDetail}, summary="Resume a send")
def resume_batch(request: HttpRequest, workspace: Path[str], batch: int) -> Any:
    """Let a stopped send go on."""
    return _moved(request, workspace, batch, "resumed")


@router.post("/batches/{int:batch}/cancellations", response={201: MessageBatchDetail}, summary="Cancel a send")
def cancel_batch(request: HttpRequest, workspace: Path[str], batch: int) -> Any:
    """Drop whatever of it still waits; it can't be resumed."""
    return _moved(request, workspace, batch, "cancelled")


def _moved(request: HttpRequest, workspace: str, batch: int, move: str) -> Any:
    from siyu.engage.messaging.batches import move_batch

    return Status(201, move_batch(require(request, workspace, "messages.send"), batch, move))


def _wish(body: BatchWish) -> Any:
    from siyu.engage.messaging.batches import Wish

    told = body.model_dump(exclude={"at", "policy"})
    return Wish(**{**told, "members": tuple(body.members), "content": body.content or None})
