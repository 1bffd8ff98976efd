"""The cohort report: of those who began in a period, how many came back each period after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.analytics.cohorts import NOBODY, earliest, retention
from siyu.understand.behaviour.acts import Days, read_days
from siyu.understand.behaviour.asking import Asked
from siyu.understand.behaviour.calendar import Unit, first_of, last_of, place_of, places
from siyu.understand.rules.leaves.attribute import JOINED_ON
from siyu.understand.rules.masks import typed

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_COHORTS = 60


@dataclass(frozen=True, slots=True)
class CohortQuestion:
    """Cohorts of the last `periods` periods, by the day of the first `start` ever; who did `back` later came back.

    `start` is a name as in rules, `any`, or `joined_on`; `back` a name or `any`.
    """

    by: Unit
    periods: int
    start: str
    back: str


def cohort_report(asked: Asked, question: CohortQuestion) -> dict[str, Any]:
    """Return cohorts with their size and who was active at each age, and the average of ages that are over."""
    today = place_of(asked.inputs.today, question.by)
    first = today - question.periods + 1
    is_over = last_of(today, question.by) == asked.inputs.today
    counts, sizes = count_cohorts(asked, question, first)
    cohorts = [_cohort(counts, sizes, place, first, question) for place in range(question.periods)]
    return {
        **asked.told((asked.inputs.today - first_of(first, question.by)).days + 1),
        "by": question.by,
        "periods": question.periods,
        "start": question.start,
        "back": question.back,
        "began": int(sizes.sum()),
        "is_over": is_over,
        "cohorts": cohorts,
        "average": _average(counts, sizes, question.periods if is_over else question.periods - 1),
    }


def count_cohorts(asked: Asked, question: CohortQuestion, first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many of each cohort were active at each age, and the sizes of the cohorts."""
    periods, size = question.periods, len(asked.wanted)
    counts, sizes = np.zeros((periods, periods), dtype=np.int64), np.zeros(periods, dtype=np.int64)

    def add(cohort: NDArray[np.int32], acts: Iterable[Days]) -> None:
        for member, day in acts:
            counts[:] += retention(member, places(day, question.by) - np.int32(first), cohort, periods)

    if question.start == question.back:
        for acts in read_days(asked, question.start):
            cohort = _cohort_of(asked, earliest(*acts, size), question, first)
            sizes += np.bincount(cohort[cohort >= 0], minlength=periods)
            add(cohort, [acts])
    else:
        began = reduce(np.minimum, (earliest(*part, size) for part in _starts(asked, question.start)))
        cohort = _cohort_of(asked, began, question, first)
        sizes += np.bincount(cohort[cohort >= 0], minlength=periods)
        # Who began earlier is in no cohort, so that what they did before the first one is of no use.
        add(cohort, read_days(asked, question.back, first_of(first, question.by)))
    return counts, sizes


def _cohort_of(asked: Asked, began: NDArray[np.int32], question: CohortQuestion, first: int) -> NDArray[np.int32]:
    """Return for each id the place of its cohort, -1 for none."""
    known = asked.wanted & (began != NOBODY)
    cohort = np.where(known, places(began, question.by) - first, -1).astype(np.int32)
    cohort[(cohort < 0) | (cohort >= question.periods)] = -1
    return cohort


def _starts(asked: Asked, start: str) -> Iterator[Days]:
    if start != JOINED_ON:
        yield from read_days(asked, start)
        return
    table = asked.inputs.attributes(JOINED_ON)
    days = typed(table["value"], "date")
    known = days.is_valid()
    on = days.filter(known).to_numpy().astype("datetime64[D]").astype(np.int32)
    yield table["member_id"].filter(known).to_numpy().astype(np.int32), on


def _cohort(
    counts: NDArray[np.int64], sizes: NDArray[np.int64], place: int, first: int, question: CohortQuestion
) -> dict[str, Any]:
    return {
        "from": first_of(first + place, question.by),
        "to": last_of(first + place, question.by),
        "size": int(sizes[place]),
        "active": counts[place, : question.periods - place].tolist(),
    }


def _average(counts: NDArray[np.int64], sizes: NDArray[np.int64], over: int) -> list[dict[str, Any]]:
    """Return for each age the share of all members whose period of that age is over."""
    found = []
    for age in range(over):
        members, active = int(sizes[: over - age].sum()), int(counts[: over - age, age].sum())
        found.append({"age": age, "members": members, "active": active, "rate": active / members if members else None})
    return found
