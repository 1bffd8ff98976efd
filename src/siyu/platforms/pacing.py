"""Waiting until an interface may be called again, by the limits in the channel's settings."""

from __future__ import annotations

import time

from pydantic import Field

from siyu.lib.text import Text
from siyu.platforms.channels.kinds import ChannelSettings, channel_kind, told
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.tuning import settings_of
from siyu.platforms.errors import PlatformError
from siyu.platforms.rates import RATES

PATIENCE = 10.0
_ABOUT = Text(
    "每个接口分别计算，0 为不限；平台的数字为 2023-08",
    "For each interface, 0 is no limit; the platform's number is of 2023-08",
)
PER_MINUTE = told("每分钟调用上限", "Most calls a minute", _ABOUT)
PER_HOUR = told("每小时调用上限", "Most calls an hour", _ABOUT)


class PacedSettings(ChannelSettings):
    """The settings of a kind whose platform limits calls of one interface. Zero means no limit."""

    calls_per_minute: int = Field(10_000, ge=0, le=1_000_000, json_schema_extra=PER_MINUTE)
    calls_per_hour: int = Field(150_000, ge=0, le=10_000_000, json_schema_extra=PER_HOUR)


def pace(channel: Channel, path: str) -> None:
    """Return once the interface may be called. Raises `PlatformError` `too_fast` when that is more than ten seconds off."""
    kind = channel_kind(channel.kind)
    if not issubclass(kind.settings, PacedSettings):
        return
    numbers = settings_of(channel, kind.settings)
    limits = {60.0: numbers.calls_per_minute, 3600.0: numbers.calls_per_hour}
    limits = {seconds: most for seconds, most in limits.items() if most}
    until = time.monotonic() + PATIENCE
    while wait := RATES.take((channel.pk, path), limits):
        if time.monotonic() + wait > until:
            raise PlatformError(path, None, problem="too_fast")
        time.sleep(wait)
