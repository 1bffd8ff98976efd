"""Purchases to come of a customer of BG/NBD who is one still.

A customer who buys at rate λ and leaves after a purchase with chance p makes (1 − e^(−λpt))/p purchases within t in the
mean. Over λ of Gamma(shape, rate) that is [1 − (rate/(rate + pt))^shape]/p, and over p of Beta(a, b) a Gauss–Jacobi sum
gives what the textbook writes with ₂F₁: without its pole at a = 1 and without its overflow for many purchases.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit, prange

from siyu.analytics.clv.histories import Floats

_NODES = 48


def stays(ahead: Floats, shape: Floats, rate: Floats, a: float, b: Floats) -> Floats:
    """Return the expected purchases within `ahead` of each; equal arrays, one entry a customer."""
    kinds, kind = np.unique(b, return_inverse=True)
    chances, weights = np.empty((len(kinds), _NODES)), np.empty((len(kinds), _NODES))
    for place, one in enumerate(kinds):
        chances[place], weights[place] = _of_beta(a, float(one))
    expected = np.empty(len(ahead))
    _sum(ahead, shape, rate, kind, chances, weights, expected)
    return expected


def _of_beta(a: float, b: float) -> tuple[Floats, Floats]:
    """Return chances and weights that give the mean over Beta(a, b) of any smooth function.

    G. H. Golub, J. H. Welsch, Calculation of Gauss Quadrature Rules (1969), on the recurrence of Jacobi's polynomials:
    it knows no factor that overflows for a large a or b.
    """
    from scipy.linalg import eigh_tridiagonal

    left, right = b - 1.0, a - 1.0
    k = np.arange(2.0, _NODES)
    whole = 2.0 * k + left + right
    later = 4.0 * k * (k + left) * (k + right) * (k + left + right) / (whole**2 * (whole**2 - 1.0))
    # The general forms of the first are 0/0 for some a + b.
    beside = np.concatenate([[4.0 * a * b / ((a + b) ** 2 * (a + b + 1.0))], later])
    whole = 2.0 * np.arange(1.0, _NODES) + left + right
    middle = np.append((a - b) / (a + b), (right**2 - left**2) / (whole * (whole + 2.0)))
    nodes, vectors = eigh_tridiagonal(middle, np.sqrt(beside))
    return np.clip((1.0 + nodes) / 2.0, 1e-300, 1.0), vectors[0] ** 2


@njit(cache=True, parallel=True)
def _sum(ahead, shape, rate, kind, chances, weights, expected):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    for one in prange(len(ahead)):
        whole = 0.0
        for node in range(_NODES):
            chance = chances[kind[one], node]
            bought = -math.expm1(-shape[one] * math.log1p(chance * ahead[one] / rate[one]))
            whole += weights[kind[one], node] * bought / chance
        expected[one] = whole
