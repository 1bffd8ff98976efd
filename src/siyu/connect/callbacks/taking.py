"""Taking handlings to work on and settling them: claimed by one UPDATE, given up by whoever dies with them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from django.db import transaction
from django.db.models import F

from siyu.connect.callbacks.handlers import PATIENT, URGENT, Event, Outcome
from siyu.connect.callbacks.models import Handling
from siyu.connect.callbacks.processes import is_gone, me
from siyu.connect.inbox.router import inbox_database
from siyu.connect.inbox.sealing import unseal

LEASES = {URGENT: timedelta(seconds=30), PATIENT: timedelta(seconds=120)}
"""Whoever took something and is silent for so long is dead."""
MOST_ATTEMPTS = 6


def take(lane: str, at_once: int, now: datetime | None = None) -> list[Event]:
    """Return events of one handler that are due, now this caller's until its lease ends; the oldest first."""
    now = now or datetime.now(UTC)
    due = Handling.objects.filter(lane=lane, outcome="", due_at__lte=now).order_by("due_at")
    chosen = list(due.values_list("pk", "handler")[:at_once])
    if not chosen:
        return []
    mine = [number for number, handler in chosen if handler == chosen[0][1]]
    name = f"{me()}-{secrets.token_hex(3)}"
    claimed = Handling.objects.filter(pk__in=mine, outcome="", due_at__lte=now).update(
        taken_by=name, due_at=now + LEASES[lane], attempts=F("attempts") + 1
    )
    if not claimed:
        return []
    taken = Handling.objects.filter(pk__in=mine, taken_by=name).select_related("callback").order_by("pk")
    return [_event(handling) for handling in taken]


def release_dead(lane: str) -> int:
    """Make due again what processes of this machine took that run no more; return how many that were.

    A worker that is started again calls it first: what has a deadline can't wait for a lease to end.
    """
    taken = Handling.objects.filter(lane=lane, outcome="").exclude(taken_by="")
    dead = [name for name in set(taken.values_list("taken_by", flat=True)) if is_gone(name)]
    return taken.filter(taken_by__in=dead).update(taken_by="", due_at=datetime.now(UTC)) if dead else 0


def settle(events: Sequence[Event], outcomes: Sequence[Outcome], now: datetime | None = None) -> None:
    """Write down how handlings ended; one that is to be tried again waits longer each time and fails after the last."""
    now = now or datetime.now(UTC)
    attempts = dict(Handling.objects.filter(pk__in=[one.handling_id for one in events]).values_list("pk", "attempts"))
    alike: dict[str, tuple[dict[str, object], list[int]]] = {}
    for event, outcome in zip(events, outcomes, strict=True):
        change = _change(event, outcome, attempts.get(event.handling_id, MOST_ATTEMPTS), now)
        alike.setdefault(repr(change), (change, []))[1].append(event.handling_id)
    with transaction.atomic(using=inbox_database()):
        for change, numbers in alike.values():
            Handling.objects.filter(pk__in=numbers, outcome="").update(**change)


def _change(event: Event, outcome: Outcome, tried: int, now: datetime) -> dict[str, object]:
    reason = outcome.reason.as_dict() if outcome.reason else None
    if outcome.again and tried < MOST_ATTEMPTS:
        pause = timedelta(seconds=1 if event.deadline_at else 2 ** min(tried, 8))
        return {"due_at": now + pause, "taken_by": "", "reason": reason}
    ended = Handling.FAILED if outcome.again else outcome.outcome
    return {"outcome": ended, "reason": reason, "over_at": now, "taken_by": ""}


def _event(handling: Handling) -> Event:
    callback = handling.callback
    return Event(
        handling_id=handling.pk,
        handler=handling.handler,
        workspace_id=callback.workspace_id,
        channel_id=callback.channel_id,
        kind=callback.kind,
        name=callback.name,
        digest=callback.digest,
        received_at=callback.received_at,
        deadline_at=handling.deadline_at,
        fields=msgspec.msgpack.decode(unseal(bytes(callback.payload), callback.workspace_id)),
    )
