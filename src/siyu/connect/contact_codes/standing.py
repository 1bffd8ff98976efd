"""Who stands behind a code at an instant: a pure function of its rule, the day's counts and the local time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shift:
    """Who is on duty on some weekdays (Monday is 1) from one time to another; one that ends before it begins runs into the next day."""

    staff: Sequence[str]
    days: Collection[int]
    start: time
    end: time

    def covers(self, local: datetime) -> bool:
        """Say whether it is on duty at a local time."""
        today, now = local.isoweekday() in self.days, local.time()
        if self.start < self.end:
            return today and self.start <= now < self.end
        yesterday = (local - DAY).isoweekday() in self.days
        return (today and now >= self.start) or (yesterday and now < self.end)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may stand behind a code. Without shifts all staff are always on duty, without a cap nobody is ever full."""

    staff: Sequence[str]
    backup: Sequence[str] = ()
    shifts: Sequence[Shift] = ()
    cap: int | None = None


def standing(rule: Rule, counts: Mapping[str, int], absent: Collection[str], local: datetime) -> list[str]:
    """Return who is to be added now: on duty, there and below the cap, least added first; else the backup.

    `counts` are the day's by member of staff, `absent` who can't be added at all. When nobody is left, whoever is there
    stands, on duty or not, full or not: a scan must never lead to nobody. Empty only when all are absent.
    """
    present = [one for one in dict.fromkeys([*rule.staff, *_on_shifts(rule)]) if one not in absent]
    backup = [one for one in rule.backup if one not in absent]
    free = [one for one in present if _is_free(rule, counts, one)]
    chosen = [one for one in free if not rule.shifts or one in _on_duty(rule, local)]
    return sorted(chosen or backup or free or present, key=lambda one: (counts.get(one, 0), one))


def next_change(rule: Rule, local: datetime) -> datetime:
    """Return the next local time at which somebody else may stand: a shift begins or ends, or a new day empties the counts."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    edges = {time(0), *(edge for shift in rule.shifts for edge in (shift.start, shift.end))}
    instants = [
        (midnight + day).replace(hour=edge.hour, minute=edge.minute) for day in (timedelta(0), DAY) for edge in edges
    ]
    return min(instant for instant in instants if instant > local)


def _is_free(rule: Rule, counts: Mapping[str, int], one: str) -> bool:
    return rule.cap is None or counts.get(one, 0) < rule.cap


def _on_duty(rule: Rule, local: datetime) -> set[str]:
    return {one for shift in rule.shifts if shift.covers(local) for one in shift.staff}


def _on_shifts(rule: Rule) -> list[str]:
    return [one for shift in rule.shifts for one in shift.staff]
