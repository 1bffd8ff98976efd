"""Every stage is what going through the days one by one gives, and no later purchase is ever seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.lifecycle import lifecycle
from siyu.analytics.rhythm import STAGES, Terms
from tests.oracle import stages as naive
from tests.oracle.effort import effort

SMALL = Terms(own_gaps=2, recent_gaps=3, loyal_days=4, back_days=3, least_days=2, default_days=6, least_members=3)
Histories = dict[int, list[int]]
histories = st.dictionaries(
    st.integers(1, 40), st.lists(st.integers(17_000, 17_060), min_size=1, max_size=9), max_size=6
)
terms = st.sampled_from((SMALL, Terms(least_members=1, least_days=1), Terms()))


@effort(60)
@given(histories, st.integers(16_995, 17_100), terms, st.randoms(use_true_random=False))
def test_stages_are_those_of_going_through_the_days(found: Histories, today: int, given: Terms, order: Random) -> None:
    pairs = [(member, day) for member, days in found.items() for day in (*days, *days[:2])]
    order.shuffle(pairs)
    told = _told(pairs, today, given)
    plain = naive.Terms(**asdict(given))
    expected = {member: naive.lifecycle(found, member, today, plain) for member in found}
    assert told == {member: stage for member, stage in expected.items() if stage is not None}


@effort(30)
@given(histories, st.integers(17_000, 17_060), terms)
def test_what_comes_later_is_never_seen(found: Histories, today: int, given: Terms) -> None:
    pairs = [(member, day) for member, days in found.items() for day in days]
    assert _told(pairs, today, given) == _told([pair for pair in pairs if pair[1] <= today], today, given)


@effort(30)
@given(histories, terms)
def test_whoever_is_won_back_was_lost_the_evening_before(found: Histories, given: Terms) -> None:
    pairs = [(member, day) for member, days in found.items() for day in days]
    for member, day in set(pairs):
        before, now = _told(pairs, day - 1, given).get(member), _told(pairs, day, given)[member]
        assert (before == "lost") <= (now == "won_back")


@pytest.mark.parametrize(
    ("days", "today", "stage"),
    [
        ([0], 0, "new"),
        ([0], 60, "new"),
        ([0], 61, "cooling"),
        ([0], 91, "at_risk"),
        ([0], 181, "lost"),
        ([0, 10], 20, "active"),
        ([0, 10, 20, 30], 40, "repeat"),
        ([0, 10, 20, 30], 51, "cooling"),
        ([0, 10, 20, 30], 61, "at_risk"),
        ([0, 10, 20, 30], 91, "lost"),
        (list(range(0, 80, 10)), 75, "loyal"),
        ([*range(0, 70, 10), 90], 95, "loyal"),
        ([*range(0, 70, 10), 91], 95, "repeat"),
        ([0, 10, 20, 30, 92], 92, "won_back"),
        ([0, 10, 20, 30, 91], 91, "repeat"),
        ([0, 10, 20, 30, 92, 102], 102, "won_back"),
        ([0, 10, 20, 30, 92, 102, 112], 112, "repeat"),
        ([0, 1, 2, 3], 17, "repeat"),
        ([0, 1, 2, 3], 18, "cooling"),
    ],
)
def test_edges_by_hand(days: Sequence[int], today: int, stage: str) -> None:
    assert _told([(7, 17_000 + day) for day in days], 17_000 + today, Terms()) == {7: stage}


def test_others_lend_their_rhythm_once_they_are_enough() -> None:
    others = [(member, 17_000 + day) for member in range(100, 130) for day in (0, 10)]
    assert _told([*others[:-2], (7, 17_010)], 17_031, Terms())[7] == "new"
    assert _told([*others, (7, 17_010)], 17_031, Terms())[7] == "cooling"


def test_nobody_has_no_stage() -> None:
    found = lifecycle(np.array([], dtype=np.int64), np.array([], dtype=np.int32), 17_000, Terms())
    assert (len(found.members), found.pooled) == (0, 30)


def _told(pairs: Sequence[tuple[int, int]], today: int, given: Terms) -> dict[int, str]:
    members = np.array([member for member, _ in pairs], dtype=np.int64)
    found = lifecycle(members, np.array([day for _, day in pairs], dtype=np.int32), today, given)
    return {int(member): STAGES[stage] for member, stage in zip(found.members, found.stages.tolist(), strict=True)}
