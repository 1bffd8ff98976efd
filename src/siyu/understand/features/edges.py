"""Where the windows of features end: found by asking their expressions, so that no declaration can forget one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from siyu.understand.features.registry import Feature, Moment, source_named


@dataclass
class Edges:
    """Of one kind of rows: the windows whose first day its features ask for, in days, and whether one looks at today.

    As days go by a value changes only for members with a row that passes the first day of a window, and may change for
    everybody with rows where a feature compares with today itself.
    """

    windows: set[int] = field(default_factory=set)
    today: bool = False


def kind_of(feature: Feature) -> str:
    """Return the rows a feature is read from: `orders`, `lines`, or a table of its own."""
    source = source_named(feature.source)
    return source.over or source.name


def edges_of(features: Iterable[Feature]) -> dict[str, Edges]:
    """Return the edges of every kind of rows that features are read from."""
    found: dict[str, Edges] = {}
    for feature in features:
        edges = found.setdefault(kind_of(feature), Edges())
        feature.expr(cast("Any", _Anything()), cast("Moment", _Watched(edges)))
    return found


class _Watched:
    """Stands in for a moment and notes what is asked of it."""

    def __init__(self, edges: Edges) -> None:
        self._edges = edges

    @property
    def today(self) -> date:
        self._edges.today = True
        return date.min

    def since(self, days: int) -> date:
        self._edges.windows.add(days)
        return date.min

    def until(self, days: int) -> date:
        self._edges.today = True
        return date.min


class _Anything:
    """Stands in for rows: whatever is asked of it or done with it is it again."""

    def __getattr__(self, name: str) -> _Anything:
        return self

    def __call__(self, *given: Any, **named: Any) -> _Anything:
        return self

    __getitem__ = __and__ = __or__ = __add__ = __sub__ = __mul__ = __truediv__ = __call__
    __ge__ = __gt__ = __le__ = __lt__ = __neg__ = __invert__ = __call__
    __eq__ = __ne__ = __call__  # type: ignore[assignment]
    __hash__ = object.__hash__
