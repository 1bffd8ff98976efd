"""Likeness, scores and hits as the naive oracle has them, in any order of the entries."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from siyu.analytics.recommend import Baskets, Recommender, best, hits
from tests.oracle import nearest

PRODUCTS = 6
baskets = st.dictionaries(
    st.integers(0, 7),
    st.dictionaries(st.integers(0, PRODUCTS - 1), st.sampled_from([0.25, 1.0, 3.5]), min_size=1),
    min_size=1,
)


def _made(told: nearest.Baskets, seed: int = 0) -> tuple[list[int], Baskets]:
    members = sorted(told)
    rows = [(members.index(member), product, often) for member in told for product, often in told[member].items()]
    np.random.default_rng(seed).shuffle(rows)
    row, product, often = (np.array(each) for each in zip(*rows, strict=True))
    shape = len(members), PRODUCTS
    return members, Baskets.of(row.astype(np.int64), product.astype(np.int64), often, shape)


@given(baskets, st.integers(0, 9))
@settings(max_examples=30)
def test_likeness_and_scores_are_those_of_the_oracle_in_any_order(told: nearest.Baskets, seed: int) -> None:
    members, made = _made(told, seed)
    found = Recommender.fit(made)
    alike = found.alike.toarray()
    for one in range(PRODUCTS):
        for other in range(PRODUCTS):
            assert alike[one, other] == pytest.approx(nearest.likeness(told, one, other), abs=1e-5)
    scores = found.scores(made.often)
    for row, member in enumerate(members):
        assert scores[row].tolist() == pytest.approx(nearest.scores(told, member, PRODUCTS), rel=1e-4, abs=1e-5)


@given(baskets, st.integers(1, 8))
@settings(max_examples=30)
def test_what_is_best_is_allowed_sorted_and_no_less_than_what_is_left_out(told: nearest.Baskets, most: int) -> None:
    members, made = _made(told)
    scores = Recommender.fit(made).scores(made.often)
    for mode in ("any", "new", "again"):
        places, values = best(scores, made.often, mode, most)
        for row, member in enumerate(members):
            found = [place for place in places[row].tolist() if place >= 0]
            allowed = {
                "any": set(range(PRODUCTS)),
                "new": set(range(PRODUCTS)) - told[member].keys(),
                "again": set(told[member]),
            }[mode]
            can = [place for place in allowed if scores[row, place] > 0]
            assert found == sorted(can, key=lambda place: (-scores[row, place], place))[:most]
            assert values[row, : len(found)].tolist() == scores[row, found].tolist()


def test_a_hit_is_the_first_recommended_product_that_came() -> None:
    came = sp.csr_matrix(np.array([[0, 1, 1], [0, 0, 0], [1, 0, 0]]))
    assert hits(np.array([[0, 2, 1], [0, 1, 2], [-1, -1, 0]]), came).tolist() == [1, -1, 2]


def test_nothing_was_bought_by_nobody() -> None:
    none = Baskets.of(*(np.array([], dtype=np.int64),) * 3, (0, 0))
    made = Recommender.fit(none)
    places, _ = best(made.scores(none.often), none.often, "any", 3)
    assert places.shape == (0, 3)
