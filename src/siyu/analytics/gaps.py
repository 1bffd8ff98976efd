"""The days between one active day and the next of each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DAY_BITS = 24
_SHIFT = 1 << (_DAY_BITS - 1)
"""Days before 1970 are negative; moved up by this they sort as they should."""


@dataclass(frozen=True)
class ActiveDays:
    """One entry a group and different day, ascending: `gaps` are the days since the group's day before, -1 for its first."""

    groups: NDArray[np.int64]
    days: NDArray[np.int32]
    gaps: NDArray[np.int32]


def active_days(groups: NDArray[np.integer[Any]], days: NDArray[np.integer[Any]]) -> ActiveDays:
    """Return the different days of each group.

    Takes two arrays of equal length in any order, days as whole days since 1970, less than 2²³ of them either way.
    """
    pairs = (groups.astype(np.int64) << _DAY_BITS) | (days.astype(np.int64) + _SHIFT)
    pairs.sort()
    is_new = np.ones(len(pairs), dtype=bool)
    np.not_equal(pairs[1:], pairs[:-1], out=is_new[1:])
    pairs = pairs[is_new]
    # Pairs of one group differ by the days between them; across groups the difference means nothing.
    owners = pairs >> _DAY_BITS
    gaps = np.full(len(pairs), -1, dtype=np.int32)
    same = owners[1:] == owners[:-1]
    gaps[1:][same] = np.diff(pairs)[same]
    return ActiveDays(owners, ((pairs & (2 * _SHIFT - 1)) - _SHIFT).astype(np.int32), gaps)
