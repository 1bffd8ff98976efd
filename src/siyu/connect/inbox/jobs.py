"""What the inbox forgets: payloads some days after they were loaded, message ids after a week, settled letters."""

from __future__ import annotations

from siyu.jobs import job
from siyu.jobs.queue import MAINTENANCE

_AT_ONCE = 500
RETRIED = ("event.unknown_order",)
"""Letters that need nobody: they wait for something that is still on its way."""


@job(queue=MAINTENANCE)
def forget_received() -> int:
    """Delete loaded requests and settled letters that are old enough, and old message ids; return how many requests."""
    from datetime import UTC, datetime, timedelta

    from django.conf import settings

    from siyu.connect.inbox.letters import forget_settled
    from siyu.connect.inbox.message_ids import forget_old
    from siyu.connect.inbox.models import Received

    now = datetime.now(UTC)
    before = now - timedelta(days=settings.SIYU_RAW_DAYS)
    gone, old = 0, Received.objects.filter(loaded_at__lt=before)
    while ids := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        gone += Received.objects.filter(pk__in=ids).delete()[0]
    forget_settled(before)
    forget_old(now)
    return gone


@job()
def retry_letters() -> int:
    """Replay the letters of the last day that wait for something still on its way; return how many."""
    from datetime import UTC, datetime, timedelta

    from siyu.connect.inbox.letters import replay
    from siyu.connect.inbox.models import DeadLetter

    since = datetime.now(UTC) - timedelta(days=1)
    waiting = DeadLetter.objects.filter(code__in=RETRIED, settled_at=None, received_at__gt=since)
    return replay(list(waiting.order_by("pk")[:_AT_ONCE]), by="siyu")
