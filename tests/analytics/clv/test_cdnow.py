"""Published parameters and likelihoods of CDNOW's customers are found again."""

from __future__ import annotations

import numpy as np
import pytest

from siyu.analytics.clv import BetaGeo, GammaGamma, ParetoNBD
from tests.analytics.clv.cdnow import SPLIT, purchase_days, summaries


@pytest.fixture(scope="module")
def history() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    known = summaries()
    return known["x"], known["t_x"], known["T"]


def test_beta_geo(history):
    # Fader, Hardie and Lee 2005, table 2.
    model = BetaGeo().fit(*history)

    assert model.params_ == pytest.approx({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}, abs=6e-4)
    assert model.log_likelihood_ == pytest.approx(-9582.4, abs=0.05)


def test_pareto_nbd(history):
    # Fader, Hardie and Lee 2005, table 2.
    model = ParetoNBD().fit(*history)

    assert model.params_ == pytest.approx({"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}, rel=1e-3)
    assert model.log_likelihood_ == pytest.approx(-9595.0, abs=0.05)


def test_gamma_gamma():
    # Fader and Hardie 2013, the 946 customers who bought again.
    known = summaries()
    model = GammaGamma().fit(known["x"], known["zbar"])

    assert (known["x"] > 0).sum() == 946
    assert model.params_ == pytest.approx({"p": 6.25, "q": 3.74, "gamma": 15.44}, abs=0.01)


def test_beta_geo_tells_the_purchases_of_the_next_39_weeks_as_published(history):
    # 1,882 were made; the model of weeks 1–39 tells 1,653.
    later = sum(1 for days in purchase_days().values() for day in days if day > SPLIT)
    told = BetaGeo().fit(*history).predict(39, *history).sum()

    assert later == 1_882
    assert told == pytest.approx(1_653, abs=2)


def test_a_well_known_customer(history):
    # Fader, Hardie and Lee 2005, section 4: x = 2, t_x = 30.43, T = 38.86, 39 weeks ahead.
    assert BetaGeo().fit(*history).predict(39, 2, 30.43, 38.86)[0] == pytest.approx(1.226, abs=1e-3)
