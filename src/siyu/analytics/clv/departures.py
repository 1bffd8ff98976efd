"""The hard integral of the Pareto/NBD likelihood: having left at any time between the last purchase and now.

    ∫ from t_x to T of  s (α + y)^−(r + x) (β + y)^−(s + 1) dy

With y + m = e^u, m the smaller of α and β, the integrand is log-concave in u, so it is cut off where it can no longer
count, and Gauss–Legendre on a few panels gives fourteen figures. The textbook's hypergeometric form loses them for large x.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit, prange

from siyu.analytics.clv.histories import Floats

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)
_DROP = 40.0
"""e^−40 of the greatest value does not count."""
_FALL_OF_A_PANEL = 20.0
_MOST_PANELS = 64


def departures(x: Floats, recency: Floats, age: Floats, parameters: Floats) -> tuple[Floats, Floats]:
    """Return the logarithm of the integral of each history, and its derivatives (histories × 4) by r, α, s, β.

    Where T is the time of the last purchase the integral is 0, its logarithm −∞ and the derivatives 0.
    """
    logs = np.empty(len(x))
    slopes = np.zeros((len(x), 4))
    r, alpha, s, beta = (float(one) for one in parameters)
    _integrate(x, recency, age, r, alpha, s, beta, logs, slopes)
    return logs, slopes


@njit(cache=True, parallel=True)
def _integrate(x, recency, age, r, alpha, s, beta, logs, slopes):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    smaller = min(alpha, beta)
    for one in prange(len(x)):
        power, end = r + x[one], math.log(age[one] + smaller)
        start = math.log(recency[one] + smaller)
        if age[one] <= recency[one]:
            logs[one] = -np.inf
            continue
        y = recency[one]
        falls = power * (y + smaller) / (alpha + y) + (s + 1.0) * (y + smaller) / (beta + y) - 1.0
        if falls > 0.0:
            end = min(end, start + _DROP / falls)
        y = math.exp(end) - smaller
        steepest = power * (y + smaller) / (alpha + y) + (s + 1.0) * (y + smaller) / (beta + y)
        panels = min(1 + int(steepest * (end - start) / _FALL_OF_A_PANEL), _MOST_PANELS)
        at = recency[one]
        highest = -power * math.log(alpha + at) - (s + 1.0) * math.log(beta + at)
        whole, by_r, by_alpha, by_s, by_beta = 0.0, 0.0, 0.0, 0.0, 0.0
        half = (end - start) / panels / 2.0
        for panel in range(panels):
            middle = start + (2 * panel + 1) * half
            for node in range(len(_NODES)):
                shifted = math.exp(middle + half * _NODES[node])
                y = shifted - smaller
                to_alpha, to_beta = math.log(alpha + y), math.log(beta + y)
                value = math.exp(-power * to_alpha - (s + 1.0) * to_beta - highest) * shifted * half * _WEIGHTS[node]
                whole += value
                by_r -= value * to_alpha
                by_alpha -= value * power / (alpha + y)
                by_s -= value * to_beta
                by_beta -= value * (s + 1.0) / (beta + y)
        logs[one] = math.log(s * whole) + highest
        slopes[one, 0] = by_r / whole
        slopes[one, 1] = by_alpha / whole
        slopes[one, 2] = by_s / whole + 1.0 / s
        slopes[one, 3] = by_beta / whole
