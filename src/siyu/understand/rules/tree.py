"""A parsed rule: leaves under all, any and not. Rules are values: equal rules are the same leaf bitmaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Leaf:
    """One question about a member with the answer yes or no; every kind of leaf is a frozen subclass."""


@dataclass(frozen=True, slots=True)
class All:
    """Members every part holds for; without parts, everyone."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Members at least one part holds for; without parts, nobody."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Members of the base the part does not hold for."""

    part: Rule


Rule = All | AnyOf | Not | Leaf


def leaves_of(rule: Rule) -> Iterator[Leaf]:
    """Yield the leaves from left to right, repeats included."""
    match rule:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves_of(part)
        case Not(part):
            yield from leaves_of(part)
        case Leaf():
            yield rule
