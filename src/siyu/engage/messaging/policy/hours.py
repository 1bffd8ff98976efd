"""Quiet hours: when the bulk lane rests, in the brand's own zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from siyu.engage.messaging.policy.asking import PASS, Answer, Ask, People, micros
from siyu.engage.messaging.policy.document import PolicyDocument, QuietHours


def check_quiet_hours(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Let what falls into the quiet hours wait until they end; a transactional message does not wait."""
    until = None if ask.is_transactional else quiet_until(ask.at, policy.quiet_hours, ask.zone)
    return PASS if until is None else Answer(until=np.full(len(people), micros(until), dtype=np.int64))


def quiet_until(at: datetime, quiet: QuietHours, zone: str) -> datetime | None:
    """Return when the quiet hours end that the instant lies in, None when it lies in none."""
    begins, ends = quiet.hours
    local = at.astimezone(ZoneInfo(zone))
    now = local.time()
    is_quiet = begins <= now < ends if begins < ends else begins > ends and (now >= begins or now < ends)
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=begins > ends and now >= begins)
    until = datetime.combine(day, ends, ZoneInfo(zone)).astimezone(at.tzinfo)
    # In the hour that clocks repeat the end has two instants: it is over at the second.
    return until if until > at else datetime.combine(day, ends, ZoneInfo(zone)).replace(fold=1).astimezone(at.tzinfo)
