"""The levels of a trait: values a member can have, ranges of a number or of days, all other values, and none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from siyu.analytics.binning import Bins

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = Literal["value", "range", "other", "missing"]
MOST_VALUES = 10
"""So many of the most frequent values are told apart; the others are one level."""
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Level:
    """One level; a range has the least and greatest value that somebody has in it."""

    kind: Kind
    value: str | None = None
    low: float | date | None = None
    high: float | date | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """The levels of a trait and for each member the place of his; every level is somebody's, and there are few."""

    levels: tuple[Level, ...]
    codes: NDArray[np.uint8]

    @classmethod
    def of(cls, levels: list[Level], codes: NDArray[np.int64]) -> Coded:
        """Put whoever has no level (-1) under `missing`, and drop levels of nobody."""
        full = np.where(codes < 0, len(levels), codes)
        counts = np.bincount(full, minlength=len(levels) + 1)
        place = np.cumsum(counts > 0) - 1
        every = [*levels, Level("missing")]
        return cls(
            tuple(level for level, count in zip(every, counts, strict=True) if count), place[full].astype(np.uint8)
        )


def code_column(column: pa.ChunkedArray | pa.Array, bins: int) -> Coded:
    """Return the levels of an Arrow column: text by value, numbers and days in at most twice `bins` ranges."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return _by_value(column)
    is_day = pa.types.is_date(column.type)
    numbers = column.cast(pa.int32()) if is_day else column
    return _by_range(numbers.cast(pa.float64()).to_numpy(zero_copy_only=False), bins, is_day=is_day)


def code_tag(values: list[str], codes: NDArray[np.int64]) -> Coded:
    """Return the values of a tag in their order, or the most frequent when there are many."""
    if len(values) > MOST_VALUES:
        return code_values(values, codes)
    return Coded.of([Level("value", value) for value in values], codes)


def code_values(names: list[str], codes: NDArray[np.int64]) -> Coded:
    """Return the most frequent of the named values as levels, the others as one; -1 has no value."""
    counts = np.bincount(codes[codes >= 0], minlength=len(names))
    ordered = sorted(range(len(names)), key=lambda one: (-counts[one], names[one]))
    levels = [Level("value", names[one]) for one in ordered[:MOST_VALUES]]
    place = np.full(len(names) + 1, MOST_VALUES, dtype=np.int64)
    place[ordered[:MOST_VALUES]] = np.arange(len(levels))
    place[-1] = -1
    if len(names) > MOST_VALUES:
        levels.append(Level("other"))
    return Coded.of(levels, place[codes])


def _by_value(column: pa.ChunkedArray | pa.Array) -> Coded:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    coded = whole.dictionary_encode()
    codes = pc.fill_null(coded.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
    return code_values(coded.dictionary.to_pylist(), codes)


def _by_range(numbers: NDArray[np.float64], most: int, *, is_day: bool) -> Coded:
    bins = Bins.of(numbers[~np.isnan(numbers)], most)
    levels = [
        Level("range", low=low, high=high) for low, high in zip(bins.lows.tolist(), bins.highs.tolist(), strict=True)
    ]
    if is_day:
        levels = [
            replace(one, low=_day(low), high=_day(high))
            for one, low, high in zip(levels, bins.lows.tolist(), bins.highs.tolist(), strict=True)
        ]
    return Coded.of(levels, bins.codes(numbers))


def _day(number: float) -> date:
    return _EPOCH + timedelta(days=int(number))
