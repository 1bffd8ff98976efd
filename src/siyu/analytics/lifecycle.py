"""The lifecycle of buyers by each one's own purchase rhythm: one stage a member, as of the end of any day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from siyu.analytics.gaps import active_days
from siyu.analytics.rhythm import ACTIVE, AT_RISK, COOLING, LOST, LOYAL, NEW, REPEAT, WON_BACK, Terms

MOST_GAP = 36_600
"""A rhythm beyond a century is taken for one of a century."""


@dataclass(frozen=True)
class Lifecycle:
    """One entry a member who has bought, ascending: the number of the stage, and the rhythm it was told by, in days.

    `is_own` says whose rhythm is the member's own; `pooled` is everybody's, used for all others.
    """

    members: NDArray[np.int64]
    stages: NDArray[np.int8]
    rhythm: NDArray[np.int32]
    is_own: NDArray[np.bool_]
    pooled: int


def lifecycle(member: NDArray[np.integer[Any]], day: NDArray[np.integer[Any]], today: int, terms: Terms) -> Lifecycle:
    """Return the stage of everybody who bought by the end of `today`.

    Takes pairs of what was bought, in any order and with repeats, days as whole days since 1970. What lies after `today`
    is never seen, so that any day of the past can be asked for.
    """
    seen = day <= today
    found = active_days(member[seen], day[seen])
    is_first = found.gaps < 0
    starts = np.append(np.flatnonzero(is_first), len(found.days)).astype(np.int64)
    if len(starts) == 1:
        nobody = np.empty(0, dtype=np.int32)
        return Lifecycle(found.groups, nobody.astype(np.int8), nobody, nobody.astype(np.bool_), terms.default_days)
    medians = _medians(starts, found.gaps, terms.recent_gaps)
    first = int(found.days.min())
    pooled = _pooled(found.days - first, medians, today - first + 1, terms.default_days, terms.least_members)
    stages, rhythm = _stages(
        starts, found.days, medians, pooled, first, today, np.array([terms.cooling, terms.at_risk, terms.lost]),
        np.array([terms.own_gaps, terms.loyal_days, terms.back_days, terms.least_days], dtype=np.int64),
    )  # fmt: skip
    is_own = np.diff(starts) > terms.own_gaps
    return Lifecycle(found.groups[is_first], stages, rhythm, is_own, max(int(pooled[-1]), terms.least_days))


@njit(cache=True)
def _medians(starts: NDArray[np.int64], gaps: NDArray[np.int32], recent: int) -> NDArray[np.int32]:
    """Return after each purchase the lower median of the member's last `recent` gaps, -1 after the first one."""
    medians = np.full(len(gaps), -1, dtype=np.int32)
    held = np.empty(recent, dtype=np.int32)
    for one in range(len(starts) - 1):
        for place in range(starts[one] + 1, starts[one + 1]):
            count = 0
            for gap in gaps[max(place - recent, starts[one]) + 1 : place + 1]:
                at = count
                while at and held[at - 1] > gap:
                    held[at] = held[at - 1]
                    at -= 1
                held[at] = gap
                count += 1
            medians[place] = held[(count - 1) // 2]
    return medians


@njit(cache=True)
def _pooled(
    days: NDArray[np.int32], medians: NDArray[np.int32], length: int, default: int, least: int
) -> NDArray[np.int32]:
    """Return for each day the lower median of the medians that members have at its end; a sliding histogram."""
    ends = np.zeros(length + 1, dtype=np.int64)
    for day in days:
        ends[day + 1] += 1
    ends = np.cumsum(ends)
    order, at = np.empty(len(days), dtype=np.int64), ends[:-1].copy()
    for place in range(len(days)):
        order[at[days[place]]] = place
        at[days[place]] += 1
    counts = np.zeros(MOST_GAP + 2, dtype=np.int64)
    pooled = np.full(length, default, dtype=np.int32)
    members, bin_, below = 0, 0, 0
    for day in range(length):
        for place in order[ends[day] : ends[day + 1]]:
            if medians[place] < 0:
                continue
            before, now = min(medians[place - 1], MOST_GAP), min(medians[place], MOST_GAP)
            if before >= 0:
                counts[before] -= 1
                below -= before < bin_
                members -= 1
            counts[now] += 1
            below += now < bin_
            members += 1
        if members >= max(least, 1):
            while below > (members - 1) // 2:
                bin_ -= 1
                below -= counts[bin_]
            while below + counts[bin_] <= (members - 1) // 2:
                below += counts[bin_]
                bin_ += 1
            pooled[day] = bin_
    return pooled


@njit(cache=True)
def _stages(
    starts: NDArray[np.int64], days: NDArray[np.int32], medians: NDArray[np.int32], pooled: NDArray[np.int32],
    first: int, today: int, multiples: NDArray[np.float64], numbers: NDArray[np.int64],
) -> tuple[NDArray[np.int8], NDArray[np.int32]]:  # fmt: skip
    own_gaps, loyal_days, back_days, least = numbers[0], numbers[1], numbers[2], numbers[3]
    cooling, at_risk, lost = multiples[0], multiples[1], multiples[2]
    stages = np.empty(len(starts) - 1, dtype=np.int8)
    rhythm = np.empty(len(starts) - 1, dtype=np.int32)
    for one in range(len(starts) - 1):
        start, end = starts[one], starts[one + 1]
        bought, silent = end - start, today - days[end - 1]
        own = max(medians[end - 1] if bought > own_gaps else pooled[today - first], least)
        rhythm[one] = own
        if silent > cooling * own:
            stages[one] = LOST if silent > lost * own else AT_RISK if silent > at_risk * own else COOLING
            continue
        came_back = False
        for place in range(max(start + 1, end - back_days + 1), end):
            # What was known on the evening before the purchase.
            then = medians[place - 1] if place - start > own_gaps else pooled[days[place] - 1 - first]
            came_back |= days[place] - 1 - days[place - 1] > lost * max(then, least)
        if came_back:
            stages[one] = WON_BACK
        elif bought == 1:
            stages[one] = NEW
        elif bought <= own_gaps:
            stages[one] = ACTIVE
        else:
            is_steady = bought >= loyal_days
            for place in range(max(start + 1, end - loyal_days + 1), end):
                is_steady &= days[place] - days[place - 1] <= at_risk * own
            stages[one] = LOYAL if is_steady else REPEAT
    return stages, rhythm
