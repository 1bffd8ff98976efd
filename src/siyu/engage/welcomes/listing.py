"""Welcomes as they are shown: the newest first, with state and reason; and how many of each state by code."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from siyu.accounts.models import Workspace
from siyu.engage.welcomes.models import Welcome
from siyu.lib.paging import page, read_cursor


def list_welcomes(workspace: Workspace, *, state: str, code: str, cursor: str | None, limit: int) -> dict[str, Any]:
    """Return a page of welcomes, of a state or a code if told."""
    rows = Welcome.objects.filter(workspace=workspace)
    if state:
        rows = rows.filter(state=state)
    if code:
        rows = rows.filter(code__name=code)
    total = rows.count()
    place = read_cursor(cursor, int)
    if place:
        rows = rows.filter(pk__lt=place[0])
    shown, following = page(rows.select_related("code").order_by("-pk")[: limit + 1], limit, lambda row: [row.pk])
    return {"items": [_shown(row) for row in shown], "next": following, "total": total}


def count_welcomes(workspace: Workspace, code: str) -> dict[str, int]:
    """Return how many welcomes there are of each state, of one code if told."""
    rows = Welcome.objects.filter(workspace=workspace)
    if code:
        rows = rows.filter(code__name=code)
    counted = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return {state: counted.get(state, 0) for state in Welcome.STATES}


def _shown(row: Welcome) -> dict[str, Any]:
    begun = row.sending_at or row.received_at
    return {
        "id": row.pk,
        "code": row.code.name,
        "label": row.code.label,
        "code_version": row.code_version,
        "staff": row.staff,
        "state": row.state,
        "reason": row.reason,
        "received_at": row.received_at,
        "over_at": row.over_at,
        "waited_ms": round((begun - row.received_at).total_seconds() * 1000),
    }
