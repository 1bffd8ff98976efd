"""Old calls are forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from siyu.platforms.channels.jobs import forget_old_calls
from siyu.platforms.channels.models import Channel, PlatformCall


def test_calls_are_kept_for_the_days_that_are_set(wecom: Channel, settings: Any) -> None:
    settings.SIYU_PLATFORM_CALL_DAYS = 2
    for days in (0, 1, 3, 9):
        call = PlatformCall.objects.create(channel=wecom, path=f"/{days}", errcode=0, ms=1)
        PlatformCall.objects.filter(pk=call.pk).update(at=datetime.now(UTC) - timedelta(days=days))
    assert forget_old_calls.call() == 2
    assert sorted(PlatformCall.objects.values_list("path", flat=True)) == ["/0", "/1"]
