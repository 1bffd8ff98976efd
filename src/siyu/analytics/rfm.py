"""Recency, frequency and money scores of members who bought: quintiles of the members, or fixed thresholds."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

CLASSES = 5


@dataclass
class Scores:
    """Scores 1 to 5 of one number; a value must be strictly greater than an edge to be above it.

    Without `thresholds` the edges are the 20th, 40th, 60th and 80th percentile (linear interpolation, Hyndman and Fan
    1996, type 7), so that equal values always share a score; when more than a fifth of the members are equal, a score
    may have nobody. `least_is_best` turns the scores round, for days since the last order.

    >>> Scores().fit([10, 20, 30, 40, 50]).predict([10, 18, 19, 50]).tolist()
    [1, 1, 2, 5]
    """

    thresholds: tuple[float, ...] | None = None
    least_is_best: bool = False
    edges_: NDArray[np.float64] = field(init=False, repr=False)

    def fit(self, values: ArrayLike) -> Scores:
        """Find the edges. Without values all edges are 0. Raises `ValueError` for thresholds that do not rise."""
        known = np.asarray(values, dtype=np.float64)
        if self.thresholds is not None:
            if len(self.thresholds) != CLASSES - 1 or np.any(np.diff(self.thresholds) <= 0):
                raise ValueError("four rising thresholds are needed")
            self.edges_ = np.asarray(self.thresholds, dtype=np.float64)
        elif len(known):
            self.edges_ = np.quantile(known, np.arange(1, CLASSES) / CLASSES)
        else:
            self.edges_ = np.zeros(CLASSES - 1)
        return self

    def predict(self, values: ArrayLike) -> NDArray[np.int8]:
        """Return the score of each value."""
        above = np.searchsorted(self.edges_, np.asarray(values, dtype=np.float64), side="left")
        return (CLASSES - above if self.least_is_best else above + 1).astype(np.int8)


@dataclass(frozen=True)
class Rfm:
    """Scores of the same members by recency, frequency and money, with the edges they were given by."""

    recency: NDArray[np.int8]
    frequency: NDArray[np.int8]
    money: NDArray[np.int8]
    recency_edges: NDArray[np.float64]
    frequency_edges: NDArray[np.float64]
    money_edges: NDArray[np.float64]


def score_rfm(
    days_since: ArrayLike,
    orders: ArrayLike,
    money: ArrayLike,
    thresholds: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]] | None = None,
) -> Rfm:
    """Score members who bought in the period: days since the last order, number of orders, money.

    The three arrays have one value a member, in the same order; empty arrays give empty scores. Fewer days since the
    last order score higher. `thresholds`, when given, are four rising edges for each of the three.

    Source: A. M. Hughes, Strategic Database Marketing (1994), chapter on RFM: independent quintiles of the three.
    """
    given = thresholds or (None, None, None)
    recency = Scores(given[0], least_is_best=True).fit(days_since)
    frequency, spent = Scores(given[1]).fit(orders), Scores(given[2]).fit(money)
    return Rfm(
        recency.predict(days_since),
        frequency.predict(orders),
        spent.predict(money),
        recency.edges_,
        frequency.edges_,
        spent.edges_,
    )
