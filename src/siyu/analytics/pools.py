"""Crossings between pools: of those who entered one in a period, how many entered another afterwards, and how fast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEVER = np.iinfo(np.int64).max
"""Stands for a pool that was not entered."""


@dataclass(frozen=True, slots=True)
class Crossings:
    """Arrays by [from, to]: `entered` [from]; `already` were in the other pool by then; `crossed` entered it later.

    `median` is that of the time between, in the unit of the instants, nan where nobody crossed; the diagonal means nothing.
    """

    entered: NDArray[np.int64]
    already: NDArray[np.int64]
    crossed: NDArray[np.int64]
    median: NDArray[np.float64]


def crossings(entered_at: NDArray[np.int64], first: int, last: int) -> Crossings:
    """Count crossings of those who entered a pool from `first` to `last`; nothing after `last` is seen.

    `entered_at[pool, person]` is the instant of first entry, `NEVER` for none. Who entered two pools at one instant had
    crossed from the earlier to the later one, in the order of the rows, in no time.
    """
    pools = len(entered_at)
    came = np.where(entered_at <= last, entered_at, NEVER)
    shape = (pools, pools)
    entered = np.zeros(pools, dtype=np.int64)
    already, crossed = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    median = np.full(shape, np.nan)
    for source in range(pools):
        people = (came[source] >= first) & (came[source] != NEVER)
        entered[source] = people.sum()
        begun = came[source][people]
        for target in range(pools):
            ended = came[target][people]
            before = (ended < begun) | ((ended == begun) & (target < source))
            after = ~before & (ended != NEVER)
            already[source, target], crossed[source, target] = before.sum(), after.sum()
            if after.any():
                median[source, target] = np.median(ended[after] - begun[after])
    return Crossings(entered, already, crossed, median)
