"""Evaluating sequences: the facts of all their steps as arrays, then a walk through each member's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from pyroaring import BitMap

from siyu.analytics.histories import Histories, histories
from siyu.analytics.sequences import Span, Wanted, follow
from siyu.lib import bitmaps
from siyu.lib.clock import day_of, start_of_day
from siyu.understand.rules.acts import acted, as_mask, read_steps, since_epoch
from siyu.understand.rules.leaves.matching import MatchLeaf
from siyu.understand.rules.leaves.sequence import SequenceLeaf, Sought, Step
from siyu.understand.rules.windows import ALWAYS, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from siyu.understand.inputs import Inputs

MOST_BITS = 10
"""So many different questions share one reading: their bits and an instant of any day are one integer."""
_SECOND = 1_000_000


def follow_sequences(leaves: Sequence[SequenceLeaf], inputs: Inputs) -> dict[SequenceLeaf, BitMap]:
    """Return the members of the base each sequence holds for."""
    found = {leaf: BitMap() for leaf in leaves}
    wanted = as_mask(inputs.base)
    for together, questions in _together(leaves):
        bit_of = {question: bit for bit, question in enumerate(questions)}
        plans = {leaf: _plan(leaf, bit_of) for leaf in together}
        for member, act in read_steps(inputs, questions, _first_on(questions, inputs), 0):
            told = histories(member, act, wanted)
            midnights = _midnights(told, len(questions), inputs)
            for leaf, plan in plans.items():
                who = follow(told, len(questions), plan, midnights, since_epoch(inputs.at))
                found[leaf] |= bitmaps.from_ids(who)
    return found


def _together(leaves: Sequence[SequenceLeaf]) -> Iterator[tuple[list[SequenceLeaf], list[MatchLeaf]]]:
    """Yield sequences whose steps are read at once, with the different questions they ask."""
    together: list[SequenceLeaf] = []
    questions: dict[MatchLeaf, None] = {}
    for leaf in leaves:
        more = questions | dict.fromkeys(_questions(leaf))
        if together and len(more) > MOST_BITS:
            yield together, list(questions)
            together, more = [], dict.fromkeys(_questions(leaf))
        together, questions = [*together, leaf], more
    if together:
        yield together, list(questions)


def _questions(leaf: SequenceLeaf) -> Iterator[MatchLeaf]:
    for place, step in enumerate(leaf.steps):
        yield _question(leaf, step.sought, is_first=place == 0)
        if step.never is not None:
            yield _question(leaf, step.never, is_first=False)


def _question(leaf: SequenceLeaf, sought: Sought, *, is_first: bool) -> MatchLeaf:
    """Return what is asked of the facts; later steps need none from before the first can have happened."""
    window = leaf.window
    if not is_first:
        window = ALWAYS if window.since_joined else Window(window.days, window.seconds, window.first_on)
    return acted(sought.did, sought.where, window)


def _first_on(questions: Sequence[MatchLeaf], inputs: Inputs) -> date | None:
    """Return the first day any of the questions looks at, None when one of them looks at all."""
    firsts = [question.window.bounds(inputs.at, inputs.zone).first_on for question in questions]
    return None if None in firsts else min(firsts)  # type: ignore[type-var]


def _plan(leaf: SequenceLeaf, bit_of: dict[MatchLeaf, int]) -> list[Wanted]:
    return [_wanted(leaf, step, bit_of, is_first=place == 0) for place, step in enumerate(leaf.steps)]


def _wanted(leaf: SequenceLeaf, step: Step, bit_of: dict[MatchLeaf, int], *, is_first: bool) -> Wanted:
    bit = bit_of[_question(leaf, step.sought, is_first=is_first)]
    if step.never is None:
        return Wanted(bit, _span(step.sought))
    return Wanted(bit, _span(step.sought), bit_of[_question(leaf, step.never, is_first=False)], _span(step.never))


def _span(sought: Sought) -> Span:
    return Span(sought.within.days or 0, (sought.within.seconds or 0) * _SECOND)


def _midnights(told: Histories, bits: int, inputs: Inputs) -> NDArray[np.int64]:
    """Return when each brand day began, from that of the earliest act to tomorrow."""
    earliest = int(told.acts.min()) >> bits if len(told.acts) else since_epoch(inputs.at)
    first = day_of(datetime.fromtimestamp(earliest // _SECOND, UTC), inputs.zone)
    days = (first + timedelta(days=passed) for passed in range((inputs.today - first).days + 2))
    return np.fromiter((since_epoch(start_of_day(day, inputs.zone)) for day in days), dtype=np.int64)
