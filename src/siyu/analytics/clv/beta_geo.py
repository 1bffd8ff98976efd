"""BG/NBD: customers buy at their own steady rates, and after any purchase may leave for ever.

P. S. Fader, B. G. S. Hardie, K. L. Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005) 275–284.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from siyu.analytics.clv.fitting import fit
from siyu.analytics.clv.histories import Floats, Histories, checked, histories
from siyu.analytics.clv.staying import staying
from siyu.analytics.clv.stays import stays


@dataclass
class BetaGeo:
    """Purchase rates are Gamma(r, α) over the customers, the chance of leaving after a purchase is Beta(a, b).

    Times are in any one unit, counted from a customer's first purchase; `frequency` counts the repeat purchases.

    >>> from siyu.analytics.clv import BetaGeo
    >>> model = BetaGeo()
    >>> model.params_ = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    >>> model.predict(39, frequency=2, recency=30.43, T=38.86).round(3).tolist()
    [1.226]
    """

    params_: dict[str, float] = field(init=False, repr=False)
    log_likelihood_: float = field(init=False, repr=False)

    def fit(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> BetaGeo:  # noqa: N803 - the field's own letter
        """Find the parameters. Raises `ValueError` for what is no history, `NotFittedError` when there is no maximum."""
        known = histories(frequency, recency, T)
        rate = float((known.frequency @ known.customers) / (known.age @ known.customers))
        starts = [(1.0, 1.0 / rate, 1.0, 3.0), (0.3, 0.3 / rate, 0.5, 2.0), (3.0, 3.0 / rate, 0.2, 5.0)]
        found = fit(_Likelihood, known, starts)
        self.log_likelihood_ = found.log_likelihood
        self.params_ = dict(zip(("r", "alpha", "a", "b"), found.parameters.tolist(), strict=True))
        return self

    def alive(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:  # noqa: N803
        """Return the probability that each has not left. Nobody leaves before a repeat purchase."""
        x, last, age = checked(frequency, recency, T)
        return 1.0 / (1.0 + self._odds_of_having_left(x, last, age))

    def predict(self, periods: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:  # noqa: N803
        """Return the expected purchases of each within the next `periods` of time (equation 10, by quadrature)."""
        x, last, age = checked(frequency, recency, T)
        r, alpha, a, b = self._parameters()
        ahead = np.broadcast_to(np.asarray(periods, dtype=np.float64), x.shape)
        made = stays(ahead, r + x, alpha + age, a, b + x)
        return made / (1.0 + self._odds_of_having_left(x, last, age))

    def quiet(self, periods: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:  # noqa: N803
        """Return the probability that each buys nothing within the next `periods`, having left or not."""
        x, last, age = checked(frequency, recency, T)
        r, alpha, _, _ = self._parameters()
        waits = np.exp(-(r + x) * np.log1p(np.asarray(periods, dtype=np.float64) / (alpha + age)))
        quiet: Floats = 1.0 - self.alive(x, last, age) * (1.0 - waits)
        return quiet

    def due(self, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, chance: float = 0.5) -> Floats:  # noqa: N803
        """Return the time from now by which each has bought again with the given probability; ∞ when he never has."""
        x, last, age = checked(frequency, recency, T)
        r, alpha, _, _ = self._parameters()
        alive = self.alive(x, last, age)
        reached = alive > chance
        rest = np.where(reached, 1.0 - chance / np.where(reached, alive, 1.0), 1.0)
        return np.where(reached, (alpha + age) * np.expm1(-np.log(rest) / (r + x)), np.inf)

    def expected_purchases(self, periods: ArrayLike) -> Floats:
        """Return the expected repeat purchases of a newcomer within `periods` from the first purchase (equation 9)."""
        r, alpha, a, b = self._parameters()
        ahead = np.atleast_1d(np.asarray(periods, dtype=np.float64))
        return stays(ahead, np.full_like(ahead, r), np.full_like(ahead, alpha), a, np.full_like(ahead, b))

    def _parameters(self) -> tuple[float, float, float, float]:
        return self.params_["r"], self.params_["alpha"], self.params_["a"], self.params_["b"]

    def _odds_of_having_left(self, x: Floats, last: Floats, age: Floats) -> Floats:
        r, alpha, a, b = self._parameters()
        # Without a repeat purchase the odds are 0, and b + x − 1 may not be above it.
        share = np.where(x > 0, a / np.where(x > 0, b + x - 1, 1.0), 0.0)
        odds: Floats = share * np.exp((r + x) * np.log((alpha + age) / (alpha + last)))
        return odds


class _Likelihood:
    """Equation 6 and its derivatives; what depends on the number of purchases only is worked out once a number."""

    def __init__(self, known: Histories) -> None:
        self.known = known
        self.counts, place = np.unique(known.frequency, return_inverse=True)
        self.customers_of_count = np.bincount(place, weights=known.customers)

    def __call__(self, parameters: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = parameters
        of_counts, slopes_of_counts = self._of_counts(r, alpha, a, b)
        of_times, slopes_of_times = staying(self.known, r, alpha, a, b)
        return of_counts + of_times, slopes_of_counts + slopes_of_times

    def _of_counts(self, r: float, alpha: float, a: float, b: float) -> tuple[float, Floats]:
        """Return Γ(r+x)α^r/Γ(r) · B(a, b+x)/B(a, b) without the parts that times decide."""
        from scipy.special import digamma, gammaln

        x, weight = self.counts, self.customers_of_count
        of_rates = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        of_leaving = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        both = digamma(a + b) - digamma(a + b + x)
        slopes = np.array([
            weight @ (digamma(r + x) - digamma(r) + np.log(alpha)),
            weight.sum() * r / alpha,
            weight @ both,
            weight @ (both + digamma(b + x) - digamma(b)),
        ])  # fmt: skip
        return float(weight @ (of_rates + of_leaving)), slopes
