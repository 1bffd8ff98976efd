"""Rules as plain values: what a document says once it is read; knows no document and no history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
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
    """A comparison's value may be a number times another feature, or the same one some days ago."""

    name: str
    ops: Ops


@dataclass(frozen=True, slots=True)
class Against:
    """`times` the feature `name` (the leaf's own without one) as it stood at the end of the day `before` days ago."""

    name: str | None = None
    before: int = 0
    times: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Top:
    """Among the first of all by a feature: `amount` per cent of those who have it, or so many; `bottom` the last."""

    by: str
    amount: Fraction
    is_share: bool = True
    bottom: bool = False


@dataclass(frozen=True, slots=True)
class Consented:
    scope: str


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
class Step:
    """A later step of a sequence: `window` is how long after the step it stands in, None for ever."""

    fact: str
    where: Where = ()
    window: Window | None = None
    then: Step | None = None
    then_not: Step | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """Something happened in the window, and after it the rest."""

    fact: str
    where: Where = ()
    window: Window | None = None
    then: Step | None = None
    then_not: Step | None = None


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
class TagLeaf:
    """Has a tag at all (None), or a value of it that passes; nobody's value is missing."""

    name: str
    ops: Ops | None


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


Rule = (
    FeatureLeaf
    | Top
    | AttributeLeaf
    | Did
    | Sequence
    | Total
    | SegmentLeaf
    | TagLeaf
    | Reachable
    | Consented
    | All
    | AnyOf
    | Not
)
