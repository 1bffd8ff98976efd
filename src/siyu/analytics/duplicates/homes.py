"""Homes: whoever shares one is family or the same person. How often which is learnt, for the two look alike otherwise.

People who share a home are a mixture. Names and birthdays of a family agree by chance, but for the surname: how often that
agrees is learnt with the share of true pairs, by expectation maximisation over the patterns of agreement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.analytics.duplicates.comparisons import HOME, Comparison
from siyu.analytics.duplicates.keys import as_column, codes_of, limit_blocks

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from siyu.analytics.duplicates.settings import Numbers

MOST_AT_HOME = 10
LOOKED_AT = 2_000_000
TELLING = ("given_name", "surname", "name", "birthday")
ROUNDS = 100
DOUBT = 1.0
"""One pair of a family is assumed in every base, so that nothing is learnt from a handful."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Pairs who share a home, the share of them that is one person, and how often the surname of the others agrees."""

    pairs: int
    true: float
    one_surname: float


def learn_homes(connection: Any, people: pa.Table, comparisons: Sequence[Comparison], m: Numbers, u: Numbers) -> Homes:
    """Learn from all pairs who share street, number and area, in homes of at most ten people."""
    telling = [one for one in comparisons if one.name in TELLING]
    codes, _ = limit_blocks(codes_of(people, (HOME,)), LOOKED_AT, largest=MOST_AT_HOME)
    patterns = _patterns(connection, people, codes, comparisons, telling)
    if not len(patterns) or not telling:
        return Homes(0, 0.0, 1.0)
    counts, levels = patterns[:, -1].astype(float), patterns[:, :-1].astype(int)
    chance = {one.name: np.array(u[one.name]) for one in telling}
    if "surname" in chance:
        chance["surname"] = _surname(chance["surname"], 0.5)
    true = 0.5
    for _ in range(ROUNDS):
        odds = true / (1 - true) * _ratio(levels, telling, m, chance)
        share = odds / (1 + odds)
        true = float((counts * share).sum() / (counts.sum() + DOUBT))
        if "surname" in chance:
            place = [one.name for one in telling].index("surname")
            others = counts * (1 - share)
            known, equal = others[levels[:, place] >= 0].sum(), others[np.isin(levels[:, place], (0, 1))].sum()
            chance["surname"] = _surname(np.array(u["surname"]), float((equal + DOUBT / 2) / (known + DOUBT)))
    one_surname = float(chance["surname"][:2].sum()) if "surname" in chance else 1.0
    return Homes(int(counts.sum()), true, one_surname)


def _surname(u: NDArray[np.float64], equal: float) -> NDArray[np.float64]:
    """Return how often the surnames of two of a family agree: `equal`, and in the other levels as those of anybody."""
    rest = u[2:] / u[2:].sum() * (1 - equal)
    return np.array([equal / 2, equal / 2, *rest])


def _ratio(
    levels: NDArray[np.int64], telling: Sequence[Comparison], m: Numbers, chance: Mapping[str, NDArray[np.float64]]
) -> NDArray[np.float64]:
    ratio = np.ones(len(levels))
    for place, one in enumerate(telling):
        of_true, of_others = np.array(m[one.name]), chance[one.name]
        if one.name == "surname":
            # Both levels of equal ones are one here.
            of_true, of_others = _joined(of_true), _joined(of_others)
        known = levels[:, place] >= 0
        ratio[known] *= (of_true / of_others)[levels[known, place]]
    return ratio


def _joined(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([numbers[:2].sum(), numbers[:2].sum(), *numbers[2:]])


def _patterns(
    connection: Any,
    people: pa.Table,
    codes: NDArray[np.int64],
    comparisons: Sequence[Comparison],
    telling: Sequence[Comparison],
) -> NDArray[np.int64]:
    """Return a row a pattern: the level of each comparison, -1 for unknown, and how many pairs show it."""
    columns = [name for name in people.column_names if name != "id"]
    sides = [f"{side}.{name} AS {name}_{side}" for side in "lr" for name in columns]
    address = next((one for one in comparisons if one.name == "address"), None)
    if address is None:
        return np.empty((0, 1), dtype=np.int64)
    connection.register("siyu_homes", people.append_column("home_code", as_column(codes)))
    try:
        found = connection.execute(
            f"WITH pairs AS (SELECT {', '.join(sides)} FROM siyu_homes l JOIN siyu_homes r "  # noqa: S608 - columns of our own
            "ON l.home_code = r.home_code AND l.id < r.id) "
            f"SELECT {', '.join(_level(one) for one in telling)}, count(*) FROM pairs "
            f"WHERE {address.levels[0].condition} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    finally:
        connection.unregister("siyu_homes")
    return np.array(found, dtype=np.int64).reshape(len(found), len(telling) + 1)


def _level(one: Comparison) -> str:
    levels = (f"WHEN {level.condition} THEN {place}" for place, level in enumerate(one.levels[:-1]))
    return f"CASE WHEN {one.unknown} THEN -1 {' '.join(levels)} ELSE {len(one.levels) - 1} END"
