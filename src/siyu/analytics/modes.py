"""The most frequent code of each group: one vectorised sort, then one compiled walk over the sorted pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

CODE_BITS = 24
"""Codes lie below 2²⁴ and groups below 2³⁹, so that a pair fits into one signed integer."""

_CODE_MASK = (1 << CODE_BITS) - 1


@dataclass(frozen=True)
class Modes:
    """One entry a group, ascending: its most frequent code (of equals the smallest), how often that stands, how many
    different codes and how many rows the group has."""

    groups: NDArray[np.int64]
    codes: NDArray[np.int64]
    counts: NDArray[np.int64]
    different: NDArray[np.int64]
    rows: NDArray[np.int64]


def modes(groups: NDArray[np.integer[Any]], codes: NDArray[np.integer[Any]]) -> Modes:
    """Return the modes of (group, code) pairs given as two arrays of equal length in any order.

    Raises `ValueError` for a code outside 0 … 2²⁴ - 1 or a group outside 0 … 2³⁹ - 1; no pairs give no groups.
    """
    if len(codes) and not (codes.min() >= 0 and codes.max() <= _CODE_MASK):
        raise ValueError("a code lies outside 0 … 2²⁴ - 1")
    if len(groups) and not (groups.min() >= 0 and int(groups.max()) < 1 << (63 - CODE_BITS)):
        raise ValueError("a group lies outside 0 … 2³⁹ - 1")
    pairs = (groups.astype(np.int64) << CODE_BITS) | codes
    pairs.sort()
    return Modes(*_walk(pairs))


@njit(cache=True)
def _walk(pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    most = len(pairs)
    groups, codes = np.empty(most, np.int64), np.empty(most, np.int64)
    counts, different, rows = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    found, place = 0, 0
    while place < most:
        pair, start = pairs[place], place
        while place < most and pairs[place] == pair:
            place += 1
        group, count = pair >> CODE_BITS, place - start
        if found == 0 or groups[found - 1] != group:
            groups[found], counts[found], different[found], rows[found] = group, 0, 0, 0
            found += 1
        last = found - 1
        different[last] += 1
        rows[last] += count
        if count > counts[last]:
            counts[last], codes[last] = count, pair & _CODE_MASK
    return groups[:found], codes[:found], counts[:found], different[:found], rows[:found]
