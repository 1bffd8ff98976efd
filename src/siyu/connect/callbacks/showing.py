"""Callbacks as they are shown: the newest first, with what each handler made of them; never whom they tell of."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.callbacks.handlers import PATIENT, handler_named
from siyu.connect.callbacks.models import Callback, Handling
from siyu.connect.callbacks.refused import refused_callbacks
from siyu.lib.errors import Refusal
from siyu.lib.paging import page, read_cursor
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel

WAITING = "waiting"


def list_callbacks(
    workspace: Workspace, *, name: str, outcome: str, channel: int | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Return a page of callbacks; `outcome` chooses those of which one handling is waiting, done, ignored, failed or late."""
    chosen = Callback.objects.filter(workspace_id=workspace.pk)
    if name:
        chosen = chosen.filter(name=name)
    if channel is not None:
        chosen = chosen.filter(channel_id=channel)
    if outcome:
        ended = Handling.objects.filter(workspace_id=workspace.pk, outcome="" if outcome == WAITING else outcome)
        chosen = chosen.filter(pk__in=ended.values("callback_id"))
    total = chosen.count()
    place = read_cursor(cursor, int)
    if place:
        chosen = chosen.filter(pk__lt=place[0])
    rows = chosen.order_by("-pk").prefetch_related("handlings")[: limit + 1]
    shown, following = page(rows, limit, lambda row: [row.pk])
    channels = _channels(workspace)
    return {"items": [_shown(row, channels) for row in shown], "next": following, "total": total}


def summary_of(workspace: Workspace) -> dict[str, Any]:
    """Return how many callbacks are kept, by name and by outcome, and how many were refused in the last day."""
    mine = Callback.objects.filter(workspace_id=workspace.pk)
    handlings = Handling.objects.filter(workspace_id=workspace.pk)
    outcomes = Counter({row["outcome"] or WAITING: row["n"] for row in _counted(handlings, "outcome")})
    channels = _channels(workspace)
    return {
        "received": mine.count(),
        "repeats": mine.aggregate(n=Sum("repeats"))["n"] or 0,
        "oldest_waiting_at": handlings.filter(outcome="").aggregate(at=Min("callback__received_at"))["at"],
        "outcomes": dict(outcomes),
        "names": [{"name": row["name"], "count": row["n"]} for row in _counted(mine, "name")],
        "channels": [{"id": one.pk, "name": one.name, "kind": one.kind} for one in channels.values()],
        "refused": [{"code": code, "count": n} for code, n in refused_callbacks.of(set(channels)).items()],
    }


def retry_handling(access: Access, number: int) -> Handling:
    """Have a failed handling tried again. Raises `Refusal`: 404 for none, 409 for one that did not fail or had a deadline."""
    handling = Handling.objects.filter(pk=number, workspace_id=access.workspace.pk).first()
    if handling is None:
        raise Refusal("callback.no_handling", Text("没有这项处理", "there is no such handling"), status=404)
    again = {"outcome": "", "reason": None, "attempts": 0, "due_at": datetime.now(UTC), "over_at": None}
    failed = Handling.objects.filter(pk=number, outcome=Handling.FAILED, lane=PATIENT)
    if not failed.update(**again):
        raise Refusal(
            "callback.not_failed",
            Text("只有失败且没有时限的处理才能重试", "only what failed and has no deadline can be tried again"),
            status=409,
        )
    record(access, "callback.retried", "callback", str(handling.callback_id), {"handler": handling.handler})
    handling.refresh_from_db()
    return handling


def shown_handling(handling: Handling) -> dict[str, Any]:
    """Return a handling as the API shows it."""
    handler = handler_named(handling.handler)
    return {
        "id": handling.pk,
        "handler": handling.handler,
        "label": (handler.label if handler else Text(handling.handler, handling.handler)).as_dict(),
        "outcome": handling.outcome or WAITING,
        "reason": handling.reason,
        "attempts": handling.attempts,
        "over_at": handling.over_at,
        "can_retry": handling.outcome == Handling.FAILED and handling.lane == PATIENT,
    }


def _shown(row: Callback, channels: dict[int, Channel]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "kind": row.kind,
        "channel": channels[row.channel_id].name if row.channel_id in channels else "",
        "received_at": row.received_at,
        "repeats": row.repeats,
        "handlings": [shown_handling(one) for one in sorted(row.handlings.all(), key=lambda one: one.pk)],
    }


def _channels(workspace: Workspace) -> dict[int, Channel]:
    return {one.pk: one for one in Channel.objects.filter(workspace=workspace).order_by("name")}


def _counted(rows: QuerySet[Any], by: str) -> Any:
    return rows.order_by().values(by).annotate(n=Count("pk")).order_by("-n")
