"""How regularly members come: active members by day, week and month, and on how many days each was active."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siyu.analytics.gaps import ActiveDays


def active_members(found: ActiveDays, first: int, last: int, length: int) -> NDArray[np.int64]:
    """Return for each day from `first` to `last` how many members were active in the `length` days that end with it.

    A member's active day counts until the day before the next one counts, so that each is counted once a day.
    """
    if length < 1:
        raise ValueError("a window has at least a day")
    days = found.days.astype(np.int64)
    ends = days + length
    has_next = found.gaps[1:] >= 0
    ends[:-1][has_next] = np.minimum(ends[:-1][has_next], days[1:][has_next])
    size = last - first + 1
    begins, ends = np.clip(days - first, 0, size), np.clip(ends - first, 0, size)
    changes = np.bincount(begins, minlength=size + 1) - np.bincount(ends, minlength=size + 1)
    return np.cumsum(changes)[:size].astype(np.int64)


def days_active(found: ActiveDays, first: int, last: int) -> NDArray[np.int64]:
    """Return at place n how many members were active on n different days from `first` to `last`; nobody at place 0."""
    within = (found.days >= first) & (found.days <= last)
    _, days = np.unique(found.groups[within], return_counts=True)
    return np.bincount(days, minlength=last - first + 2).astype(np.int64)
