"""Pareto/NBD: customers buy at their own steady rates and leave at any time, seen or not.

D. C. Schmittlein, D. G. Morrison, R. Colombo, Counting Your Customers, Management Science 33 (1987) 1–24; the likelihood
as in P. S. Fader, B. G. S. Hardie, A Note on Deriving the Pareto/NBD Model (2005), brucehardie.com/notes/009.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from siyu.analytics.clv.departures import departures
from siyu.analytics.clv.fitting import fit
from siyu.analytics.clv.histories import Floats, Histories, checked, histories


@dataclass
class ParetoNBD:
    """Purchase rates are Gamma(r, α) over the customers, rates of leaving are Gamma(s, β).

    Times are in any one unit, counted from a customer's first purchase; `frequency` counts the repeat purchases.
    """

    params_: dict[str, float] = field(init=False, repr=False)
    log_likelihood_: float = field(init=False, repr=False)

    def fit(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> ParetoNBD:  # noqa: N803 - the field's own letter
        """Find the parameters. Raises `ValueError` for what is no history, `NotFittedError` when there is no maximum."""
        known = histories(frequency, recency, T)
        rate = float((known.frequency @ known.customers) / (known.age @ known.customers))
        span = float((known.age @ known.customers) / known.count)
        starts = [(1.0, 1.0 / rate, 1.0, span), (0.5, 0.5 / rate, 0.5, span / 3)]
        found = fit(_Likelihood, known, starts)
        self.log_likelihood_ = found.log_likelihood
        self.params_ = dict(zip(("r", "alpha", "s", "beta"), found.parameters.tolist(), strict=True))
        return self

    def alive(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:  # noqa: N803
        """Return the probability that each has not left."""
        x, last, age = checked(frequency, recency, T)
        parameters = self._parameters()
        stayed = _stayed(x, age, parameters)
        left = departures(x, last, age, parameters)[0]
        return np.exp(stayed - np.logaddexp(stayed, left))

    def predict(self, periods: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:  # noqa: N803
        """Return the expected purchases of each within the next `periods` of time (equation 41 of the note)."""
        x, last, age = checked(frequency, recency, T)
        r, alpha, s, beta = self._parameters()
        rate = (r + x) / (alpha + age)
        bought: Floats = rate * self.alive(x, last, age) * _time_alive(np.asarray(periods, np.float64), s, beta + age)
        return bought

    def expected_purchases(self, periods: ArrayLike) -> Floats:
        """Return the expected repeat purchases of a newcomer within `periods` from the first purchase (equation 17)."""
        r, alpha, s, beta = self._parameters()
        ahead = np.atleast_1d(np.asarray(periods, dtype=np.float64))
        bought: Floats = _time_alive(ahead, s, np.full_like(ahead, beta)) * (r / alpha)
        return bought

    def _parameters(self) -> Floats:
        return np.array([self.params_[name] for name in ("r", "alpha", "s", "beta")])


def _time_alive(ahead: Floats, s: float, beta: Floats) -> Floats:
    """Return the expected time of `ahead` that one spends as a customer: ∫ (β/(β + t))^s dt."""
    grown = np.log1p(ahead / beta)
    # expm1(0·x)/0 is x: s = 1 needs no case of its own but the division.
    alive: Floats = beta * (grown if s == 1.0 else np.expm1((1.0 - s) * grown) / (1.0 - s))
    return alive


def _stayed(x: Floats, age: Floats, parameters: Floats) -> Floats:
    r, alpha, s, beta = parameters
    stayed: Floats = -(r + x) * np.log(alpha + age) - s * np.log(beta + age)
    return stayed


class _Likelihood:
    """The likelihood as the sum of having stayed and of having left at any time since the last purchase."""

    def __init__(self, known: Histories) -> None:
        self.known = known
        self.counts, place = np.unique(known.frequency, return_inverse=True)
        self.customers_of_count = np.bincount(place, weights=known.customers)

    def __call__(self, parameters: Floats) -> tuple[float, Floats]:
        from scipy.special import digamma, gammaln

        r, alpha, s, beta = parameters
        known, counts, of_count = self.known, self.counts, self.customers_of_count
        x, age, weight = known.frequency, known.age, known.customers
        stayed = _stayed(x, age, parameters)
        left, slopes_left = departures(x, known.recency, age, parameters)
        together = np.logaddexp(stayed, left)
        share = weight * np.exp(left - together)
        rest = weight - share
        constant = gammaln(r + counts) - gammaln(r)
        value = of_count @ constant + known.count * (r * np.log(alpha) + s * np.log(beta)) + weight @ together
        slopes = np.array([
            of_count @ (digamma(r + counts) - digamma(r)) + known.count * np.log(alpha) - rest @ np.log(alpha + age),
            known.count * r / alpha - rest @ ((r + x) / (alpha + age)),
            known.count * np.log(beta) - rest @ np.log(beta + age),
            known.count * s / beta - rest @ (s / (beta + age)),
        ])  # fmt: skip
        return float(value), slopes + share @ slopes_left
