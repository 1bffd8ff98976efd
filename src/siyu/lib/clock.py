"""Business time: a clock is real, shifted or standing still. Leases, sessions and retries use real time instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""No fact lies outside and no question is asked there: windows and zones can be reckoned with everywhere between."""


class Clock(Protocol):
    """Tells the business instant; everything with a window, a due date or a report asks it and nothing else."""

    def now(self) -> datetime:
        """Return the instant in UTC."""
        ...

    def ahead(self) -> timedelta:
        """Return what to add to a real instant of this moment to get its business instant."""
        ...


@dataclass(frozen=True, slots=True)
class RealClock:
    """The wall clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def ahead(self) -> timedelta:
        return timedelta(0)


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    """The wall clock moved by a constant, so that old data stays young."""

    by: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by

    def ahead(self) -> timedelta:
        return self.by


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that stands at one instant: tests, and demo data whose history has ended."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def ahead(self) -> timedelta:
        return self.at - datetime.now(UTC)


def day_of(instant: datetime, zone: str) -> date:
    """Return the calendar day of an aware instant in the brand's time zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def start_of_day(day: date, zone: str) -> datetime:
    """Return the first instant of a calendar day of a time zone, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """Return the last microsecond of a calendar day of a time zone, in UTC."""
    return datetime.combine(day, time.max, ZoneInfo(zone)).astimezone(UTC)
