"""What is known of welcomes that were begun before: over, under way, or left behind by a process that is gone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Protocol

from django.db.models import Q, QuerySet

from siyu.connect.callbacks.handlers import Event, Outcome
from siyu.connect.callbacks.models import Handling
from siyu.connect.callbacks.processes import is_gone
from siyu.engage.welcomes.models import Welcome
from siyu.engage.welcomes.sending import Ended
from siyu.lib.text import Text

LONGEST_CALL = timedelta(seconds=90)
"""No call takes longer, so that whoever is silent for so long will never tell."""
LEFT = Text(
    "发送途中服务中断，可能已送达，因此不再重发",
    "the server stopped while sending; it may have arrived, so it is not sent again",
)
OUTCOMES = {
    Welcome.SENT: Handling.DONE,
    Welcome.FAILED: Handling.FAILED,
    Welcome.UNCERTAIN: Handling.FAILED,
    Welcome.LATE: Handling.LATE,
}


class Told(Protocol):
    """Something that is told by a welcome's digest."""

    event: Event

    @property
    def digest(self) -> str:
        """What tells it."""
        ...


def settle_known(greetings: Collection[Told]) -> dict[str, Welcome]:
    """Return the welcomes that exist already by digest; one whose sender is gone becomes uncertain first."""
    if not greetings:
        return {}
    channels = {one.event.channel_id for one in greetings}
    mine = Welcome.objects.filter(channel_id__in=channels, digest__in=[one.digest for one in greetings])
    mark_left(mine.filter(state=Welcome.SENDING))
    return {row.digest: row for row in mine}


def mark_left(rows: QuerySet[Welcome] | None = None) -> int:
    """Mark welcomes uncertain whose sender is gone or has been silent for too long; return how many."""
    sending = Welcome.objects.filter(state=Welcome.SENDING) if rows is None else rows
    now = datetime.now(UTC)
    gone = [name for name in set(sending.values_list("sender", flat=True)) if is_gone(name)]
    left = sending.filter(Q(sender__in=gone) | Q(sending_at__lt=now - LONGEST_CALL))
    return left.update(state=Welcome.UNCERTAIN, reason=LEFT.as_dict(), over_at=now)


def outcome_of(known: Welcome | None, ended: Ended | None) -> Outcome:
    """Return how the event ended: by what was done just now, else by what is known of the welcome."""
    if ended is not None:
        return Outcome(OUTCOMES[ended.state], ended.reason)
    if known is None or known.state == Welcome.SENDING:
        return Outcome(Handling.FAILED, Text("另一进程正在发送", "another process is sending it"), again=True)
    reason = Text(known.reason["zh-CN"], known.reason["en"]) if known.reason else None
    return Outcome(OUTCOMES[known.state], reason)
