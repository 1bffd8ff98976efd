"""How unevenly money is spread over members: Lorenz curve from the top, Gini, the head that brings a share, deciles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Head:
    """The fewest members, richest first, that bring at least the target share of the money.

    `entry` is the amount of the poorest of them, None without anybody.
    `value_ratio` is the mean of a head member over the mean of the others; None when there are no others or they
    brought nothing.
    """

    target: float
    members: int
    share_of_members: float
    money: float
    value_ratio: float | None
    entry: float | None = None


@dataclass(frozen=True)
class Concentration:
    """The spread of an amount over members, sorted from the richest; refunds may leave amounts below zero.

    Amounts below zero count as zero: a share of the money and Gini's coefficient mean nothing with negative parts.
    """

    amounts: NDArray[np.float64]

    @classmethod
    def of(cls, amounts: ArrayLike) -> Concentration:
        """Return the spread of one amount a member, in any order."""
        known = np.maximum(np.asarray(amounts, dtype=np.float64), 0)
        return cls(np.sort(known)[::-1])

    @property
    def total(self) -> float:
        """The money of all members."""
        return float(self.amounts.sum())

    def gini(self) -> float:
        """Return Gini's coefficient: 0 when all are equal, (n-1)/n when one has everything; 0 without money.

        With x sorted ascending, G = 2·Σ i·x_i / (n·Σ x_i) - (n+1)/n.
        Source: C. Gini, Variabilità e mutabilità (1912); in this form A. Sen, On Economic Inequality (1973), ch. 2.
        """
        count, total = len(self.amounts), self.total
        if not total:
            return 0.0
        ranks = np.arange(count, 0, -1, dtype=np.float64)
        return float(2 * (ranks @ self.amounts) / (count * total) - (count + 1) / count)

    def curve(self, points: int = 100) -> list[tuple[float, float]]:
        """Return (share of members, share of money) from the richest, (0, 0) and (1, 1) included.

        It is Lorenz's curve mirrored: M. O. Lorenz, Publications of the American Statistical Association 9 (1905).
        Empty without money. At most `points` + 1 points, evenly spaced over the members.
        """
        count, total = len(self.amounts), self.total
        if not total:
            return []
        ends = np.unique(np.linspace(0, count, min(points, count) + 1).round().astype(int))
        money = np.concatenate([[0.0], np.cumsum(self.amounts)])
        return [(float(end / count), float(min(money[end] / total, 1.0))) for end in ends]

    def head(self, target: float) -> Head:
        """Return the head that brings `target` (0 to 1) of the money; nobody without money."""
        count, total = len(self.amounts), self.total
        if not total:
            return Head(target, 0, 0.0, 0.0, None)
        running = np.cumsum(self.amounts)
        # Sums of floats may end a hair below the target they reach exactly.
        members = min(int(np.searchsorted(running, target * total * (1 - 1e-12))) + 1, count)
        money = float(running[members - 1])
        rest = (total - money) / (count - members) if members < count else 0.0
        ratio = (money / members) / rest if rest > 0 else None
        return Head(target, members, members / count, money, ratio, float(self.amounts[members - 1]))

    def deciles(self) -> list[tuple[int, float]]:
        """Return (members, money) of ten groups from the richest; sizes differ by at most one."""
        return [(len(part), float(part.sum())) for part in np.array_split(self.amounts, 10)]
