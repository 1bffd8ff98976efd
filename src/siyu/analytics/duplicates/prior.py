"""How many true pairs there are, before any is looked at: what agrees, less what would agree by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siyu.analytics.duplicates.keys import NAMES, codes_of, pairs_of

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

AGREE = 0.6
"""The share of true pairs that is assumed to agree in all of a name and in the birthday or the street."""


def expected_pairs(people: pa.Table) -> float:
    """Return the expected number of true pairs, at least one: so little that only what can't be chance is proposed.

    Counted are pairs that agree in all of a name and in birthday or street. Of them is taken what would agree were the
    two independent: among many who are called 王伟 some are born on one day.
    """
    # Whoever has a divided name has no other; birthday and street are two ways to count the same pairs.
    by_other = [sum(_more_than_chance(codes_of(people, name), codes_of(people, (other,))) for name in NAMES)
                for other in ("birthday", "street")]  # fmt: skip
    return max(1.0, *by_other) / AGREE


def _more_than_chance(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    both = (one >= 0) & (other >= 0)
    one, other = one[both], other[both]
    if len(one) < 2:
        return 0.0
    every = len(one) * (len(one) - 1) / 2
    agree = _pairs(one * (int(other.max()) + 1) + other)
    return float(agree - _pairs(one) / every * _pairs(other))


def _pairs(codes: NDArray[np.int64]) -> float:
    return float(pairs_of(np.unique(codes, return_counts=True)[1].astype(np.int64)).sum())
