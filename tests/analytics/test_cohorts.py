"""Retention counts different members by cohort and age, as sets of pairs would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.cohorts import NOBODY, earliest, retention
from tests.oracle.behaviour import retained
from tests.oracle.effort import effort

PERIODS = 6
PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(-2, PERIODS + 1)), max_size=80)


def counted(pairs: list[tuple[int, int]], start: list[int], periods: int = PERIODS) -> dict[tuple[int, int], int]:
    member, period = (np.array([pair[place] for pair in pairs], dtype=np.int32) for place in (0, 1))
    counts = retention(member, period, np.array(start, dtype=np.int32), periods)
    return {(int(cohort), int(age)): int(counts[cohort, age]) for cohort, age in np.argwhere(counts)}


@effort(300)
@given(PAIRS, st.lists(st.integers(-1, PERIODS), min_size=10, max_size=10), st.randoms())
def test_retention_counts_different_members(pairs: list[tuple[int, int]], start: list[int], chance: object) -> None:
    starts = {member: period for member, period in enumerate(start) if 0 <= period < PERIODS}
    within = [(member, period) for member, period in pairs if 0 <= period < PERIODS]
    repeated = [*pairs, *pairs[: len(pairs) // 2]]
    chance.shuffle(repeated)  # type: ignore[attr-defined]
    assert counted(repeated, start) == retained(starts, within)


@effort(300)
@given(PAIRS)
def test_the_earliest_day_of_each_is_found(pairs: list[tuple[int, int]]) -> None:
    member, day = (np.array([pair[place] for pair in pairs], dtype=np.int32) for place in (0, 1))
    first = earliest(member, day, 8)
    expected = [min((on for one, on in pairs if one == number), default=NOBODY) for number in range(8)]
    assert first.tolist() == expected


def test_a_cohort_that_began_with_the_act_is_whole_at_age_nought() -> None:
    assert counted([(0, 1), (1, 1), (1, 3)], [1, 1]) == {(1, 0): 2, (1, 2): 1}


def test_the_last_of_sixty_four_periods_is_kept() -> None:
    assert counted([(0, 0), (0, 63)], [0], 64) == {(0, 0): 1, (0, 63): 1}


@pytest.mark.parametrize("periods", [0, 65])
def test_too_many_periods_are_refused(periods: int) -> None:
    with pytest.raises(ValueError, match="64"):
        counted([(0, 0)], [0], periods)
