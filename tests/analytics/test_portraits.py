"""Two groups compared: published values, an oracle, and what must not change."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.binning import Bins
from siyu.analytics.portraits import Contrast, bins_for, contrast, correct, verdict
from tests.oracle import portraits as oracle

# N. Siddiqi, Credit Risk Scorecards (2006), exhibit 6.2: age, missing first; information value 0.668.
GOOD = [860, 3040, 4920, 8100, 9500, 6800, 2940]
BAD = [140, 960, 1080, 900, 500, 200, 60]
# Y. Benjamini and Y. Hochberg (1995), the fifteen hypotheses of section 3.2: four are rejected at 0.05.
FIFTEEN = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
           0.7590, 1.0]  # fmt: skip

PEOPLE = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["a", "b", "both"])), min_size=1, max_size=120)


def test_the_information_value_of_a_published_scorecard_is_met() -> None:
    found = contrast(GOOD, BAD, [0] * 7)
    assert found.information == pytest.approx(0.668, abs=0.002)
    assert np.round(found.strengths * 100, 1).tolist() == pytest.approx(
        [-42.7, -109.0, -72.6, -4.5, 70.2, 128.4, 164.9], abs=0.9
    )


def test_chi_square_of_groups_apart_is_that_of_pearson() -> None:
    # The example of scipy.stats.chi2_contingency.
    found = contrast([10, 10, 20], [20, 20, 20], [0, 0, 0])
    assert (found.chi_square, found.p) == (pytest.approx(2.7777777), pytest.approx(0.24935220877))


def test_false_discoveries_are_held_as_in_the_paper() -> None:
    assert sum(one <= 0.05 for one in correct(FIFTEEN)) == 4
    assert correct([]) == []


def test_a_group_within_the_other_is_tested_against_the_rest() -> None:
    within = contrast([30, 10], [60, 60], [30, 10])
    apart = contrast([30, 10], [30, 50], [0, 0])
    assert within.chi_square == pytest.approx(apart.chi_square)
    assert within.lift(0) == pytest.approx(1.5)


def test_the_same_group_twice_is_undecided() -> None:
    found = contrast([30, 10], [30, 10], [30, 10])
    assert (found.p, verdict(found.information, found.p)) == (None, "undecided")


def test_what_everybody_has_is_weak() -> None:
    found = contrast([30], [50], [0])
    assert (found.information, found.p, verdict(found.information, found.p)) == (0.0, 1.0, "weak")


def test_nobody_of_a_level_in_b_has_no_lift_but_a_finite_strength() -> None:
    found = contrast([20, 20], [40, 0], [0, 0])
    assert found.lift(1) is None
    assert np.isfinite(found.strength)


@given(PEOPLE)
def test_every_number_is_that_of_the_oracle(people: list[tuple[int, str]]) -> None:
    values = {member: level for member, (level, _) in enumerate(people)}
    a = {member for member, (_, group) in enumerate(people) if group != "b"}
    b = {member for member, (_, group) in enumerate(people) if group != "a"}
    if not a or not b:
        return
    expected, found = oracle.compared(values, a, b), _contrast(values, a, b)
    assert found.information == pytest.approx(expected["information"])
    assert found.p == (expected["p"] if expected["p"] is None else pytest.approx(expected["p"], abs=1e-9))
    if expected["p"] is not None:
        assert found.chi_square == pytest.approx(expected["chi_square"], abs=1e-9)
    other = _contrast(values, b, a)
    assert (other.information, other.p) == (pytest.approx(found.information), _near(found.p))


def _near(p: float | None) -> object:
    return p if p is None else pytest.approx(p, abs=1e-9)


def _contrast(values: dict[int, int], a: set[int], b: set[int]) -> Contrast:
    levels = sorted({values[one] for one in a | b})
    counts = [Counter(values[one] for one in group) for group in (a, b, a & b)]
    return contrast(*([count[level] for level in levels] for count in counts))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_corrected_chances_are_those_of_the_oracle(p: list[float]) -> None:
    assert correct(p) == pytest.approx(oracle.corrected(p))


@given(st.lists(st.integers(-5, 30), min_size=1, max_size=200), st.integers(2, 10))
def test_bins_begin_where_the_oracle_says_and_hold_every_value(values: list[int], most: int) -> None:
    bins = Bins.of(values, most)
    assert bins.edges.tolist() == oracle.edges(values, most)
    codes = bins.codes([*values, np.nan])
    assert codes[-1] == -1
    for value, code in zip(values, codes[:-1], strict=True):
        assert bins.lows[code] <= value <= bins.highs[code]
    assert np.bincount(codes[:-1], minlength=len(bins)).min() > 0


def test_small_groups_have_few_bins() -> None:
    assert [bins_for(size, 1000, 0) for size in (3, 20, 500)] == [2, 4, 10]
    assert bins_for(100, 100, 100) == 2
