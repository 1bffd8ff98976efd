"""Active members of rolling windows and days active, as counting sets day by day would have them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.gaps import ActiveDays
from siyu.analytics.gaps import active_days as gaps_of
from siyu.analytics.stickiness import active_members, days_active
from tests.oracle import behaviour
from tests.oracle.effort import effort

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(-40, 20)), max_size=60)


def days_of(pairs: list[tuple[int, int]]) -> ActiveDays:
    member, day = (np.array([pair[place] for pair in pairs], dtype=np.int64) for place in (0, 1))
    return gaps_of(member, day)


@effort(300)
@given(PAIRS, st.sampled_from((1, 7, 30)), st.integers(-10, 5), st.integers(0, 20))
def test_each_member_counts_once_in_a_window(pairs: list[tuple[int, int]], length: int, first: int, more: int) -> None:
    known = [pair for pair in pairs if pair[1] <= first + more]
    found = active_members(days_of(known), first, first + more, length).tolist()
    assert found == [behaviour.active_on(known, day, length) for day in range(first, first + more + 1)]


@effort(300)
@given(PAIRS, st.integers(-10, 5), st.integers(0, 20))
def test_days_active_are_different_days(pairs: list[tuple[int, int]], first: int, more: int) -> None:
    found = days_active(days_of(pairs), first, first + more)
    told = {days: int(members) for days, members in enumerate(found) if members}
    assert told == behaviour.days_active(pairs, first, first + more)


def test_nobody_was_active() -> None:
    assert active_members(days_of([]), 0, 2, 7).tolist() == [0, 0, 0]
    assert days_active(days_of([]), 0, 2).tolist() == [0, 0, 0, 0]


def test_a_window_has_a_day() -> None:
    with pytest.raises(ValueError, match="day"):
        active_members(days_of([]), 0, 2, 0)
