"""What a platform permits: messages an act of the person opened, and how many of them in a day, a week or a month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

import numpy as np

from siyu.engage.messaging.policy.asking import NEVER, PASS, Answer, Ask, Instants, People, micros
from siyu.engage.messaging.policy.document import Most, PolicyDocument
from siyu.lib.clock import day_of, start_of_day


def check_grant(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Drop what needs an act of the person and has none: waiting would bring none."""
    return Answer(drop=~people.granted) if ask.family else PASS


def check_quota(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Let whoever has received all a platform permits wait for its next day, week or month."""
    quota = policy.quotas.get(ask.transport)
    if quota is None:
        return PASS
    until = np.zeros(len(people), dtype=np.int64)
    for most in quota.each:
        until = np.maximum(until, _until(ask.at, quota.zone, most, people))
    return Answer(until=np.where(until == 0, NEVER, until))


def _until(at: datetime, zone: str, most: Most, people: People) -> Instants:
    """Return when the window ends for those who are full in it, 0 for the others."""
    first, following = window_of(day_of(at, zone), most.per)
    starts, ends = micros(start_of_day(first, zone)), micros(start_of_day(following, zone))
    history = people.history
    counts = history.who[history.here & (history.at >= starts) & (history.at < ends)]
    limit = (following - first).days if most.most == "days_of_month" else most.most
    is_full = np.bincount(counts, minlength=len(people)) >= limit
    return np.where(is_full, ends, 0)


def window_of(day: date, per: str) -> tuple[date, date]:
    """Return the first day of the calendar window a day lies in, and that of the next one; weeks begin on Monday."""
    if per == "day":
        return day, day + timedelta(days=1)
    if per == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=7)
    first = day.replace(day=1)
    return first, first + timedelta(days=monthrange(day.year, day.month)[1])
