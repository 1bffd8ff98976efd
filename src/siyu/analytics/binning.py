"""Numbers in bins of about as many values each, in which values that many share have a bin of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Bins:
    """Where bins begin but the first, and the least and greatest value met in each; a value on an edge is above it.

    >>> Bins.of([0, 0, 0, 0, 1, 2, 3, 4], 4).edges.tolist()
    [1.0, 3.0]
    """

    edges: NDArray[np.float64]
    lows: NDArray[np.float64]
    highs: NDArray[np.float64]

    @classmethod
    def of(cls, values: ArrayLike, most: int) -> Bins:
        """Part the values, none of them missing: at every `most`-th quantile, and just above a value that as many share
        as belong in a bin. So there are at most twice `most` bins. Without values there are none.
        """
        ordered = np.sort(np.asarray(values, dtype=np.float64))
        if not len(ordered):
            return cls(*(np.zeros(0) for _ in range(3)))
        begins = np.unique(ordered[len(ordered) * np.arange(most) // most])
        after = np.searchsorted(ordered, begins, side="right")
        heavy = (after - np.searchsorted(ordered, begins)) * most >= len(ordered)
        above = ordered[after[heavy & (after < len(ordered))]]
        edges = np.setdiff1d(np.concatenate([begins, above]), ordered[:1])
        starts = np.searchsorted(ordered, edges)
        return cls(edges, ordered[np.append(0, starts)], ordered[np.append(starts, len(ordered)) - 1])

    def __len__(self) -> int:
        return len(self.lows)

    def codes(self, values: ArrayLike) -> NDArray[np.int64]:
        """Return the bin of each value, beginning at 0; -1 for a missing one (NaN)."""
        known = np.asarray(values, dtype=np.float64)
        found = np.searchsorted(self.edges, known, side="right").astype(np.int64)
        found[np.isnan(known)] = -1
        return found
