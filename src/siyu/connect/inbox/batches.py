"""Batches of the inbox: what has come in since the last one, numbered, taken again after a crash exactly as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import transaction

from siyu.connect.inbox.models import Batch, Received
from siyu.connect.inbox.router import inbox_database

WEBHOOK = "webhook"
MOST_EVENTS = 50_000
AT_ONCE = 1_000


def waiting_workspaces() -> list[int]:
    """Return the ids of workspaces that have requests to load or a batch that was not finished."""
    waiting = Received.objects.filter(batch=None).order_by().values_list("workspace_id", flat=True).distinct()
    begun = Batch.objects.filter(done_at=None).values_list("workspace_id", flat=True)
    return sorted({*waiting, *begun})


def begin(workspace_id: int, most_events: int = MOST_EVENTS) -> Batch | None:
    """Return the batch to be loaded: the one that was begun and not finished, else a new one; None when nothing waits.

    Its requests get its number in the transaction that makes it, and keep it for ever.
    """
    begun = Batch.objects.filter(workspace_id=workspace_id, done_at=None).order_by("number").first()
    if begun is not None:
        return begun
    with transaction.atomic(using=inbox_database()):
        chosen = _choose(workspace_id, most_events)
        if not chosen:
            return None
        last = Batch.objects.filter(workspace_id=workspace_id).order_by("-number").values_list("number", flat=True)
        batch = Batch.objects.create(workspace_id=workspace_id, number=(last.first() or 0) + 1)
        for start in range(0, len(chosen), AT_ONCE):
            Received.objects.filter(pk__in=chosen[start : start + AT_ONCE]).update(batch=batch.number)
    return batch


def received_in(batch: Batch) -> Iterator[Received]:
    """Yield the batch's requests in the order in which they came in."""
    mine = Received.objects.filter(workspace_id=batch.workspace_id, batch=batch.number)
    yield from mine.order_by("pk").iterator(chunk_size=AT_ONCE)


def finish(batch: Batch) -> None:
    """Mark the requests loaded and the batch done."""
    now = datetime.now(UTC)
    mine = Received.objects.filter(workspace_id=batch.workspace_id, batch=batch.number, loaded_at=None)
    while ids := list(mine.values_list("pk", flat=True)[:AT_ONCE]):
        Received.objects.filter(pk__in=ids).update(loaded_at=now)
    Batch.objects.filter(pk=batch.pk).update(done_at=now)


def _choose(workspace_id: int, most_events: int) -> list[int]:
    """Return the oldest requests up to so many events, of webhooks only or of others only, as the first one is."""
    waiting = Received.objects.filter(workspace_id=workspace_id, batch=None).order_by("pk")
    chosen: list[int] = []
    events, is_webhook = 0, None
    oldest = waiting.values_list("pk", "events", "protocol")[:most_events]
    for number, count, protocol in oldest.iterator(chunk_size=AT_ONCE):
        is_webhook = is_webhook if is_webhook is not None else protocol == WEBHOOK
        if chosen and events + count > most_events:
            break
        if (protocol == WEBHOOK) != is_webhook:
            continue
        chosen.append(number)
        events += count
    return chosen
