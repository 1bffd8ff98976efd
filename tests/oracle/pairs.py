"""How two ways of grouping rows agree: precision and recall of the pairs of rows that stand in one group."""

from __future__ import annotations

from collections import Counter
from typing import Any


def agreement(found: Any, truth: Any) -> tuple[float, float]:
    """Return (precision, recall) over all pairs of rows."""
    both = sum(_pairs(count) for count in Counter(zip(list(found), list(truth), strict=True)).values())
    said = sum(_pairs(count) for count in Counter(list(found)).values())
    true = sum(_pairs(count) for count in Counter(list(truth)).values())
    return both / said if said else 1.0, both / true if true else 1.0


def apart(found: Any) -> list[int]:
    """Return the groups with every row of nobody (0) as one of its own."""
    return [number or -place for place, number in enumerate(list(found), 1)]


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
