"""The upkeep of the call log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

from siyu.jobs.queue import MAINTENANCE, job
from siyu.platforms.channels.models import PlatformCall

_AT_ONCE = 1000


@job(queue=MAINTENANCE)
def forget_old_calls() -> int:
    """Delete the calls older than `SIYU_PLATFORM_CALL_DAYS` days and return how many."""
    old = PlatformCall.objects.filter(at__lt=datetime.now(UTC) - timedelta(days=settings.SIYU_PLATFORM_CALL_DAYS))
    forgotten = 0
    while ids := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        forgotten += PlatformCall.objects.filter(pk__in=ids).delete()[0]
    return forgotten
