"""The call itself, and what its answer means: sent, failed for a reason, or nobody knows."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from siyu.engage.welcomes.models import Welcome
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom.welcome import RACED, send_welcome

TRIES, PAUSE_SECONDS = 4, 0.5


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a welcome."""

    state: str
    reason: Text | None = None


def send(channel: Channel, welcome_code: str, text: str, deadline_at: datetime | None) -> Ended:
    """Send a welcome once. Only while another app is sending is it asked again: the platform took nothing then."""
    for nth in range(1, TRIES + 1):
        try:
            send_welcome(channel, welcome_code, text=text)
        except PlatformError as error:
            is_in_time = deadline_at is None or datetime.now(UTC) < deadline_at
            if error.errcode == RACED and nth < TRIES and is_in_time:
                time.sleep(PAUSE_SECONDS)
                continue
            return Ended(Welcome.UNCERTAIN if error.is_uncertain else Welcome.FAILED, error.meaning)
        return Ended(Welcome.SENT)
    raise AssertionError("the last attempt always ends")
