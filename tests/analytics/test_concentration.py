"""Concentration of money: numbers known by hand, and Gini against its definition by pairs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.concentration import Concentration

AMOUNTS = st.lists(st.integers(0, 100_000), min_size=1, max_size=60)


def test_gini_of_1_2_3_4_is_a_quarter() -> None:
    assert Concentration.of([1, 2, 3, 4]).gini() == pytest.approx(0.25)


def test_gini_is_0_when_all_are_equal_and_almost_1_when_one_has_all() -> None:
    assert Concentration.of([7] * 10).gini() == pytest.approx(0)
    assert Concentration.of([0] * 9 + [5]).gini() == pytest.approx(0.9)


def test_the_head_is_the_fewest_that_bring_the_share() -> None:
    head = Concentration.of([10, 50, 20, 20]).head(0.5)
    assert (head.members, head.money, head.share_of_members) == (1, 50, 0.25)
    assert head.value_ratio == pytest.approx(50 / (50 / 3))


def test_one_more_is_needed_just_above_the_share() -> None:
    assert Concentration.of([10, 50, 20, 20]).head(0.51).members == 2


def test_a_head_of_everyone_has_no_ratio() -> None:
    assert Concentration.of([5]).head(0.4).value_ratio is None


def test_money_below_zero_counts_as_none() -> None:
    assert Concentration.of([-100, 50, 50]).total == 100


def test_without_money_there_is_no_curve_and_no_head() -> None:
    spread = Concentration.of([0, 0])
    assert (spread.gini(), spread.curve(), spread.head(0.4).members) == (0.0, [], 0)


def test_the_curve_starts_at_the_richest() -> None:
    assert Concentration.of([10, 50, 20, 20]).curve() == [(0, 0), (0.25, 0.5), (0.5, 0.7), (0.75, 0.9), (1, 1)]


def test_deciles_hold_everyone_once() -> None:
    deciles = Concentration.of(range(1, 24)).deciles()
    assert [members for members, _ in deciles] == [3, 3, 3, 2, 2, 2, 2, 2, 2, 2]
    assert deciles[0][1] == 23 + 22 + 21
    assert sum(money for _, money in deciles) == 276


@given(AMOUNTS)
def test_gini_is_the_mean_difference_of_all_pairs(values: list[int]) -> None:
    total, count = sum(values), len(values)
    pairs = sum(abs(one - other) for one in values for other in values)
    expected = pairs / (2 * count * total) if total else 0
    assert Concentration.of(values).gini() == pytest.approx(expected, abs=1e-9)


@given(AMOUNTS, st.integers(1, 99))
def test_the_head_reaches_its_share_and_would_not_with_one_less(values: list[int], percent: int) -> None:
    head = Concentration.of(values).head(percent / 100)
    ordered, total = sorted(values, reverse=True), sum(values)
    if total:
        assert sum(ordered[: head.members]) * 100 >= percent * total
        assert sum(ordered[: head.members - 1]) * 100 < percent * total


@given(AMOUNTS)
def test_the_curve_rises_and_bends_down(values: list[int]) -> None:
    curve = Concentration.of(values).curve()
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(curve)]
    assert all(slope >= -1e-9 for slope in slopes)
    assert all(later <= earlier + 1e-6 for earlier, later in pairwise(slopes))
