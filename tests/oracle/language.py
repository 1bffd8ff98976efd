"""Rules as plain values: what a document says once it is read; knows no document and no history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

Ops = tuple[tuple[str, Any], ...]
"""Comparisons that must all hold, such as `(("gte", 1), ("lt", 5))`."""
Where = tuple[tuple[str, Ops], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """`within` a number of d, h or m; `between` two brand days; `since` the day of joining."""

    kind: str
    amount: int = 0
    first: date = date.min
    last: date = date.max


@dataclass(frozen=True, slots=True)
class FeatureLeaf:
    name: str
    ops: Ops


@dataclass(frozen=True, slots=True)
class AttributeLeaf:
    name: str
    ops: Ops


@dataclass(frozen=True, slots=True)
class Did:
    fact: str
    where: Where = ()
    times: Ops = (("gte", 1),)
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """`measure` is sum, average, largest or distinct over a property of the facts."""

    measure: str
    fact: str
    of: str
    ops: Ops
    where: Where = ()
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class SegmentLeaf:
    name: str


@dataclass(frozen=True, slots=True)
class Reachable:
    channel: str


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Rule


Rule = FeatureLeaf | AttributeLeaf | Did | Total | SegmentLeaf | Reachable | All | AnyOf | Not
