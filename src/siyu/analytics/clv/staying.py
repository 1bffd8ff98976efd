"""The part of the BG/NBD likelihood that times decide: having stayed until now, or left with the last purchase."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from siyu.analytics.clv.histories import Floats, Histories

_BLOCK = 4_096


def staying(known: Histories, r: float, alpha: float, a: float, b: float) -> tuple[float, Floats]:
    """Return the sum over all customers of ln[(α+T)^−(r+x) + a/(b+x−1) (α+t_x)^−(r+x)], and its slopes by r, α, a, b.

    The second term is there only for who bought again.
    """
    sums = np.zeros(((len(known.frequency) + _BLOCK - 1) // _BLOCK, 5))
    _sum(known.frequency, known.recency, known.age, known.customers, r, alpha, a, b, sums)
    value, by_r, by_alpha, by_a, by_b = sums.sum(axis=0)
    return float(value), np.array([by_r, by_alpha, by_a, by_b])


@njit(cache=True)
def _sum(frequency, recency, age, customers, r, alpha, a, b, sums):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    # Blocks of their own keep the order of the sums the same however many threads there are.
    for block in range(len(sums)):
        value, by_r, by_alpha, by_a, by_b = 0.0, 0.0, 0.0, 0.0, 0.0
        for one in range(block * _BLOCK, min((block + 1) * _BLOCK, len(frequency))):
            x, weight = frequency[one], customers[one]
            now = math.log(alpha + age[one])
            stayed = -(r + x) * now
            if x == 0.0:
                value += weight * stayed
                by_r -= weight * now
                by_alpha -= weight * r / (alpha + age[one])
                continue
            last = math.log(alpha + recency[one])
            left = math.log(a / (b + x - 1.0)) - (r + x) * last
            higher = max(stayed, left)
            together = higher + math.log(math.exp(stayed - higher) + math.exp(left - higher))
            share = math.exp(left - together)
            value += weight * together
            by_r -= weight * ((1.0 - share) * now + share * last)
            by_alpha -= weight * (r + x) * ((1.0 - share) / (alpha + age[one]) + share / (alpha + recency[one]))
            by_a += weight * share / a
            by_b -= weight * share / (b + x - 1.0)
        sums[block, 0], sums[block, 1], sums[block, 2], sums[block, 3], sums[block, 4] = (
            value,
            by_r,
            by_alpha,
            by_a,
            by_b,
        )
