"""Sequences over bare acts: every way through the steps is tried, one fact never taking two of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Act = tuple[int, frozenset[int]]
Within = Callable[[int, int], bool]
"""Says whether something at the second instant is still in time after a step at the first."""
Step = tuple[int, Within, int | None, Within | None]
"""What is done, how long after the step before, what must not follow, and for how long (None: for ever)."""


def follows(acts: Sequence[Act], steps: Sequence[Step], now: int) -> bool:
    """Say whether the acts hold a way through all steps."""
    return any(_leads_on(acts, steps, place, frozenset((place,)), now) for place in _doing(acts, steps[0][0]))


def _leads_on(acts: Sequence[Act], steps: Sequence[Step], place: int, used: frozenset[int], now: int) -> bool:
    at = acts[place][0]
    _, _, unwanted, without = steps[0]
    if unwanted is not None:
        if without is not None and without(at, now):
            return False
        later = [one for one in _doing(acts, unwanted) if one != place and acts[one][0] >= at]
        if any(without is None or without(at, acts[one][0]) for one in later):
            return False
    if len(steps) == 1:
        return True
    what, within = steps[1][:2]
    return any(
        acts[one][0] >= at and within(at, acts[one][0]) and _leads_on(acts, steps[1:], one, used | {one}, now)
        for one in _doing(acts, what)
        if one not in used
    )


def _doing(acts: Sequence[Act], what: int) -> list[int]:
    return [place for place, (_, fits) in enumerate(acts) if what in fits]
