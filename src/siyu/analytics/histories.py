"""What every member did, one after the other: a counting sort by dense ids, compiled, then each member's own by time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray


@dataclass(frozen=True)
class Histories:
    """The acts of `members[i]` are `acts[starts[i]:starts[i + 1]]`, ascending; nobody is without an act."""

    members: NDArray[np.int64]
    starts: NDArray[np.int64]
    acts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.members)


def histories(member: NDArray[np.int32], act: NDArray[np.int64], wanted: NDArray[np.bool_]) -> Histories:
    """Return the acts by member, sorted; `act[i]` is of `member[i]`, in any order.

    An act is one integer with its instant in the upper bits. `wanted[id]` says whose acts count: ids beyond its end and
    below zero do not. Takes eight bytes an id and eight an act beside the given arrays.
    """
    if len(member) != len(act):
        raise ValueError("there are not as many members as acts")
    counts = _count(member, wanted)
    known = np.flatnonzero(counts)
    at = np.zeros(len(wanted), dtype=np.int64)
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts[known])])
    at[known] = starts[:-1]
    acts = np.empty(int(starts[-1]), dtype=np.int64)
    _deal(member, act, wanted, at, acts)
    _sort_each(starts, acts)
    return Histories(known, starts, acts)


@njit(cache=True)
def _count(member: NDArray[np.int32], wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    counts = np.zeros(len(wanted), dtype=np.int64)
    for one in member:
        if 0 <= one < len(wanted) and wanted[one]:
            counts[one] += 1
    return counts


@njit(cache=True)
def _deal(
    member: NDArray[np.int32], act: NDArray[np.int64], wanted: NDArray[np.bool_], at: NDArray[np.int64],
    acts: NDArray[np.int64],
) -> None:  # fmt: skip
    for place in range(len(member)):
        one = member[place]
        if 0 <= one < len(wanted) and wanted[one]:
            acts[at[one]] = act[place]
            at[one] += 1


@njit(cache=True, parallel=True)
def _sort_each(starts: NDArray[np.int64], acts: NDArray[np.int64]) -> None:
    for one in prange(len(starts) - 1):
        acts[starts[one] : starts[one + 1]].sort()
