"""The virtual clock: real time at any speed, standing still, or moved on by hand; days are Beijing's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
MINUTE, HOUR, DAY = 60, 3600, 86400


class Clock:
    """Tells virtual Unix seconds. `speed` is virtual seconds per real one; 0 stands still."""

    def __init__(self, at: float, speed: float = 1, real: Callable[[], float] = time.monotonic) -> None:
        self._real, self._base, self._since = real, at, real()
        self.speed = speed
        self._pinned: float | None = None

    def exact(self) -> float:
        """Return the instant with its fraction."""
        if self._pinned is not None:
            return self._pinned
        return self._base + (self._real() - self._since) * self.speed

    def now(self) -> int:
        """Return the instant in whole seconds."""
        return int(self.exact())

    def move_to(self, at: float) -> None:
        """Go on from another instant at the same speed."""
        self._base, self._since = at, self._real()

    def run_at(self, speed: float) -> None:
        """Go on from now at another speed."""
        self.move_to(self.exact())
        self.speed = speed

    @contextmanager
    def pinned(self, at: float) -> Iterator[None]:
        """Tell one instant for as long as something that was due then is carried out."""
        before, self._pinned = self._pinned, at
        try:
            yield
        finally:
            self._pinned = before


def midnight(at: float) -> int:
    """Return the last Beijing midnight at or before an instant."""
    return int(datetime.fromtimestamp(at, BEIJING).replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def month_of(at: float) -> tuple[int, int]:
    """Return Beijing's year and month."""
    moment = datetime.fromtimestamp(at, BEIJING)
    return moment.year, moment.month


def days_in_month(at: float) -> int:
    """Return how many days Beijing's month has."""
    year, month = month_of(at)
    first = datetime(year, month, 1, tzinfo=UTC)
    following = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return (following - first).days


def hour_of(at: float) -> float:
    """Return the hour of Beijing's day, 0 to 24, with its fraction."""
    return (at - midnight(at)) / HOUR
