"""How a channel has been doing: its last call, its last failure, its calls of the brand's day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, Q

from siyu.accounts.models import Workspace
from siyu.lib.clock import day_of, start_of_day
from siyu.platforms.channels.models import Channel, PlatformCall

FAILED = ~Q(errcode=0) | Q(errcode=None) | ~Q(problem="")


@dataclass(frozen=True, slots=True)
class Health:
    """Calls are counted from midnight in the brand's zone, in real time."""

    last: PlatformCall | None
    last_failure: PlatformCall | None
    calls_today: int
    failures_today: int


def health_of(workspace: Workspace, channels: Sequence[Channel]) -> dict[int, Health]:
    """Return the health of each channel by its number."""
    since = start_of_day(day_of(datetime.now(UTC), workspace.zone), workspace.zone)
    numbers = [channel.pk for channel in channels]
    today = PlatformCall.objects.filter(channel__in=numbers, at__gte=since).values("channel_id")
    counts = {
        number: (calls, failures)
        for number, calls, failures in today.annotate(
            calls=Count("pk"), failures=Count("pk", filter=FAILED)
        ).values_list("channel_id", "calls", "failures")
    }
    return {number: _health(number, *counts.get(number, (0, 0))) for number in numbers}


def _health(number: int, today: int, failures_today: int) -> Health:
    calls = PlatformCall.objects.filter(channel=number).order_by("-at")
    return Health(calls.first(), calls.filter(FAILED).first(), today, failures_today)
