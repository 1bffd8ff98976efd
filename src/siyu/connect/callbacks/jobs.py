"""What is forgotten of callbacks: those that are over, after the days for which raw data is kept."""

from __future__ import annotations

from siyu.jobs import job
from siyu.jobs.queue import MAINTENANCE

_AT_ONCE = 500


@job(queue=MAINTENANCE)
def forget_callbacks() -> int:
    """Delete callbacks that are old enough and on which nobody works any more; return how many."""
    from datetime import UTC, datetime, timedelta

    from django.conf import settings

    from siyu.connect.callbacks.models import Callback

    before = datetime.now(UTC) - timedelta(days=settings.SIYU_RAW_DAYS)
    gone, old = 0, Callback.objects.filter(received_at__lt=before).exclude(handlings__outcome="")
    while ids := list(old.order_by("received_at").values_list("pk", flat=True)[:_AT_ONCE]):
        Callback.objects.filter(pk__in=ids).delete()
        gone += len(ids)
    return gone
