"""A sequence holds for whom one who tries every way through its steps would find it to hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.histories import histories
from siyu.analytics.sequences import Span, Wanted, follow
from tests.oracle.effort import effort
from tests.oracle.following import Act, Step, Within, follows

KINDS, DAY = 4, 4
ACTS = st.lists(st.tuples(st.integers(0, 11), st.frozensets(st.integers(0, KINDS - 1), min_size=1)), max_size=8)
SPANS = st.one_of(
    st.just(Span()),
    st.integers(1, 3).map(lambda days: Span(days=days)),
    st.integers(1, 9).map(lambda n: Span(length=n)),
)
STEPS = st.lists(
    st.builds(Wanted, st.integers(0, KINDS - 1), SPANS, st.none() | st.integers(0, KINDS - 1), SPANS),
    min_size=1,
    max_size=4,
)


def done(acts: dict[int, list[Act]], steps: list[Wanted], now: int) -> list[int]:
    rows = [(member, at << KINDS | sum(1 << one for one in fits)) for member, its in acts.items() for at, fits in its]
    member = np.array([row[0] for row in rows], dtype=np.int32)
    act = np.array([row[1] for row in rows], dtype=np.int64)
    everyone = np.ones(max(acts, default=0) + 1, dtype=np.bool_)
    midnights = np.arange(0, now + DAY + 1, DAY, dtype=np.int64)
    return follow(histories(member, act, everyone), KINDS, steps, midnights, now).tolist()  # type: ignore[no-any-return]


def told(step: Wanted) -> Step:
    ever: Within = lambda began, at: True  # noqa: E731
    without = None if step.without == Span() else _within(step.without)
    return step.bit, ever if step.within == Span() else _within(step.within), step.unwanted, without


def _within(span: Span) -> Within:
    if span.days:
        return lambda began, at: at // DAY < began // DAY + span.days
    return lambda began, at: at < began + span.length


@effort(300)
@given(st.lists(ACTS, min_size=1, max_size=3), STEPS, st.integers(11, 20))
def test_it_holds_for_whom_every_way_tried_finds_one(lives: list[list[Act]], steps: list[Wanted], now: int) -> None:
    expected = [member for member, acts in enumerate(lives) if follows(acts, [told(step) for step in steps], now)]
    assert done(dict(enumerate(lives)), steps, now) == expected


def test_a_day_begins_at_midnight_and_a_length_at_the_act() -> None:
    first, second = frozenset({0}), frozenset({1})
    acts = {1: [(3, first), (4, second)], 2: [(4, first), (7, second)]}
    assert done(acts, [Wanted(0), Wanted(1, Span(days=1))], 20) == [2]
    assert done(acts, [Wanted(0), Wanted(1, Span(length=3))], 20) == [1]
    assert done(acts, [Wanted(0), Wanted(1, Span(length=4))], 20) == [1, 2]


def test_what_must_not_follow_has_to_be_over() -> None:
    acts = {1: [(5, frozenset({0}))]}
    left_alone = [Wanted(0, unwanted=1, without=Span(length=3))]
    assert done(acts, left_alone, 7) == []
    assert done(acts, left_alone, 8) == [1]
    assert done(acts, [Wanted(0, unwanted=1, without=Span(days=1))], 7) == []
    assert done(acts, [Wanted(0, unwanted=1, without=Span(days=1))], 8) == [1]
    assert done(acts, [Wanted(0, unwanted=1)], 5) == [1]


def test_the_last_of_equal_acts_is_followed_by_none() -> None:
    once_more = [Wanted(0, unwanted=0, without=Span(length=5))]
    again = frozenset({0})
    assert done({1: [(1, again), (3, again)]}, once_more, 7) == []
    assert done({1: [(1, again), (3, again)]}, once_more, 8) == [1]
    assert done({1: [(3, again), (3, again)]}, once_more, 20) == []


def test_thousands_of_equal_acts_are_no_more_than_a_few() -> None:
    many = [(1, frozenset({0, 1, 2}))] * 5_000
    assert done({1: many}, [Wanted(0), Wanted(1), Wanted(2)], 1) == [1]


@pytest.mark.parametrize("count", [0, 6])
def test_it_has_one_to_five_steps(count: int) -> None:
    with pytest.raises(ValueError, match="steps"):
        done({}, [Wanted(0)] * count, 5)
