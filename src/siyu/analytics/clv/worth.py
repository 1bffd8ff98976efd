"""What customers are worth: the purchases to come, those far ahead counted for less."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from siyu.analytics.clv.histories import Floats, checked


class Buying(Protocol):
    """A fitted model of how often people buy."""

    def predict(self, periods: ArrayLike, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike) -> Floats:  # noqa: N803
        """Return the expected purchases of each within the next periods."""
        ...


def discounted_purchases(
    model: Buying,
    frequency: ArrayLike,
    recency: ArrayLike,
    T: ArrayLike,  # noqa: N803
    *,
    periods: int,
    length: float,
    rate: float,
) -> Floats:
    """Return the expected purchases of each within `periods` spans of `length`, those of span k divided by (1 + rate)ᵏ.

    `length` is in the model's unit of time. Raises `ValueError` for a rate of −1 or less, or no period.
    """
    if periods < 1 or length <= 0 or rate <= -1:
        raise ValueError("there must be at least one period of some length, and a rate above −1")
    x, last, age = checked(frequency, recency, T)
    worth, before = np.zeros(len(x)), np.zeros(len(x))
    for period in range(1, periods + 1):
        by_then = model.predict(period * length, x, last, age)
        worth += (by_then - before) / (1.0 + rate) ** period
        before = by_then
    return worth
