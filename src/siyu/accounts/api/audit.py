"""The audit log of a workspace."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Schema

from siyu.accounts.access import require
from siyu.accounts.models import AuditEntry
from siyu.lib.paging import Limit, page, read_cursor

router = Router(tags=["audit"])


class AuditEntryOut(Schema):
    at: datetime
    by: str
    action: str
    object_type: str
    object_id: str
    change: dict[str, Any]


class AuditOut(Schema):
    items: list[AuditEntryOut]
    next: str | None
    total: int | None


@router.get("/audit", response=AuditOut, summary="Read the audit log")
def list_audit(
    request: HttpRequest,
    workspace: Path[str],
    *,
    action: str | None = None,
    object_type: str | None = None,
    object_id: str | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> AuditOut:
    """Return the newest entries first, all or those of an action or an object."""
    access = require(request, workspace, "audit.view")
    wanted = {"action": action, "object_type": object_type, "object_id": object_id}
    entries = AuditEntry.objects.filter(
        workspace=access.workspace, **{name: value for name, value in wanted.items() if value is not None}
    )
    total = entries.count()
    if place := read_cursor(cursor, int):
        entries = entries.filter(pk__lt=place[0])
    newest = entries.select_related("by_user", "by_key").order_by("-pk")[: limit + 1]
    shown, following = page(newest, limit, lambda entry: [entry.pk])
    return AuditOut(items=[_entry_out(entry) for entry in shown], next=following, total=total)


def _entry_out(entry: AuditEntry) -> AuditEntryOut:
    by_key = f"key:{entry.by_key.prefix}" if entry.by_key else "siyu"
    return AuditEntryOut(
        at=entry.at,
        by=entry.by_user.email if entry.by_user else by_key,
        action=entry.action,
        object_type=entry.object_type,
        object_id=entry.object_id,
        change=entry.change,
    )
