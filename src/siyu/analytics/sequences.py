"""Sequences: who did one thing, then another in time, and did not do a third; compiled, from a member's last act back.

A step takes an act of its own that is not earlier than that of the step before; acts of one instant may follow each
other in any order, because many sources only know the day. How long after a step counts from its act: so many brand days
with its own as the first, or an exact span, its end outside. What must not follow is any other act from the step's
instant on until the time for it is over, and it has to be over; without a time, until now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from siyu.analytics.histories import Histories
from siyu.analytics.taking import find_act

MOST_STEPS = 5
_LATE = 1 << 62
_PARTS = 64
"""So many pieces of the members are walked side by side."""
_BIT, _DAYS, _SPAN, _NOT, _NOT_DAYS, _NOT_SPAN = range(6)


@dataclass(frozen=True, slots=True)
class Span:
    """How long after a step: brand `days`, or a length in the unit of the instants; neither of them for ever."""

    days: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A step: the bit of its acts, how long after the step before, and the bit of what must not follow for how long."""

    bit: int
    within: Span = Span()
    unwanted: int | None = None
    without: Span = Span()


def follow(
    found: Histories, bits: int, steps: Sequence[Wanted], midnights: NDArray[np.int64], now: int
) -> NDArray[np.int64]:
    """Return the members who took all the steps.

    The lower `bits` bits of an act say what it is, the upper ones its instant; none lies after `now`. `midnights` are the
    beginnings of brand days one after the other, from that of the earliest act to that of the day after `now`, and
    are needed only where a step counts days. Raises `ValueError` for no step and for more than five.
    """
    if not 1 <= len(steps) <= MOST_STEPS:
        raise ValueError(f"a sequence has 1 to {MOST_STEPS} steps")
    plan = np.array([_row(step) for step in steps], dtype=np.int64)
    took = np.zeros(len(found), dtype=np.bool_)
    _walk(found.starts, found.acts, bits, plan, midnights, now, took)
    return found.members[took]


def _row(step: Wanted) -> list[int]:
    unwanted = -1 if step.unwanted is None else step.unwanted
    return [step.bit, step.within.days, step.within.length, unwanted, step.without.days, step.without.length]


@njit(cache=True, parallel=True)
def _walk(
    starts: NDArray[np.int64], acts: NDArray[np.int64], bits: int, plan: NDArray[np.int64],
    midnights: NDArray[np.int64], now: int, took: NDArray[np.bool_],
) -> None:  # fmt: skip
    members = len(starts) - 1
    for part in prange(_PARTS):
        # For each step the nearest later instant from which the rest was done, and of what must not follow it.
        nearest, unwanted = np.empty(len(plan), dtype=np.int64), np.empty(len(plan), dtype=np.int64)
        for member in range(part * members // _PARTS, (part + 1) * members // _PARTS):
            nearest[:], unwanted[:] = _LATE, _LATE
            mine = acts[starts[member] : starts[member + 1]]
            took[member] = _walk_one(mine, bits, plan, midnights, now, nearest, unwanted)


@njit(cache=True)
def _walk_one(
    acts: NDArray[np.int64], bits: int, plan: NDArray[np.int64], midnights: NDArray[np.int64], now: int,
    nearest: NDArray[np.int64], unwanted: NDArray[np.int64],
) -> bool:  # fmt: skip
    end = len(acts)
    while end > 0:
        instant = acts[end - 1] >> bits
        first = end - 1
        while first > 0 and acts[first - 1] >> bits == instant:
            first -= 1
        if first == end - 1:
            _take_one(acts[first], instant, plan, midnights, now, nearest, unwanted)
        else:
            _take_together(acts[first:end], instant, plan, midnights, now, nearest, unwanted)
        if nearest[0] < _LATE:
            return True
        for step in range(len(plan)):
            if plan[step, _NOT] >= 0 and _count(acts[first:end], plan[step, _NOT]):
                unwanted[step] = instant
        end = first
    return False


@njit(cache=True)
def _take_one(
    act: int, instant: int, plan: NDArray[np.int64], midnights: NDArray[np.int64], now: int,
    nearest: NDArray[np.int64], unwanted: NDArray[np.int64],
) -> None:  # fmt: skip
    # From the first step up, so that what a step leads on to is an act of a later instant.
    for step in range(len(plan)):
        if (
            act >> plan[step, _BIT] & 1
            and _is_left_alone(step, instant, plan, midnights, now, unwanted)
            and _leads_on(step, instant, plan, midnights, nearest)
        ):
            nearest[step] = instant


@njit(cache=True)
def _take_together(
    acts: NDArray[np.int64], instant: int, plan: NDArray[np.int64], midnights: NDArray[np.int64], now: int,
    nearest: NDArray[np.int64], unwanted: NDArray[np.int64],
) -> None:  # fmt: skip
    """Take the acts of one instant: a way may take several steps in it, each with an act of its own."""
    steps, later = len(plan), nearest.copy()
    fits = np.zeros(len(acts), dtype=np.int64)
    for step in range(steps):
        if not _is_left_alone(step, instant, plan, midnights, now, unwanted):
            continue
        bit, other = plan[step, _BIT], plan[step, _NOT]
        others = _count(acts, other) if other >= 0 else 0
        for place in range(len(acts)):
            itself = acts[place] >> other & 1 if other >= 0 else 0
            if acts[place] >> bit & 1 and others == itself:
                fits[place] |= 1 << step
    fits.sort()
    for begun in range(steps):
        owner = np.full(len(fits), -1, dtype=np.int64)
        held = np.full(steps, -1, dtype=np.int64)
        for step in range(begun, steps):
            if not find_act(fits, step, steps, owner, held):
                break
            if _leads_on(step, instant, plan, midnights, later):
                nearest[begun] = instant
                break


@njit(cache=True)
def _is_left_alone(
    step: int,
    instant: int,
    plan: NDArray[np.int64],
    midnights: NDArray[np.int64],
    now: int,
    unwanted: NDArray[np.int64],
) -> bool:
    """Say whether nothing unwanted follows a step at a later instant, and the time for it is over."""
    if plan[step, _NOT] < 0:
        return True
    end = _end(instant, plan[step, _NOT_DAYS], plan[step, _NOT_SPAN], midnights)
    is_for_ever = plan[step, _NOT_DAYS] + plan[step, _NOT_SPAN] == 0
    return unwanted[step] >= end and (is_for_ever or end <= now)


@njit(cache=True)
def _leads_on(
    step: int, instant: int, plan: NDArray[np.int64], midnights: NDArray[np.int64], nearest: NDArray[np.int64]
) -> bool:
    """Say whether the step is the last, or the next was done later and in time."""
    if step == len(plan) - 1:
        return True
    return bool(nearest[step + 1] < _end(instant, plan[step + 1, _DAYS], plan[step + 1, _SPAN], midnights))


@njit(cache=True)
def _count(acts: NDArray[np.int64], bit: int) -> int:
    count = 0
    for act in acts:
        count += act >> bit & 1
    return count


@njit(cache=True)
def _end(instant: int, days: int, length: int, midnights: NDArray[np.int64]) -> int:
    """Return the first instant that is too late, one that never comes where the days end after the given ones."""
    if length > 0:
        return instant + length
    if days == 0:
        return _LATE
    day = np.searchsorted(midnights, instant, side="right") - 1 + days
    return midnights[day] if day < len(midnights) else _LATE
