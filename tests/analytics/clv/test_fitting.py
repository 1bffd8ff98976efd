"""Finding the parameters: known ones are found again, in any unit of time, and what cannot be fitted is said."""

from __future__ import annotations

import numpy as np
import pytest

from siyu.analytics.clv import BetaGeo, GammaGamma, NotFittedError, ParetoNBD, discounted_purchases
from siyu.analytics.clv.fitting import maximise


def _simulated(customers: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Let customers of BG/NBD with r 0.8, α 6, a 0.9, b 2.5 buy, purchase by purchase."""
    chance = np.random.default_rng(seed)
    rate, leaving = chance.gamma(0.8, 1 / 6.0, customers), chance.beta(0.9, 2.5, customers)
    age = chance.uniform(20, 40, customers)
    frequency, recency, now, alive = (
        np.zeros(customers),
        np.zeros(customers),
        np.zeros(customers),
        np.ones(customers, bool),
    )
    while alive.any():
        now = now + chance.exponential(1 / rate)
        alive &= now <= age
        frequency[alive] += 1
        recency[alive] = now[alive]
        alive &= chance.random(customers) > leaving
    return frequency, recency, age


def test_it_finds_the_parameters_people_were_made_with():
    model = BetaGeo().fit(*_simulated(30_000, 3))

    assert list(model.params_.values()) == pytest.approx([0.8, 6.0, 0.9, 2.5], rel=0.12)


@pytest.mark.parametrize("model", [BetaGeo, ParetoNBD])
def test_days_or_weeks_make_no_difference(model):
    frequency, recency, age = _simulated(800, 5)
    weeks, days = model().fit(frequency, recency, age), model().fit(frequency, recency * 7, age * 7)

    assert days.params_["r"] == pytest.approx(weeks.params_["r"], rel=1e-3)
    assert days.params_["alpha"] == pytest.approx(7 * weeks.params_["alpha"], rel=1e-3)
    assert days.predict(70, 3, 140, 210)[0] == pytest.approx(weeks.predict(10, 3, 20, 30)[0], rel=1e-3)


@pytest.mark.parametrize("model", [BetaGeo, ParetoNBD])
def test_the_order_and_the_grouping_of_customers_make_no_difference(model):
    frequency, recency, age = (np.round(one) for one in _simulated(400, 8))
    age, recency = np.maximum(age, recency), np.where(frequency > 0, np.maximum(recency, 1), 0)
    shuffled = np.random.default_rng(1).permutation(len(age))
    one = model().fit(frequency, recency, age)
    other = model().fit(frequency[shuffled], recency[shuffled], age[shuffled])

    assert other.log_likelihood_ == pytest.approx(one.log_likelihood_, rel=1e-9)
    assert other.params_ == pytest.approx(one.params_, rel=1e-3)


@pytest.mark.parametrize("model", [BetaGeo, ParetoNBD])
def test_nobody_who_bought_again_teaches_nothing(model):
    with pytest.raises(ValueError, match="nobody has bought again"):
        model().fit([0, 0], [0, 0], [10, 20])
    with pytest.raises(ValueError, match="no customers"):
        model().fit([], [], [])


@pytest.mark.parametrize(
    ("history", "why"),
    [
        (([1.5], [2], [3]), "whole number"),
        (([-1], [0], [3]), "whole number"),
        (([2], [5], [3]), "between 0 and T"),
        (([0], [2], [3]), "must be 0"),
        (([2], [0], [3]), "above 0"),
        (([2], [float("nan")], [3]), "not finite"),
        (([1, 2], [1], [3]), "differ in shape"),
    ],
)  # fmt: skip
def test_what_is_no_history_is_refused(history, why):
    with pytest.raises(ValueError, match=why):
        BetaGeo().fit(*history)


@pytest.mark.parametrize("model", [BetaGeo, ParetoNBD])
def test_customers_all_alike_go_on_as_they_did(model):
    # The likelihood rises for ever towards one rate for all and nobody leaving; its limit answers.
    found = model().fit([5] * 50, [30.0] * 50, [30.0] * 50)

    assert found.predict(30.0, 5, 30.0, 30.0)[0] == pytest.approx(5.0, rel=0.02)


def test_a_likelihood_without_a_maximum_is_said_to_have_none():
    with pytest.raises(NotFittedError, match="no maximum"):
        maximise(lambda parameters: (float(parameters.sum()), np.ones(2)), [(1.0, 1.0)], 10.0)


def test_money_must_be_above_nothing():
    with pytest.raises(ValueError, match="above 0"):
        GammaGamma().fit([1, 2], [10.0, 0.0])
    with pytest.raises(ValueError, match="nobody has bought again"):
        GammaGamma().fit([0, 0], [0.0, 0.0])


def test_purchases_far_ahead_count_for_less():
    model = BetaGeo()
    model.params_ = {"r": 0.8, "alpha": 6.0, "a": 0.9, "b": 2.5}
    plain = discounted_purchases(model, 3, 20, 30, periods=12, length=4, rate=0.0)
    dear = discounted_purchases(model, 3, 20, 30, periods=12, length=4, rate=0.01)

    assert plain == pytest.approx(model.predict(48, 3, 20, 30))
    assert plain[0] / 1.01**12 < dear[0] < plain[0] / 1.01
    with pytest.raises(ValueError, match="at least one period"):
        discounted_purchases(model, 3, 20, 30, periods=0, length=4, rate=0.0)
