"""Pairs as they are found: how probable, and for each comparison how the two agree and what that weighs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from siyu.analytics.duplicates.comparisons import Comparison, How


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a pair agrees in a comparison; `weight` in bits: +1 makes one person twice as likely, -1 half as likely."""

    name: str
    how: How
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ids, the smaller one `left`, that are one person with that probability."""

    left: int
    right: int
    probability: float
    agreements: tuple[Agreement, ...]


def read_pairs(connection: Any, table: str, comparisons: Sequence[Comparison], most: int) -> list[Pair]:
    """Return the likeliest pairs of a table of Splink's predictions."""
    columns = [column for one in comparisons for column in (f"gamma_{one.name}", f"bf_{one.name}", _by_frequency(one))]
    cursor = connection.execute(
        f"SELECT id_l, id_r, match_probability, {', '.join(columns)} FROM {table} "  # noqa: S608 - names of our own
        "ORDER BY match_weight DESC, id_l, id_r LIMIT ?",
        [most],
    )
    return [_pair(row, comparisons) for row in cursor.fetchall()]


def _by_frequency(one: Comparison) -> str:
    return f"bf_tf_adj_{one.name}" if any(level.frequency for level in one.levels) else "1.0::DOUBLE"


def _pair(row: Sequence[Any], comparisons: Sequence[Comparison]) -> Pair:
    left, right, probability, *rest = row
    agreements = tuple(
        Agreement(one.name, _how(one, rest[3 * place]), _bits(rest[3 * place + 1] * rest[3 * place + 2]))
        for place, one in enumerate(comparisons)
    )
    return Pair(min(left, right), max(left, right), round(probability, 6), agreements)


def _how(one: Comparison, gamma: int) -> How:
    """Return the level's word; Splink counts levels from the last one, which is 0, and -1 is unknown."""
    return "unknown" if gamma < 0 else one.levels[len(one.levels) - 1 - gamma].how


def _bits(factor: float) -> float:
    return round(math.log2(factor), 1)
