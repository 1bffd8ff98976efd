"""Behaviour a second time: funnels, cohorts, paths and active days in loops over lists, by the text of the reference alone.

An act is (instant, what it is): the steps it fits for a funnel, its name for paths. Instants are whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

END = None
"""Where a path ends: nothing more happened in time."""


def shortest(acts: list[tuple[int, frozenset[int]]], steps: int, window: int) -> list[int | None]:
    """Return for each step the shortest time from a beginning to it, None for a step that was never reached.

    Tries every way: any act that fits the first step begins one, every later step takes an act of its own that is not
    earlier than the step before and not later than the window after the beginning.
    """
    found: list[int | None] = [None] * steps

    def go_on(step: int, began: int, last: int, used: frozenset[int]) -> None:
        if step == steps:
            return
        for place, (at, fits) in enumerate(acts):
            if step in fits and place not in used and last <= at <= began + window:
                took, known = at - began, found[step]
                found[step] = took if known is None else min(known, took)
                go_on(step + 1, began, at, used | {place})

    for place, (at, fits) in enumerate(acts):
        if 0 in fits:
            found[0] = 0
            go_on(1, at, at, frozenset({place}))
    return found


def retained(starts: Mapping[int, int], acts: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return how many members of each cohort were active at each age, from (member, period) of what they did.

    `starts` gives the period each member began in; what lies before it does not count.
    """
    seen = {(member, period - starts[member]) for member, period in acts if member in starts}
    return dict(Counter((starts[member], age) for member, age in seen if age >= 0))


def path(acts: list[tuple[int, str]], anchor: str, length: int, window: int, *, to: bool, collapse: bool) -> list[str]:
    """Return the names on one member's path, the anchor first; empty without an anchor.

    From the first anchor on, or with `to` from the last anchor back. Acts of one instant stand in the order of their
    names. With `collapse` the same name does not follow itself.
    """
    ordered = sorted(acts)
    if to:
        ordered = [(-at, name) for at, name in reversed(ordered)]
    places = [place for place, (_, name) in enumerate(ordered) if name == anchor]
    if not places:
        return []
    began = ordered[places[0]][0]
    names = [name for at, name in ordered[places[0] :] if at - began <= window]
    return ([name for name, _ in groupby(names)] if collapse else names)[:length]


def active_on(acts: Iterable[tuple[int, int]], day: int, length: int) -> int:
    """Return how many members did something in the `length` days that end with `day`, from (member, day)."""
    return len({member for member, on in acts if day - length < on <= day})


def days_active(acts: Iterable[tuple[int, int]], first: int, last: int) -> dict[int, int]:
    """Return how many members were active on how many different days from `first` to `last`."""
    days = Counter(member for member, _ in {(member, on) for member, on in acts if first <= on <= last})
    return dict(Counter(days.values()))
