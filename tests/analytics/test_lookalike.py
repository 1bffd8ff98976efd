"""Look-alikes: a known truth is found again, quality is what plain counting says, and nothing depends on order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.lookalike import HELD_OUT, Scorecard, auc, best, lift_at, part

SCORED = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=60)


def _population(seed: int = 1) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Two traits decide, one copies the first, one is noise; the chance of being of the seed is known."""
    draw = np.random.default_rng(seed)
    first, second, noise = draw.integers(0, 4, 4000), draw.integers(0, 3, 4000), draw.integers(0, 5, 4000)
    chance = 1 / (1 + np.exp(4.5 - 1.2 * first - 0.9 * second))
    return [first, second, first.copy(), noise], draw.random(4000) < chance, chance


def test_a_known_truth_is_ranked_as_well_as_by_the_truth_itself() -> None:
    codes, is_seed, chance = _population()
    parts = part(np.arange(1, 4001), is_seed)
    card = Scorecard.learn([one[parts.learnt] for one in codes], is_seed[parts.learnt])
    scores = card.score([one[parts.held] for one in codes])
    known = auc(chance[parts.held], is_seed[parts.held])
    assert auc(scores, is_seed[parts.held]) == pytest.approx(known, abs=0.01)
    spread = [np.ptp(points) for points in card.points]
    assert spread[3] < 0.2 * spread[0]


def test_points_never_speak_against_their_own_evidence() -> None:
    codes, is_seed, _ = _population()
    card = Scorecard.learn(codes, is_seed)
    for points, one in zip(card.points, codes, strict=True):
        more = [is_seed[one == level].mean() > is_seed.mean() for level in range(len(points))]
        assert all(point >= -1e-9 if is_more else point <= 1e-9 for point, is_more in zip(points, more, strict=True))


def test_a_level_nobody_was_learnt_from_has_no_points() -> None:
    card = Scorecard.learn([np.array([0, 1, 0, 1])], np.array([True, False, True, False]))
    assert card.score([np.array([2])]).tolist() == [0.0]


def test_the_same_members_are_parted_alike_in_any_order() -> None:
    ids, is_seed = np.arange(1, 2001), np.arange(2000) % 7 == 0
    turned = np.random.default_rng(2).permutation(2000)
    one, other = part(ids, is_seed), part(ids[turned], is_seed[turned])
    assert sorted(ids[one.held]) == sorted(ids[turned][other.held])
    assert len(one.held) == pytest.approx(HELD_OUT * 2000, rel=0.1)
    assert not set(one.held) & set(one.learnt)


def test_without_a_seed_or_others_there_is_no_quality() -> None:
    assert auc(np.array([1.0, 2.0]), np.array([True, True])) is None
    assert lift_at(np.array([1.0]), np.array([False]), 0.1) is None


@given(SCORED)
def test_auc_is_that_of_all_pairs(members: list[tuple[int, bool]]) -> None:
    seed = [score for score, is_seed in members if is_seed]
    others = [score for score, is_seed in members if not is_seed]
    found = auc(*_arrays(members))
    if not seed or not others:
        assert found is None
        return
    wins = sum((one > other) + (one == other) / 2 for one in seed for other in others)
    assert found == pytest.approx(wins / len(seed) / len(others))


@given(SCORED, st.floats(0.01, 1))
def test_lift_of_everyone_is_one_and_ties_are_shared(members: list[tuple[int, bool]], share: float) -> None:
    scores, is_seed = _arrays(members)
    if not is_seed.any():
        return
    assert lift_at(scores, is_seed, 1.0) == pytest.approx(1)
    assert lift_at(np.zeros(len(scores)), is_seed, share) == pytest.approx(1)
    assert lift_at(scores, is_seed, share) == pytest.approx(lift_at(scores[::-1], is_seed[::-1], share))


@given(SCORED, st.integers(0, 70))
def test_the_best_are_no_worse_than_anybody_left(members: list[tuple[int, bool]], size: int) -> None:
    scores, _ = _arrays(members)
    found = best(scores, size)
    assert len(found) == min(size, len(scores))
    left = np.delete(scores, found)
    assert not len(found) or not len(left) or scores[found].min() >= left.max()


def _arrays(members: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([score for score, _ in members], dtype=float), np.array([is_seed for _, is_seed in members])
