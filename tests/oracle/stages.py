"""The lifecycle a second time: day after day in loops over lists, by the text of the reference alone.

A member's purchase days are a list of whole numbers in any order, with repeats; days before the first count as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Terms:
    """The thresholds, under the names of the document."""

    cooling: float = 2.0
    at_risk: float = 3.0
    lost: float = 6.0
    own_gaps: int = 3
    recent_gaps: int = 12
    loyal_days: int = 8
    back_days: int = 3
    least_days: int = 7
    default_days: int = 30
    least_members: int = 30


def middle(numbers: Sequence[int]) -> int:
    """Return the median; of an even number the lower of the two in the middle."""
    return sorted(numbers)[(len(numbers) - 1) // 2]


def gaps(days: Sequence[int], until: int, terms: Terms) -> list[int]:
    """Return the last gaps between purchase days known at the end of a day."""
    known = sorted({day for day in days if day <= until})
    return [after - before for before, after in pairwise(known)][-terms.recent_gaps :]


def everybodys_rhythm(histories: Mapping[int, Sequence[int]], until: int, terms: Terms) -> int:
    """Return the median of the members' medians, or what is assumed while too few have bought twice."""
    own = [middle(found) for days in histories.values() if (found := gaps(days, until, terms))]
    return middle(own) if len(own) >= terms.least_members else terms.default_days


def rhythm(histories: Mapping[int, Sequence[int]], member: int, until: int, terms: Terms) -> int:
    """Return a member's own rhythm when there are gaps enough to tell it, else everybody's."""
    every = sorted({day for day in histories[member] if day <= until})
    enough = len(every) - 1 >= terms.own_gaps
    found = middle(gaps(every, until, terms)) if enough else everybodys_rhythm(histories, until, terms)
    return max(found, terms.least_days)


def lifecycle(histories: Mapping[int, Sequence[int]], member: int, until: int, terms: Terms) -> str | None:
    """Return the stage at the end of a day, None for who has bought nothing by then.

    Whoever comes back is found by asking what the stage was on the evening before each purchase.
    """
    bought = sorted({day for day in histories.get(member, ()) if day <= until})
    if not bought:
        return None
    own = rhythm(histories, member, until, terms)
    silent = until - bought[-1]
    for stage in ("lost", "at_risk", "cooling"):
        if silent > getattr(terms, stage) * own:
            return stage
    for place, day in enumerate(bought):
        since = len(bought) - place
        if place and since < terms.back_days and lifecycle(histories, member, day - 1, terms) == "lost":
            return "won_back"
    if len(bought) == 1:
        return "new"
    if len(bought) <= terms.own_gaps:
        return "active"
    steps = [after - before for before, after in pairwise(bought)]
    steady = all(step <= terms.at_risk * own for step in steps[-(terms.loyal_days - 1) :])
    return "loyal" if len(bought) >= terms.loyal_days and steady else "repeat"
