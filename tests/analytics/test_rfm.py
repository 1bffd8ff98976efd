"""RFM scores: quintiles by quantile with edges in the lower class, fixed thresholds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.rfm import Scores, score_rfm

AMOUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=200)


def test_quintiles_of_ten_members_are_known_by_hand() -> None:
    scores = Scores().fit(range(1, 11))
    assert scores.edges_.tolist() == pytest.approx([2.8, 4.6, 6.4, 8.2])
    assert scores.predict(range(1, 11)).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_a_value_on_the_edge_is_in_the_lower_class() -> None:
    scores = Scores(thresholds=(1, 2, 3, 4)).fit([])
    assert scores.predict([0, 1, 1.01, 2, 4, 4.01]).tolist() == [1, 1, 2, 2, 4, 5]


def test_few_days_since_the_last_order_score_high() -> None:
    scores = Scores(thresholds=(7, 30, 90, 180), least_is_best=True).fit([])
    assert scores.predict([0, 7, 8, 90, 181]).tolist() == [5, 5, 4, 3, 1]


def test_equal_values_share_a_score_even_when_scores_stay_empty() -> None:
    assert set(Scores().fit([1] * 99 + [5]).predict([1] * 99).tolist()) == {1}
    assert Scores().fit([1] * 99 + [5]).predict([5]).tolist() == [5]


def test_nobody_has_no_scores() -> None:
    assert score_rfm([], [], []).recency.tolist() == []


def test_thresholds_must_rise() -> None:
    with pytest.raises(ValueError, match="rising"):
        Scores(thresholds=(1, 1, 2, 3)).fit([1])


@given(AMOUNTS)
def test_scores_follow_a_naive_count_of_edges_below(values: list[int]) -> None:
    ordered = sorted(values)
    edges = [_quantile(ordered, share) for share in (0.2, 0.4, 0.6, 0.8)]
    fitted = Scores().fit(values)
    assert fitted.edges_.tolist() == pytest.approx(edges)
    expected = [1 + sum(value > edge for edge in fitted.edges_) for value in values]
    assert fitted.predict(values).tolist() == expected


@given(AMOUNTS)
def test_more_never_scores_less(values: list[int]) -> None:
    ordered = np.sort(values)
    assert np.all(np.diff(Scores().fit(values).predict(ordered)) >= 0)
    assert np.all(np.diff(Scores(least_is_best=True).fit(values).predict(ordered)) <= 0)


def _quantile(ordered: list[int], share: float) -> float:
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
