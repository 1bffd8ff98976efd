"""The ordered funnel: how far each member got from a first step through the next ones within a window, compiled.

Every act that fits the first step begins a way. A later step takes an act of its own, not earlier than that of the step
before and at most the window after the beginning. Acts of one instant may follow each other in any order, because many
sources only know the day; one act never takes two steps. The furthest of a member's ways counts, and of those that get as
far the fastest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from siyu.analytics.histories import Histories
from siyu.analytics.taking import find_act

MOST_STEPS = 10
_NEVER = -1
_PARTS = 64
"""So many pieces of the members are walked side by side."""


@dataclass(frozen=True)
class Funnel:
    """One entry a member who took the first step.

    `reached` counts steps from 1; `took[i, k]` is the shortest time from a beginning to step k (from 0), -1 where it was
    not reached, in the unit of the acts' instants; `began` is the instant of the member's last beginning.
    """

    members: NDArray[np.int64]
    reached: NDArray[np.int8]
    took: NDArray[np.int64]
    began: NDArray[np.int64]

    def counts(self, steps: int) -> list[int]:
        """Return how many members reached each of the steps."""
        return [int((self.reached > step).sum()) for step in range(steps)]

    def median(self, step: int) -> float | None:
        """Return the median time from the beginning to a step of those who reached it, None for nobody."""
        taken = self.took[:, step]
        taken = taken[taken >= 0]
        return float(np.median(taken)) if len(taken) else None


def walk_funnel(found: Histories, steps: int, window: int) -> Funnel:
    """Return how far the members got.

    The lower `steps` bits of an act say which steps it fits, the upper ones its instant; `window` has the instants' unit.
    Raises `ValueError` for fewer than one or more than ten steps, and for a window below zero.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise ValueError(f"a funnel has 1 to {MOST_STEPS} steps")
    if window < 0:
        raise ValueError("a window is not shorter than nothing")
    took = np.full((len(found), steps), _NEVER, dtype=np.int64)
    began = np.full(len(found), _NEVER, dtype=np.int64)
    _walk(found.starts, found.acts, steps, window, took, began)
    reached = (took >= 0).sum(axis=1).astype(np.int8)
    entered = reached > 0
    return Funnel(found.members[entered], reached[entered], took[entered], began[entered])


@njit(cache=True, parallel=True)
def _walk(
    starts: NDArray[np.int64],
    acts: NDArray[np.int64],
    steps: int,
    window: int,
    took: NDArray[np.int64],
    began: NDArray[np.int64],
) -> None:
    members = len(starts) - 1
    for part in prange(_PARTS):
        # Of all ways that have come to a step the one that began last is the best: only the beginning ends a way.
        latest = np.empty(steps, dtype=np.int64)
        for member in range(part * members // _PARTS, (part + 1) * members // _PARTS):
            latest[:] = _NEVER
            _walk_one(acts[starts[member] : starts[member + 1]], steps, window, latest, took[member])
            began[member] = latest[0]


@njit(cache=True)
def _walk_one(
    acts: NDArray[np.int64], steps: int, window: int, latest: NDArray[np.int64], took: NDArray[np.int64]
) -> None:
    first = 0
    while first < len(acts):
        instant = acts[first] >> steps
        end = first + 1
        while end < len(acts) and acts[end] >> steps == instant:
            end += 1
        if end == first + 1:
            _take_one(acts[first], instant, steps, window, latest, took)
        else:
            _take_together(acts[first:end], instant, steps, window, latest, took)
        first = end


@njit(cache=True)
def _take_one(
    act: int, instant: int, steps: int, window: int, latest: NDArray[np.int64], took: NDArray[np.int64]
) -> None:
    # From the last step down, so that the act takes one step of a way only.
    for step in range(steps - 1, 0, -1):
        if act >> step & 1 and latest[step - 1] >= 0:
            _reach(step, latest[step - 1], instant, window, latest, took)
    if act & 1:
        _reach(0, instant, instant, window, latest, took)


@njit(cache=True)
def _reach(
    step: int, beginning: int, instant: int, window: int, latest: NDArray[np.int64], took: NDArray[np.int64]
) -> None:
    passed = instant - beginning
    if passed > window:
        return
    latest[step] = max(latest[step], beginning)
    if took[step] < 0 or passed < took[step]:
        took[step] = passed


@njit(cache=True)
def _take_together(
    acts: NDArray[np.int64], instant: int, steps: int, window: int, latest: NDArray[np.int64], took: NDArray[np.int64]
) -> None:
    """Take the acts of one instant: a way may take several steps in it, each with an act of its own."""
    before = latest.copy()
    for reached in range(steps):
        beginning = instant if reached == 0 else before[reached - 1]
        if beginning < 0:
            continue
        owner = np.full(len(acts), -1, dtype=np.int64)
        held = np.full(steps, -1, dtype=np.int64)
        for step in range(reached, steps):
            if not find_act(acts, step, steps, owner, held):
                break
            _reach(step, beginning, instant, window, latest, took)
