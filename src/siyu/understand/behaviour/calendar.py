"""Days, weeks and months of the brand as whole numbers, each the period its days lie in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Unit = Literal["day", "week", "month"]
UNITS: tuple[Unit, ...] = ("day", "week", "month")
_FIRST = date(1970, 1, 1)
_TO_MONDAY = 3
"""1970 began on a Thursday; weeks begin on Monday."""


def places(days: NDArray[np.integer[Any]], unit: Unit) -> NDArray[np.int32]:
    """Return the period of each day, given as days since 1970."""
    if unit == "day":
        return days.astype(np.int32)
    if unit == "week":
        return ((days.astype(np.int64) + _TO_MONDAY) // 7).astype(np.int32)
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)


def place_of(day: date, unit: Unit) -> int:
    """Return the period of a day."""
    return int(places(np.array([day_number(day)]), unit)[0])


def first_of(place: int, unit: Unit) -> date:
    """Return the first day of a period."""
    if unit == "month":
        return date(1970 + place // 12, place % 12 + 1, 1)
    return _FIRST + timedelta(days=place if unit == "day" else place * 7 - _TO_MONDAY)


def last_of(place: int, unit: Unit) -> date:
    """Return the last day of a period."""
    return first_of(place + 1, unit) - timedelta(days=1)


def day_number(day: date) -> int:
    """Return the days since 1970."""
    return (day - _FIRST).days
