"""The inbox as it is shown: what waits, and dead letters by their reasons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from django.db.models import Count, Max, Min, QuerySet, Sum

from siyu.accounts.models import Workspace
from siyu.connect.inbox.masking import masked
from siyu.connect.inbox.models import Batch, DeadLetter, Received
from siyu.connect.inbox.refusals import refusals
from siyu.connect.inbox.sealing import unseal
from siyu.connect.loads.models import Load
from siyu.lib.errors import Refusal
from siyu.lib.jsons import UNREADABLE
from siyu.lib.paging import page, read_cursor
from siyu.lib.text import Text

MOST_AT_ONCE = 1_000
RATE_SECONDS = 60
MOST_LOADS = 150
"""More than a minute's: a batch is begun at most every half second."""


def inbox_of(workspace: Workspace) -> dict[str, Any]:
    """Return how much waits and when the last batch was done."""
    waiting = Received.objects.filter(workspace_id=workspace.pk, batch=None)
    found = waiting.aggregate(requests=Count("id"), events=Sum("events"), oldest=Min("received_at"))
    last = Batch.objects.filter(workspace_id=workspace.pk, done_at__isnull=False)
    batch = last.aggregate(number=Max("number"), done_at=Max("done_at"))
    return {
        "waiting": found["requests"],
        "waiting_events": found["events"] or 0,
        "oldest_at": found["oldest"],
        "last_batch": batch["number"] or 0,
        "last_done_at": batch["done_at"],
        "letters": _letters(workspace).filter(settled_at=None).count(),
        "events_a_second": _rate(workspace),
        "refused": refusals.of(workspace.pk),
    }


def list_letters(
    workspace: Workspace, code: str | None, *, search: str = "", settled: bool, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Return a page of letters, and the number of open ones by code."""
    chosen = _letters(workspace).filter(settled_at__isnull=not settled)
    if code:
        chosen = chosen.filter(code=code)
    if search:
        chosen = chosen.filter(name__icontains=search)
    total = chosen.count()
    place = read_cursor(cursor, int)
    if place:
        chosen = chosen.filter(pk__lt=place[0])
    shown, following = page(chosen.order_by("-pk")[: limit + 1], limit, lambda letter: [letter.pk])
    return {
        "items": [_shown(letter) for letter in shown],
        "next": following,
        "total": total,
        "codes": _codes(workspace),
    }


def letter_of(workspace: Workspace, number: int, *, reveal: bool = False) -> dict[str, Any]:
    """Return a letter with its event, as sent with `reveal`, otherwise masked."""
    letter = _letters(workspace).filter(pk=number).first()
    if letter is None:
        raise Refusal(
            "letter.unknown", Text("没有这封死信", "there is no such dead letter"), where="letter", status=404
        )
    kept = msgspec.msgpack.decode(unseal(bytes(letter.payload), letter.workspace_id))
    event = _event(kept[2][0])
    return {**_shown(letter), "event": event if reveal else masked(event), "is_masked": not reveal}


def open_letters(
    workspace: Workspace, ids: list[int] | None, code: str | None, up_to: int | None = None
) -> list[DeadLetter]:
    """Return the open letters meant, the oldest first, at most a thousand. Raises `Refusal` when none is named.

    `up_to` leaves out letters that came after the one of that number.
    """
    if (ids is None) == (code is None):
        text = Text("请给出 ids 或 code 之一", "name either ids or a code")
        raise Refusal("letters.which", text, where="ids")
    chosen = _letters(workspace).filter(settled_at=None).order_by("pk")
    chosen = chosen.filter(pk__in=ids) if ids is not None else chosen.filter(code=code)
    chosen = chosen if up_to is None else chosen.filter(pk__lte=up_to)
    return list(chosen[:MOST_AT_ONCE])


def _rate(workspace: Workspace) -> float:
    """Return how many events a second were loaded over the last minute, in real time."""
    since = datetime.now(UTC) - timedelta(seconds=RATE_SECONDS)
    loads = Load.objects.filter(workspace=workspace, state=Load.DONE).order_by("-number")[:MOST_LOADS]
    mine = [load for load in loads if load.reference.startswith("inbox:") and load.done_at and load.done_at > since]
    return sum(int(load.counts.get("events", 0)) for load in mine) / RATE_SECONDS


def _letters(workspace: Workspace) -> QuerySet[DeadLetter]:
    return DeadLetter.objects.filter(workspace_id=workspace.pk)


def _codes(workspace: Workspace) -> list[dict[str, Any]]:
    found = _letters(workspace).filter(settled_at=None).values("code").annotate(count=Count("id"), last=Max("id"))
    samples = {one.pk: one for one in _letters(workspace).filter(pk__in=[row["last"] for row in found])}
    return [
        {
            "code": row["code"],
            "count": row["count"],
            "last": row["last"],
            "message": samples[row["last"]].reason["message"],
        }
        for row in sorted(found, key=lambda row: -row["count"])
    ]


def _shown(letter: DeadLetter) -> dict[str, Any]:
    reason = letter.reason
    return {
        "id": letter.pk,
        "name": letter.name,
        "code": letter.code,
        "message": reason["message"],
        "where": reason["where"],
        "mend": reason["mend"],
        "protocol": letter.protocol,
        "source": letter.source,
        "received_at": letter.received_at,
        "settled_at": letter.settled_at,
        "settled_how": letter.settled_how,
        "settled_by": letter.settled_by,
    }


def _event(raw: bytes) -> Any:
    """Return the event as JSON, or as text when it is none."""
    try:
        return msgspec.json.decode(raw)
    except UNREADABLE:
        return raw.decode("utf-8", "replace")[:32_768]
