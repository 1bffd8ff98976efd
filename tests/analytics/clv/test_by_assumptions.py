"""The closed forms say what the assumptions say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from siyu.analytics.clv import BetaGeo, GammaGamma, ParetoNBD, beta_geo, gamma_gamma, pareto_nbd
from siyu.analytics.clv.histories import histories
from tests.analytics.clv import oracle

HISTORIES = [(0, 0.0, 20.0), (1, 5.0, 20.0), (3, 19.5, 20.0), (7, 20.0, 20.0), (12, 6.0, 40.0)]
BG = {"r": 0.8, "alpha": 6.0, "a": 1.4, "b": 2.5}
PARETO = [
    {"r": 0.9, "alpha": 9.0, "s": 1.7, "beta": 12.0},
    {"r": 2.5, "alpha": 30.0, "s": 0.8, "beta": 3.0},
]


@pytest.mark.parametrize("history", HISTORIES, ids=str)
def test_beta_geo_answers_as_its_assumptions_do(history):
    model = BetaGeo()
    model.params_ = BG
    told = oracle.beta_geo(BG, *history, ahead=15.0)

    assert model.alive(*history)[0] == pytest.approx(told.alive, rel=2e-3)
    assert model.predict(15.0, *history)[0] == pytest.approx(told.to_come, rel=3e-3)


@pytest.mark.parametrize("history", HISTORIES, ids=str)
@pytest.mark.parametrize("parameters", PARETO, ids=["α < β", "α > β"])
def test_pareto_nbd_answers_as_its_assumptions_do(parameters, history):
    model = ParetoNBD()
    model.params_ = parameters
    told = oracle.pareto_nbd(parameters, *history, ahead=15.0)

    assert model.alive(*history)[0] == pytest.approx(told.alive, rel=3e-3)
    assert model.predict(15.0, *history)[0] == pytest.approx(told.to_come, rel=5e-3)


@pytest.mark.slow
@pytest.mark.parametrize("history", HISTORIES[1:], ids=str)
def test_the_likelihoods_are_those_of_the_assumptions(history):
    for likelihood, parameters, told in (
        (beta_geo._Likelihood, BG, oracle.beta_geo),
        (pareto_nbd._Likelihood, PARETO[0], oracle.pareto_nbd),
        (pareto_nbd._Likelihood, PARETO[1], oracle.pareto_nbd),
    ):
        known = histories(*([one] for one in history))
        value, _ = likelihood(known)(np.array(list(parameters.values())))
        assert np.exp(value) == pytest.approx(told(parameters, *history, ahead=1.0).likelihood, rel=3e-3)


@pytest.mark.parametrize("likelihood", [beta_geo._Likelihood, pareto_nbd._Likelihood])
def test_the_slopes_are_those_of_the_likelihood(likelihood):
    one = likelihood(histories(*zip(*HISTORIES, strict=True)))
    for at in ([0.8, 6.0, 1.4, 2.5], [0.2, 40.0, 0.4, 9.0], [3.0, 1.0, 2.0, 0.3]):
        measured = approx_fprime(np.array(at), lambda parameters: one(parameters)[0], 1e-7)
        assert one(np.array(at))[1] == pytest.approx(measured, rel=2e-4, abs=1e-5)


def test_the_slopes_of_money_are_those_of_the_likelihood():
    one = gamma_gamma._Likelihood(np.array([1.0, 3.0, 9.0]), np.array([12.0, 30.0, 7.5]))
    for at in ([6.0, 4.0, 15.0], [0.5, 2.0, 80.0]):
        measured = approx_fprime(np.array(at), lambda parameters: one(parameters)[0], 1e-7)
        assert one(np.array(at))[1] == pytest.approx(measured, rel=2e-4, abs=1e-5)


@pytest.mark.parametrize(("a", "b"), [(1.0, 2.0), (0.4, 0.6), (1e-3, 50.0), (900.0, 30_000.0)])
def test_purchases_to_come_are_finite_whatever_the_parameters(a, b):
    model = BetaGeo()
    model.params_ = {"r": 0.8, "alpha": 6.0, "a": a, "b": b}
    told = model.predict(15.0, [0, 3, 400], [0.0, 18.0, 19.0], [20.0, 20.0, 20.0])
    one = oracle.beta_geo(model.params_, 3, 18.0, 20.0, ahead=15.0)

    assert np.isfinite(told).all()
    assert told[1] == pytest.approx(one.to_come, rel=2e-2)


def test_a_newcomer_buys_as_one_without_a_history_of_any_length():
    for model, parameters in ((BetaGeo(), BG), (ParetoNBD(), PARETO[0])):
        model.params_ = parameters
        assert model.predict(30.0, 0, 0, 0)[0] == pytest.approx(model.expected_purchases(30.0)[0], rel=1e-9)


def test_money_of_many_purchases_is_his_own_mean_and_of_none_that_of_all():
    model = GammaGamma()
    model.params_ = {"p": 6.25, "q": 3.74, "gamma": 15.44}

    everybody = 6.25 * 15.44 / 2.74
    assert model.predict([0, 100_000], [0.0, 80.0]) == pytest.approx([everybody, 80.0], rel=1e-3)
    assert everybody < model.predict(2, 80.0)[0] < 80.0
