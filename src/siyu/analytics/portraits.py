"""How two groups of members differ: shares by level, lift, information value, and whether chance explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Verdict = Literal["separates", "weak", "undecided"]

LEAST_EXPECTED = 5.0
"""Below so many expected members chi-square is not to be trusted (W. G. Cochran, 1954)."""
LEAST_INFORMATION = 0.02
"""Below this an attribute does not predict (N. Siddiqi, Credit Risk Scorecards, 2006)."""
MOST_CHANCE = 0.05
_HALF = 0.5
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Contrast:
    """The levels of one trait in two groups that together hold at least one member of each level.

    `chi_square` and `p` are None where the groups are too small to tell.
    """

    share_a: Floats
    share_b: Floats
    gains: Floats
    strengths: Floats
    chi_square: float | None
    freedom: int
    p: float | None

    @property
    def information(self) -> float:
        """The information value: Σ (a − b)·ln(a/b) over the levels, half a member added to each cell."""
        return float(self.gains.sum())

    @property
    def lead(self) -> int:
        """The level that tells most of those more frequent in A, so that it says what A is like."""
        return int(np.argmax(np.where(self.strengths > 0, self.gains, self.gains - self.gains.sum())))

    @property
    def strength(self) -> float:
        """How far the lift of the leading level is from one: |ln(a/b)| with half a member added to each cell."""
        return abs(float(self.strengths[self.lead]))

    def lift(self, level: int) -> float | None:
        """Return how many times as frequent a level is in A; None where B has nobody of it."""
        return float(self.share_a[level] / self.share_b[level]) if self.share_b[level] else None


def contrast(a: ArrayLike, b: ArrayLike, both: ArrayLike) -> Contrast:
    """Compare the members of each level in A, in B, and in both groups; both have members, and each level has some.

    Who is in both groups counts in both shares. The test is one of the difference of shares, in which such a member
    weighs 1/|A| − 1/|B|: Σ (a − b)²/π over the levels, π being the level's share of all, divided by
    1/|A| + 1/|B| − 2·|A∩B|/(|A|·|B|). For groups apart that is Pearson's chi-square; for a group within the other it is
    Pearson's of the group and the rest. Levels with less than five expected members are tested as one.
    """
    in_a, in_b, in_both = (np.asarray(one, dtype=np.float64) for one in (a, b, both))
    size_a, size_b, size_both = in_a.sum(), in_b.sum(), in_both.sum()
    share_a, share_b = in_a / size_a, in_b / size_b
    smooth_a = (in_a + _HALF) / (size_a + _HALF * len(in_a))
    smooth_b = (in_b + _HALF) / (size_b + _HALF * len(in_b))
    strengths = np.log(smooth_a / smooth_b)
    in_any, size_any = in_a + in_b - in_both, size_a + size_b - size_both
    smallest = min(size_a, size_b, size_a + size_b - 2 * size_both)
    pools = _pools(smallest * in_any / size_any)
    gains = (smooth_a - smooth_b) * strengths
    if smallest == 0 or (pools.max() == 0 and len(in_a) > 1):
        return Contrast(share_a, share_b, gains, strengths, None, 0, None)
    differences, expected = np.bincount(pools, share_a - share_b), np.bincount(pools, in_any / size_any)
    spread = 1 / size_a + 1 / size_b - 2 * size_both / (size_a * size_b)
    chi_square, freedom = float((differences**2 / expected).sum() / spread), int(pools.max())
    return Contrast(share_a, share_b, gains, strengths, chi_square, freedom, _beyond(chi_square, freedom))


def bins_for(size_a: int, size_b: int, both: int, most: int = 10) -> int:
    """Return into how many bins a number is parted, so that five members of the smaller group are expected in each."""
    smallest = min(size_a, size_b, size_a + size_b - 2 * both)
    return int(min(max(smallest // LEAST_EXPECTED, 2), most))


def correct(p: Sequence[float]) -> list[float]:
    """Return p-values corrected for there being many: the false discovery rate at which each would still be found.

    Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57 (1995).
    """
    given = np.asarray(p, dtype=np.float64)
    if not len(given):
        return []
    order = np.argsort(given)[::-1]
    ranks = np.arange(len(given), 0, -1)
    found = np.empty_like(given)
    found[order] = np.minimum(np.minimum.accumulate(given[order] * len(given) / ranks), 1.0)
    return [float(one) for one in found]


def verdict(information: float, corrected: float | None) -> Verdict:
    """Say what a trait is good for: `undecided` when it could not be tested."""
    if corrected is None:
        return "undecided"
    return "weak" if information < LEAST_INFORMATION or corrected > MOST_CHANCE else "separates"


def _pools(expected: Floats) -> NDArray[np.int64]:
    """Return for each level what it is tested with: rare ones together, and with the least common one if still rare."""
    rare = expected < LEAST_EXPECTED
    pools = np.zeros(len(expected), dtype=np.int64)
    common = np.flatnonzero(~rare)
    common = common[np.argsort(expected[common], kind="stable")]
    is_apart = rare.any() and (expected[rare].sum() >= LEAST_EXPECTED or not len(common))
    pools[common] = np.arange(len(common)) + int(is_apart)
    return pools


def _beyond(chi_square: float, freedom: int) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(freedom, chi_square)) if freedom else 1.0
