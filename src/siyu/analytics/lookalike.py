"""Members most like those of a seed: a scorecard over the levels of their traits, checked on members it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = Sequence[NDArray[np.integer]]
Floats = NDArray[np.float64]

RIDGE = 1.0
MOST_SEED, MOST_OTHERS = 20_000, 60_000
"""So many members are learnt from at most; more would change the weights little."""
HELD_OUT = 0.3


@dataclass(frozen=True)
class Scorecard:
    """Points for each level of each trait; a member's score is their sum. Traits that do not help have none.

    Levels are weighed by evidence, ln(share of the seed ÷ share of the others) with half a member added to each cell
    (I. J. Good), and traits by logistic regression with a ridge, none less than zero, so that points tell why.
    """

    points: tuple[Floats, ...]

    @classmethod
    def learn(cls, codes: Codes, is_seed: NDArray[np.bool_]) -> Scorecard:
        """Learn from members, one code a trait and member; there are members of the seed and others."""
        evidence = [_evidence(one, is_seed) for one in codes]
        weights = _weights(np.stack([table[one] for table, one in zip(evidence, codes, strict=True)], axis=1), is_seed)
        return cls(tuple(weight * table for weight, table in zip(weights, evidence, strict=True)))

    def score(self, codes: Codes) -> Floats:
        """Return the score of each member; a level that was not learnt has no points."""
        found = np.zeros(len(codes[0]) if len(codes) else 0)
        for table, one in zip(self.points, codes, strict=True):
            found += self.of_trait(table, one)
        return found

    @staticmethod
    def of_trait(table: Floats, codes: NDArray[np.integer]) -> Floats:
        """Return the points of one trait of each member."""
        return np.asarray(np.append(table, 0.0)[np.minimum(codes, len(table))])


@dataclass(frozen=True)
class Parts:
    """Which members are learnt from, and which are held out to check what was learnt."""

    learnt: NDArray[np.int64]
    held: NDArray[np.int64]


def part(ids: NDArray[np.int64], is_seed: NDArray[np.bool_]) -> Parts:
    """Part members by a hash of their ids, so that the same members are always parted alike, whatever their order."""
    draws = _draws(ids)
    is_held = draws < HELD_OUT
    learnt = [
        _fewest(np.flatnonzero(group & ~is_held), draws, most)
        for group, most in ((is_seed, MOST_SEED), (~is_seed, MOST_OTHERS))
    ]
    return Parts(np.sort(np.concatenate(learnt)), np.flatnonzero(is_held))


def auc(scores: Floats, is_seed: NDArray[np.bool_]) -> float | None:
    """Return the chance that a member of the seed scores above another, equal scores counting half; None without both."""
    from scipy.stats import rankdata

    seed = int(is_seed.sum())
    others = len(scores) - seed
    if not seed or not others:
        return None
    return float((rankdata(scores)[is_seed].sum() - seed * (seed + 1) / 2) / (seed * others))


def lift_at(scores: Floats, is_seed: NDArray[np.bool_], share: float) -> float | None:
    """Return how many times as many of the seed are among the best share as among as many drawn by lot.

    Where equal scores lie across the edge, the part of them that belongs in counts. None without a seed.
    """
    if not is_seed.any():
        return None
    best = max(share * len(scores), 1.0)
    order = np.argsort(-scores, kind="stable")
    edge = scores[order[min(int(np.ceil(best)), len(scores)) - 1]]
    above, equal = scores > edge, scores == edge
    within = is_seed[above].sum() + is_seed[equal].sum() * (best - above.sum()) / equal.sum()
    return float(within / best / is_seed.mean())


def best(scores: Floats, size: int) -> NDArray[np.int64]:
    """Return the places of the members with the highest scores, ascending; of equals the first."""
    return np.sort(np.argsort(-scores, kind="stable")[:size])


def _evidence(codes: NDArray[np.integer], is_seed: NDArray[np.bool_]) -> Floats:
    seed = np.bincount(codes[is_seed], minlength=int(codes.max(initial=0)) + 1) + 0.5
    others = np.bincount(codes[~is_seed], minlength=len(seed)) + 0.5
    return np.asarray(np.log(seed / seed.sum()) - np.log(others / others.sum()))


def _weights(evidence: Floats, is_seed: NDArray[np.bool_]) -> Floats:
    """Return the weight of each trait; the seed and the others count as much as each other, however many they are."""
    from scipy.optimize import minimize
    from scipy.special import expit

    heft = np.where(is_seed, 0.5 / is_seed.sum(), 0.5 / (~is_seed).sum()) * len(is_seed)
    sign = np.where(is_seed, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (evidence @ weights[:-1] + weights[-1])
        slope = -heft * sign * expit(-margin)
        gradient = np.append(evidence.T @ slope + RIDGE * weights[:-1], slope.sum())
        return float(heft @ np.logaddexp(0, -margin) + RIDGE / 2 * weights[:-1] @ weights[:-1]), gradient

    traits = evidence.shape[1]
    bounds = [(0, None)] * traits + [(None, None)]
    found = minimize(loss, np.zeros(traits + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x[:-1])


def _fewest(places: NDArray[np.int64], draws: Floats, most: int) -> NDArray[np.int64]:
    if len(places) <= most:
        return places
    return places[np.argpartition(draws[places], most)[:most]]


def _draws(ids: NDArray[np.int64]) -> Floats:
    """Return a number from 0 to 1 of each id (the mixing of SplitMix64, G. L. Steele and others, 2014)."""
    mixed = ids.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)) / float(2**53)
