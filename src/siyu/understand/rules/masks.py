"""Conditions on Arrow columns and Ibis columns; a missing value is true for `missing: true` and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from siyu.lib import bitmaps
from siyu.understand.rules.conditions import Condition, Type

if TYPE_CHECKING:
    import ibis
    from pyroaring import BitMap

NUMBER = r"^\s*[+-]?\d{1,30}(\.\d{1,30})?\s*$"
DAY = r"^\d{4}-\d{2}-\d{2}$"


def mask(condition: Condition, column: pa.ChunkedArray) -> np.ndarray:
    """Return for each value whether the condition holds."""
    parts = [_mask(operator, wanted, column) for operator, wanted in condition.tests]
    if not parts:
        return np.ones(len(column), dtype=bool)
    return np.asarray(reduce(pc.and_, parts)).astype(bool)


def members_where(condition: Condition, ids: np.ndarray, values: pa.ChunkedArray, base: BitMap) -> BitMap:
    """Return the members of the base the condition holds for; those not among `ids` have a missing value."""
    holds = bitmaps.from_ids(ids[mask(condition, values)]) & base
    return holds | (base - bitmaps.from_ids(ids)) if condition.holds(None) else holds


def typed(values: pa.ChunkedArray, kind: Type) -> pa.ChunkedArray:
    """Return attribute values as text, numbers or days; text that is no number or day is missing then."""
    if kind == "text":
        return values.cast(pa.string())
    wanted = pa.date32() if kind == "date" else pa.float64()
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        return values.cast(wanted)
    text = values.cast(pa.string())
    fits = pc.match_substring_regex(text, DAY if kind == "date" else NUMBER)
    kept = pc.if_else(fits, pc.utf8_trim_whitespace(text), pa.scalar(None, pa.string()))
    return _days(kept) if kind == "date" else kept.cast(wanted)


def filtered(condition: Condition, column: ibis.Value) -> ibis.Value:
    """Return the condition as an Ibis boolean; null, where the value is missing, filters out like false."""
    return reduce(lambda left, right: left & right, [_expr(*test, column) for test in condition.tests])


def _mask(operator: str, wanted: Any, column: pa.ChunkedArray) -> Any:
    if operator == "missing":
        return pc.is_null(column) if wanted else pc.is_valid(column)
    if operator == "in":
        return pc.is_in(*_alike(column, wanted), skip_nulls=True)
    if operator == "between":
        found = pc.and_(pc.greater_equal(column, wanted[0]), pc.less_equal(column, wanted[1]))
    elif operator == "contains":
        found = pc.match_substring(column, wanted)
    elif operator == "starts_with":
        found = pc.starts_with(column, wanted)
    else:
        found = COMPARE[operator](column, wanted)
    return pc.fill_null(found, False)


def _alike(column: pa.ChunkedArray, wanted: tuple[Any, ...]) -> tuple[pa.ChunkedArray, pa.Array]:
    """Return both in one type, because `is_in` does not convert numbers by itself."""
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return column.cast(pa.float64()), pa.array(wanted, pa.float64())
    return column, pa.array(wanted, column.type)


COMPARE: dict[str, Callable[..., Any]] = {
    "eq": pc.equal,
    "ne": pc.not_equal,
    "gt": pc.greater,
    "gte": pc.greater_equal,
    "lt": pc.less,
    "lte": pc.less_equal,
}


def _expr(operator: str, wanted: Any, column: Any) -> Any:
    match operator:
        case "missing":
            return column.isnull() if wanted else column.notnull()
        case "in":
            return column.isin(list(wanted))
        case "between":
            return column.between(*wanted)
        case "contains":
            return column.contains(wanted)
        case "starts_with":
            return column.startswith(wanted)
        case "eq":
            return column == wanted
        case "ne":
            return column != wanted
        case "gt":
            return column > wanted
        case "gte":
            return column >= wanted
        case "lt":
            return column < wanted
    return column <= wanted


def _days(text: pa.ChunkedArray) -> pa.ChunkedArray:
    """Read ISO days one by one: a day such as 2017-02-30 is missing, and Arrow's cast would raise for it."""
    from datetime import date

    def day(value: str | None) -> date | None:
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            return None

    return pa.chunked_array([pa.array([day(value) for value in text.to_pylist()], pa.date32())])
