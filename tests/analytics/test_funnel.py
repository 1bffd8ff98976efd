"""The ordered funnel walks each member's acts as one who tries every way would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.funnel import Funnel, walk_funnel
from siyu.analytics.histories import histories
from tests.oracle.behaviour import shortest
from tests.oracle.effort import effort

STEPS = 4
Acts = list[tuple[int, frozenset[int]]]
ACTS = st.lists(st.tuples(st.integers(0, 6), st.frozensets(st.integers(0, STEPS - 1), min_size=1)), max_size=7)


def walked(acts: dict[int, Acts], steps: int, window: int, order: list[int] | None = None) -> Funnel:
    """Return the product's answer for acts by member, given in any order."""
    rows = [(member, at << steps | sum(1 << one for one in fits)) for member, its in acts.items() for at, fits in its]
    rows = [rows[place] for place in order] if order else rows
    member = np.array([row[0] for row in rows], dtype=np.int32)
    act = np.array([row[1] for row in rows], dtype=np.int64)
    return walk_funnel(histories(member, act, np.ones(max(acts, default=0) + 1, dtype=np.bool_)), steps, window)


def of_one(acts: Acts, steps: int, window: int) -> list[int | None]:
    found = walked({1: acts}, steps, window)
    if not len(found.members):
        return [None] * steps
    return [None if took < 0 else int(took) for took in found.took[0]]


@effort(300)
@given(ACTS, st.integers(1, STEPS), st.integers(0, 6))
def test_the_fastest_of_the_furthest_ways_counts(acts: Acts, steps: int, window: int) -> None:
    fitting = [(at, frozenset(one for one in fits if one < steps)) for at, fits in acts]
    assert of_one([act for act in fitting if act[1]], steps, window) == shortest(fitting, steps, window)


@effort(300)
@given(st.dictionaries(st.integers(0, 5), ACTS, max_size=5), st.randoms())
def test_members_do_not_touch_each_other_and_order_says_nothing(acts: dict[int, Acts], chance: object) -> None:
    order = list(range(sum(map(len, acts.values()))))
    chance.shuffle(order)  # type: ignore[attr-defined]
    found = walked(acts, STEPS, 3, order)
    expected = {member: shortest(its, STEPS, 3) for member, its in acts.items()}
    reached = {member: sum(took is not None for took in ways) for member, ways in expected.items()}
    assert dict(zip(found.members.tolist(), found.reached.tolist(), strict=True)) == {
        member: count for member, count in reached.items() if count
    }
    assert found.counts(STEPS) == [sum(count > step for count in reached.values()) for step in range(STEPS)]


def test_the_same_act_never_takes_two_steps() -> None:
    both = frozenset({0, 1})
    assert of_one([(0, both)], 2, 5) == [0, None]
    assert of_one([(0, both), (0, both)], 2, 5) == [0, 0]


def test_acts_of_one_instant_follow_each_other_in_the_best_order() -> None:
    only = [frozenset({step}) for step in range(3)]
    assert of_one([(4, only[2]), (4, only[0]), (4, only[1])], 3, 0) == [0, 0, 0]
    # The act that fits both steps is needed for the second one.
    assert of_one([(4, frozenset({0, 1})), (4, only[0])], 2, 0) == [0, 0]


def test_a_window_holds_its_end_and_begins_with_every_first_step() -> None:
    first, second = frozenset({0}), frozenset({1})
    assert of_one([(0, first), (7, second)], 2, 7) == [0, 7]
    assert of_one([(0, first), (8, second)], 2, 7) == [0, None]
    assert of_one([(0, first), (5, first), (8, second)], 2, 7) == [0, 3]


def test_thousands_of_equal_acts_are_no_more_than_a_few() -> None:
    many = [(1, frozenset({0, 1, 2}))] * 5_000
    assert of_one(many, 3, 0) == [0, 0, 0]


def test_the_median_is_of_those_who_got_there() -> None:
    first, second = frozenset({0}), frozenset({1})
    acts = {1: [(0, first), (2, second)], 2: [(0, first), (6, second)], 3: [(0, first)]}
    found = walked(acts, 2, 9)
    assert (found.counts(2), found.median(1)) == ([3, 2], 4.0)
    assert walked({3: [(0, first)]}, 2, 9).median(1) is None


def test_the_last_beginning_is_told() -> None:
    found = walked({1: [(0, frozenset({0})), (5, frozenset({0})), (6, frozenset({1}))]}, 2, 9)
    assert found.began.tolist() == [5]


@pytest.mark.parametrize(("steps", "window"), [(0, 1), (11, 1), (2, -1)])
def test_impossible_funnels_are_refused(steps: int, window: int) -> None:
    with pytest.raises(ValueError, match=r"steps|window"):
        walk_funnel(histories(np.array([], np.int32), np.array([], np.int64), np.ones(1, np.bool_)), steps, window)
