"""Gamma-Gamma: what a purchase of a customer is worth varies about a mean of his own, and the means vary over the customers.

P. S. Fader, B. G. S. Hardie, The Gamma-Gamma Model of Monetary Value (2013), brucehardie.com/notes/025.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from siyu.analytics.clv.fitting import maximise
from siyu.analytics.clv.histories import Floats


@dataclass
class GammaGamma:
    """A purchase is Gamma(p, ν), and ν is Gamma(q, γ) over the customers; `monetary` is a customer's mean of `frequency`
    purchases, above 0. Only customers with at least one take part in the fit."""

    params_: dict[str, float] = field(init=False, repr=False)
    log_likelihood_: float = field(init=False, repr=False)

    def fit(self, frequency: ArrayLike, monetary: ArrayLike) -> GammaGamma:
        """Find the parameters. Raises `ValueError` for no repeat buyer and for means that are not above 0."""
        x, mean = _checked(frequency, monetary)
        bought = x > 0
        if not bought.any():
            raise ValueError("nobody has bought again: nothing can be learnt about what they spend")
        x, mean = x[bought], mean[bought]
        middle = float(np.median(mean))
        starts = [(2.0, 3.0, middle), (6.0, 4.0, middle / 2), (0.8, 2.0, 2 * middle)]
        found = maximise(_Likelihood(x, mean), starts, len(x))
        self.log_likelihood_ = found.log_likelihood
        self.params_ = dict(zip(("p", "q", "gamma"), found.parameters.tolist(), strict=True))
        return self

    def predict(self, frequency: ArrayLike, monetary: ArrayLike) -> Floats:
        """Return the expected worth of a coming purchase of each: his own mean drawn to that of all (equation 5).

        One without purchases, whose `monetary` is not looked at, gets the mean of all. Where q ≤ 1 and nothing was
        bought there is no mean, and the answer is not a number.
        """
        x, mean = _checked(frequency, monetary)
        p, q, gamma = self.params_["p"], self.params_["q"], self.params_["gamma"]
        known = p * x + q - 1.0
        spent = np.where(x > 0, x * mean, 0.0)
        return np.where(known > 0, p * (gamma + spent) / np.where(known > 0, known, 1.0), np.nan)


def _checked(frequency: ArrayLike, monetary: ArrayLike) -> tuple[Floats, Floats]:
    x, mean = (np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in (frequency, monetary))
    if x.shape != mean.shape:
        raise ValueError(f"frequency and monetary differ in shape: {x.shape}, {mean.shape}")
    wrong = ~np.isfinite(x) | (x < 0) | ((x > 0) & ~(np.isfinite(mean) & (mean > 0)))
    if wrong.any():
        raise ValueError(f"monetary must be above 0 for who bought (customer {int(np.argmax(wrong))})")
    return x, mean


class _Likelihood:
    """Equation 1a and its derivatives."""

    def __init__(self, frequency: Floats, mean: Floats) -> None:
        self.counts, self.place = np.unique(frequency, return_inverse=True)
        self.customers = np.bincount(self.place).astype(np.float64)
        self.frequency, self.mean, self.spent = frequency, mean, frequency * mean
        self.log_spent = np.log(self.spent)

    def __call__(self, parameters: Floats) -> tuple[float, Floats]:
        from scipy.special import digamma, gammaln

        p, q, gamma = parameters
        x, weight = self.counts, self.customers
        rest = np.log(gamma + self.spent)
        exponents = p * self.frequency + q
        value = (
            weight @ (gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma))
            + (p * self.frequency) @ self.log_spent
            - np.log(self.mean).sum()
            - exponents @ rest
        )
        slopes = np.array([
            weight @ (x * (digamma(p * x + q) - digamma(p * x))) + self.frequency @ (self.log_spent - rest),
            weight @ (digamma(p * x + q) - digamma(q) + np.log(gamma)) - rest.sum(),
            weight.sum() * q / gamma - (exponents / (gamma + self.spent)).sum(),
        ])  # fmt: skip
        return float(value), slopes
