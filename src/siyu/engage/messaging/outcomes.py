"""What comes back about a message: kept once, the message moved on, a refusal honoured, and the lake told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import Message, Outcome
from siyu.engage.messaging.writing import write_rows
from siyu.unify.consents.models import Consent
from siyu.unify.consents.purposes import MARKETING, SCOPES
from siyu.unify.consents.telling import Told, tell_consents

if TYPE_CHECKING:
    import pyarrow as pa

SENT, DELIVERED, UNSUBSCRIBED = "sent", "delivered", "unsubscribed"
REACHED = {Message.SENT: (SENT,), Message.DELIVERED: (SENT, DELIVERED)}
TOUCHES = (SENT, DELIVERED)
EVENTS = ("opened", "clicked", "replied", UNSUBSCRIBED)
FAILED = "failed"
KINDS = (*TOUCHES, *EVENTS, FAILED)
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Heard:
    """What a platform says of a message it knows by its own id."""

    platform_id: str
    kind: str
    at: datetime
    reason: str = ""


def keep_outcomes(known: Sequence[tuple[Message, str, datetime]]) -> None:
    """Keep what is known of messages, once a kind; call inside a transaction."""
    rows = [Outcome(message=message, kind=kind, at=at) for message, kind, at in known]
    Outcome.objects.bulk_create(rows, ignore_conflicts=True, batch_size=250)


def hear_of_messages(workspace: Workspace, transport: str, heard: Sequence[Heard]) -> int:
    """Take down what a platform says of messages, and return of how many it spoke; a repeat changes nothing.

    Whoever unsubscribed has withdrawn their consent to marketing by the channel.
    """
    found = 0
    for start in range(0, len(heard), AT_ONCE // 2):
        with transaction.atomic():
            found += _hear(workspace, transport, heard[start : start + AT_ONCE // 2])
    return found


def _hear(workspace: Workspace, transport: str, heard: Sequence[Heard]) -> int:
    ids = sorted({one.platform_id for one in heard if one.platform_id})
    rows = Message.objects.select_for_update().filter(workspace=workspace, transport=transport, platform_id__in=ids)
    messages = {row.platform_id: row for row in rows}
    known = [(messages[one.platform_id], one) for one in heard if one.platform_id in messages and one.kind in KINDS]
    for message, one in known:
        _move_on(message, one)
    write_rows([message for message, _ in known], ["state", "reason", "finished_at"])
    keep_outcomes([(message, one.kind, one.at) for message, one in known])
    refused = [
        Told(message.addressed_id or message.source_id, (MARKETING, message.channel), Consent.WITHDRAWN, one.at,
             source="event", proof=f"message {message.pk}")
        for message, one in known
        if one.kind == UNSUBSCRIBED and f"{MARKETING}.{message.channel}" in SCOPES
    ]  # fmt: skip
    if refused:
        tell_consents(workspace, refused)
    return len(known)


def _move_on(message: Message, heard: Heard) -> None:
    """A message that was delivered stays so, whatever comes in late; what failed at the platform never went out."""
    if heard.kind == FAILED and message.state in {Message.SENT, Message.UNCERTAIN}:
        message.state, message.reason, message.finished_at = Message.FAILED, heard.reason[:300], heard.at
    elif heard.kind in {SENT, DELIVERED} and message.state in {Message.SENT, Message.UNCERTAIN, Message.SENDING}:
        message.state, message.finished_at = heard.kind, heard.at
    elif heard.kind in EVENTS and message.state in {Message.SENT, Message.UNCERTAIN}:
        # Whoever opened it has it.
        message.state = Message.DELIVERED


def tell_lake(workspace: Workspace) -> int:
    """Bring outcomes the lake was not told of into it, and return how many; told twice, they are there once."""
    from siyu.connect.loads.loading import load_batch

    told = 0
    while rows := _untold(workspace):
        tables = {table: _facts(workspace, some) for table, some in _by_table(rows).items() if some}
        if tables:
            load_batch(workspace, tables)
        now = datetime.now(UTC)
        for start in range(0, len(rows), 500):
            Outcome.objects.filter(pk__in=[row.pk for row in rows[start : start + 500]]).update(told_at=now)
        told += len(rows)
    return told


def _untold(workspace: Workspace) -> list[Outcome]:
    rows = Outcome.objects.filter(told_at=None, message__workspace=workspace).select_related("message")
    return list(rows.order_by("pk")[: 20 * AT_ONCE])


def _by_table(rows: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    return {
        "touches": [row for row in rows if row.kind in TOUCHES],
        "events": [row for row in rows if row.kind in EVENTS],
    }


def _facts(workspace: Workspace, rows: Sequence[Outcome]) -> pa.Table:
    """Return the facts: who, when, by which channel, of which batch; never what was said."""
    import pyarrow as pa

    messages = [row.message for row in rows]
    return pa.table(
        {
            "key": [f"message-{row.message_id}-{row.kind}" for row in rows],
            "source_id": pa.array([one.addressed_id or one.source_id for one in messages], pa.int64()),
            "type": [row.kind for row in rows],
            "channel": [one.channel for one in messages],
            "campaign_key": pa.array(
                [f"batch-{one.batch_id}" if one.batch_id else None for one in messages], pa.string()
            ),
            "occurred_at": pa.array([row.at for row in rows], pa.timestamp("us", "UTC")),
        }
    )
