"""Contact codes as they are listed and shown: their state, who stands there, and how many came by whom and when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Q

from siyu.accounts.models import Workspace
from siyu.connect.contact_codes.documents import read_document
from siyu.connect.contact_codes.managing import CODES
from siyu.connect.contact_codes.models import ContactAdd, ContactCode
from siyu.lib.documents import dump
from siyu.lib.paging import page, read_cursor

DAYS = 30


def list_codes(workspace: Workspace, search: str, state: str, cursor: str | None, limit: int) -> dict[str, Any]:
    """Return a page of codes by name; `state` chooses those that are live, being made, in trouble or retired."""
    rows = ContactCode.objects.filter(workspace=workspace).filter(_STATES.get(state, Q()))
    if words := search.strip():
        rows = rows.filter(Q(name__icontains=words) | Q(label__icontains=words) | Q(key=words))
    total = rows.count()
    place = read_cursor(cursor, str)
    if place:
        rows = rows.filter(name__gt=place[0])
    found = rows.select_related("channel", "workspace").order_by("name")[: limit + 1]
    shown, following = page(found, limit, lambda row: [row.name])
    counts = _counts(shown, workspace)
    return {"items": [_row(one, counts) for one in shown], "next": following, "total": total}


def show_code(workspace: Workspace, name: str) -> dict[str, Any]:
    """Return one code with its document, versions, and the counts of the last 30 days."""
    code = CODES.find(workspace, name)
    document = read_document(code.document)
    since = workspace.today() - timedelta(days=DAYS - 1)
    recent = ContactAdd.objects.filter(code=code, on__gte=since)
    today = dict(recent.filter(on=workspace.today()).values_list("staff").annotate(n=Count("pk")))
    staff = {row["staff"]: row for row in recent.values("staff").annotate(n=Count("pk"), last_at=Max("at"))}
    names = [*document.people, *(one for one in staff if one not in document.people)]
    return {
        **_row(code, _counts([code], workspace)),
        "document": code.document,
        "yaml": dump(code.document),
        "versions": code.versions.order_by("-version").values("version", "at", "by"),
        "qr_code": code.qr_code,
        "daily_cap": document.daily_cap,
        "standing_at": code.standing_at,
        "people": [
            {
                "userid": one,
                "is_standing": one in code.standing,
                "is_backup": one in document.backup,
                "is_absent": one in code.absent,
                "today": today.get(one, 0),
                "adds": staff[one]["n"] if one in staff else 0,
                "last_at": staff[one]["last_at"] if one in staff else None,
            }
            for one in names
        ],
        "days": [
            {"on": row["on"], "adds": row["n"]} for row in recent.values("on").annotate(n=Count("pk")).order_by("on")
        ],
    }


def state_of(code: ContactCode) -> str:
    """Return retired, trouble, making or live."""
    if code.retired_at is not None:
        return "retired"
    if code.problem is not None:
        return "trouble"
    return "live" if code.config_id else "making"


_ALIVE = Q(retired_at=None)
_STATES = {
    "retired": Q(retired_at__isnull=False),
    "trouble": _ALIVE & Q(problem__isnull=False),
    "making": _ALIVE & Q(problem__isnull=True, config_id=""),
    "live": _ALIVE & Q(problem__isnull=True) & ~Q(config_id=""),
}


def _row(code: ContactCode, counts: dict[int, dict[str, Any]]) -> dict[str, Any]:
    count = counts.get(code.pk, {})
    document = code.document
    return {
        "name": code.name,
        "label": code.label,
        "channel": code.channel.name,
        "state": state_of(code),
        "problem": code.problem,
        "key": code.key,
        "leads_to": "groups" if document.get("groups") else "staff",
        "standing": code.standing,
        "motive": document.get("motive"),
        "source": document.get("source", ""),
        "store": document.get("store", ""),
        "visits": code.visits,
        "adds": count.get("adds", 0),
        "adds_today": count.get("today", 0),
        "last_at": count.get("last_at"),
        "version": code.version,
        "updated_at": code.updated_at,
        "updated_by": code.updated_by,
    }


def _counts(codes: list[ContactCode], workspace: Workspace) -> dict[int, dict[str, Any]]:
    rows = ContactAdd.objects.filter(code__in=codes).values("code_id")
    today = Count("pk", filter=Q(on=workspace.today()))
    return {row["code_id"]: dict(row) for row in rows.annotate(adds=Count("pk"), today=today, last_at=Max("at"))}
