"""What the models say by their assumptions alone: sums over all the customers one could be, on a fine grid.

Shares nothing with the models: no closed form, no hypergeometric function, no logarithm of a Gamma function.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

RATES = np.logspace(-9, 3, 3_000)
CHANCES = 1 / (1 + np.logspace(9, -9, 3_000))


def _spread(distribution, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the values and how much of the distribution lies about each."""
    return values, distribution.pdf(values) * np.gradient(values)


@dataclass
class Answers:
    """The likelihood of a history, the probability to be a customer still, and the purchases to come."""

    likelihood: float
    alive: float
    to_come: float


def beta_geo(parameters: dict[str, float], x: int, last: float, age: float, ahead: float) -> Answers:
    """Return the answers for rates from a Gamma and chances of leaving from a Beta distribution."""
    rates, rate_shares = _spread(stats.gamma(parameters["r"], scale=1 / parameters["alpha"]), RATES)
    chances, chance_shares = _spread(stats.beta(parameters["a"], parameters["b"]), CHANCES)
    stayed = (rates**x * np.exp(-rates * age) * rate_shares)[:, None] * ((1 - chances) ** x * chance_shares)[None, :]
    left = 0.0
    if x > 0:
        gone = (chances * (1 - chances) ** (x - 1) * chance_shares).sum()
        left = (rates**x * np.exp(-rates * last) * rate_shares).sum() * gone
    likelihood = stayed.sum() + left
    to_come = (1 - np.exp(-np.outer(rates, chances) * ahead)) / chances[None, :]
    return Answers(likelihood, stayed.sum() / likelihood, (stayed * to_come).sum() / likelihood)


def pareto_nbd(parameters: dict[str, float], x: int, last: float, age: float, ahead: float) -> Answers:
    """Return the answers for rates of buying and of leaving from two Gamma distributions."""
    rates, rate_shares = _spread(stats.gamma(parameters["r"], scale=1 / parameters["alpha"]), RATES)
    leaving, leaving_shares = _spread(stats.gamma(parameters["s"], scale=1 / parameters["beta"]), RATES)
    either = rates[:, None] + leaving[None, :]
    weight = (rates**x * rate_shares)[:, None] * leaving_shares[None, :]
    stayed = weight * np.exp(-either * age)
    left = weight * leaving[None, :] / either * (np.exp(-either * last) - np.exp(-either * age))
    likelihood = stayed.sum() + left.sum()
    to_come = rates[:, None] / leaving[None, :] * (1 - np.exp(-leaving * ahead))[None, :]
    return Answers(likelihood, stayed.sum() / likelihood, (stayed * to_come).sum() / likelihood)
