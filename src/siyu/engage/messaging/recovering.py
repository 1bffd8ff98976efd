"""Messages whose sender died: sent again where a platform drops repeats, uncertain and shown where it does not."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from siyu.engage.messaging.models import Message
from siyu.engage.messaging.transports import transports
from siyu.engage.messaging.writing import write_rows

DIED = "sender died"
AT_ONCE = 500


def recover_messages(now: datetime | None = None) -> int:
    """Settle messages whose lease ended while they were handed over, and return how many.

    What needs an act of the person is never repeated: nobody can tell whether the platform counted it.
    """
    ended = now or datetime.now(UTC)
    settled = 0
    while True:
        with transaction.atomic():
            left = Message.objects.select_for_update().filter(state=Message.SENDING, leased_until__lte=ended)
            rows = list(left.select_related("workspace")[:AT_ONCE])
            for row in rows:
                _settle(row)
            fields = ["state", "rule", "reason", "lease", "leased_until", "sent_at", "finished_at"]
            write_rows(rows, fields)
        settled += len(rows)
        if len(rows) < AT_ONCE:
            return settled


def _settle(row: Message) -> None:
    known = transports().get(row.transport)
    row.lease, row.leased_until, row.reason = "", None, DIED
    if known is not None and known.can_repeat and not row.grant_id:
        row.state, row.sent_at, row.rule = Message.WAITING, None, "transport"
    else:
        row.state, row.finished_at = Message.UNCERTAIN, row.workspace.clock.now()
