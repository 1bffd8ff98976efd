"""Purchase histories as the models take them: equal ones once, with how many customers have each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Histories:
    """Different histories: repeat purchases, time of the last one and time observed, both from the first purchase."""

    frequency: Floats
    recency: Floats
    age: Floats
    customers: Floats

    @property
    def count(self) -> float:
        """How many customers there are."""
        return float(self.customers.sum())

    def thinned(self, most: int) -> Histories:
        """Return about `most` of the histories, evenly taken, for a first look; all when there are no more."""
        step = max(len(self.frequency) // most, 1)
        return Histories(self.frequency[::step], self.recency[::step], self.age[::step], self.customers[::step])


def checked(frequency: ArrayLike, recency: ArrayLike, age: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return the three as arrays of floats.

    Raises `ValueError` when they differ in length or are no histories: a frequency that is no whole number from 0, a
    recency outside 0…T, a recency that is not 0 without a repeat purchase or that is 0 with one.
    """
    x, last, whole = (np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in (frequency, recency, age))
    if not x.shape == last.shape == whole.shape or x.ndim != 1:
        raise ValueError(f"frequency, recency and T differ in shape: {x.shape}, {last.shape}, {whole.shape}")
    _refuse(~np.isfinite(x) | ~np.isfinite(last) | ~np.isfinite(whole), "a number is missing or not finite")
    _refuse((x < 0) | (x != np.floor(x)), "frequency must be a whole number from 0")
    _refuse((last < 0) | (last > whole), "recency must lie between 0 and T")
    _refuse((x == 0) & (last > 0), "recency must be 0 where there was no repeat purchase")
    _refuse((x > 0) & (last == 0), "recency must be above 0 where there was a repeat purchase")
    return x, last, whole


def histories(frequency: ArrayLike, recency: ArrayLike, age: ArrayLike) -> Histories:
    """Return the different histories; raises as `checked` does, and for no customer at all or no repeat purchase."""
    x, last, whole = checked(frequency, recency, age)
    if not len(x):
        raise ValueError("there are no customers")
    if not x.any():
        raise ValueError("nobody has bought again: nothing can be learnt about repeat purchases")
    order = np.lexsort((x, last, whole))
    x, last, whole = x[order], last[order], whole[order]
    fresh = np.ones(len(x), dtype=bool)
    fresh[1:] = (np.diff(x) != 0) | (np.diff(last) != 0) | (np.diff(whole) != 0)
    starts = np.flatnonzero(fresh)
    customers = np.diff(np.append(starts, len(x))).astype(np.float64)
    return Histories(x[starts], last[starts], whole[starts], customers)


def _refuse(wrong: NDArray[np.bool_], why: str) -> None:
    if wrong.any():
        raise ValueError(f"{why} (customer {int(np.argmax(wrong))} and {int(wrong.sum()) - 1} more)")
