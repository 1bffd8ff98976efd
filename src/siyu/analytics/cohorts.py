"""Cohort retention: of those who began in a period, how many were active each period after."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

MOST_PERIODS = 64
"""The periods of a member are the bits of one integer."""
NOBODY = np.iinfo(np.int32).max


def earliest(member: NDArray[np.int32], day: NDArray[np.int32], size: int) -> NDArray[np.int32]:
    """Return for each id below `size` the least of its days, `NOBODY` for an id without one; the pairs in any order."""
    first = np.full(size, NOBODY, dtype=np.int32)
    _least(member, day, first)
    return first


def retention(
    member: NDArray[np.int32], period: NDArray[np.integer[Any]], start: NDArray[np.int32], periods: int
) -> NDArray[np.int64]:
    """Return `counts[cohort, age]`: how many different members of a cohort were active `age` periods after it.

    Pairs (member, period) are what members did, in any order and with repeats; periods outside 0 … `periods` - 1 are left
    out. `start[id]` is the period an id began in, outside that range for no cohort; what lies before it does not count.
    Raises `ValueError` for more than 64 periods. Takes eight bytes an id.
    """
    if not 1 <= periods <= MOST_PERIODS:
        raise ValueError(f"there are 1 to {MOST_PERIODS} periods")
    return _retention(member, period, start, periods)


@njit(cache=True)
def _least(member: NDArray[np.int32], day: NDArray[np.int32], first: NDArray[np.int32]) -> None:
    for place in range(len(member)):
        one = member[place]
        if 0 <= one < len(first) and day[place] < first[one]:
            first[one] = day[place]


@njit(cache=True)
def _retention(
    member: NDArray[np.int32], period: NDArray[np.integer[Any]], start: NDArray[np.int32], periods: int
) -> NDArray[np.int64]:
    active = np.zeros(len(start), dtype=np.uint64)
    for place in range(len(member)):
        one = member[place]
        if 0 <= one < len(start) and 0 <= start[one] <= period[place] < periods:
            active[one] |= np.uint64(1) << np.uint64(period[place] - start[one])
    counts = np.zeros((periods, periods), dtype=np.int64)
    for one in range(len(start)):
        age, left = 0, active[one]
        while left:
            if left & np.uint64(1):
                counts[start[one], age] += 1
            left >>= np.uint64(1)
            age += 1
    return counts
