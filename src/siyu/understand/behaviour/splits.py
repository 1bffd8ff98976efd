"""Groups a funnel is split into: by a property of each member's first beginning, or by segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from siyu.lib.text import Text
from siyu.understand.behaviour.acts import measured
from siyu.understand.behaviour.asking import Asked
from siyu.understand.behaviour.steps import FunnelQuestion
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.rules.match import matching_facts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from siyu.understand.rules.leaves.matching import MatchLeaf

MOST_GROUPS = 10
OTHER = Text("其他", "Other")
MISSING = Text("没有值", "No value")
OUTSIDE = Text("不在这些分群中", "In none of them")


@dataclass(frozen=True)
class Group:
    """Members of a funnel that belong together; `value` is None for what is left."""

    value: str | None
    label: Text
    holds: NDArray[np.bool_]


def groups_of(asked: Asked, question: FunnelQuestion, first: MatchLeaf, members: NDArray[np.int64]) -> list[Group]:
    """Return the groups of the members, who all took the first step.

    By a property everybody is in one group, that of the earliest first step; after the ten largest comes the rest. By
    segments somebody may be in several; who is in none comes last.
    """
    if question.property is not None:
        return list(_by_value(asked, measured(first, question.property), members))
    return list(_by_segment(asked, question.segments, members)) if question.segments else []


def _by_value(asked: Asked, leaf: MatchLeaf, members: NDArray[np.int64]) -> Iterator[Group]:
    names, place = _values(asked, leaf, members)
    counts = np.bincount(place, minlength=len(names))
    ordered = sorted(np.flatnonzero(counts).tolist(), key=lambda one: (-counts[one], names[one]))
    for one in ordered[:MOST_GROUPS]:
        label = Text(names[one], names[one]) if names[one] else MISSING
        yield Group(names[one] or None, label, place == one)
    if len(ordered) > MOST_GROUPS:
        yield Group(None, OTHER, np.isin(place, ordered[MOST_GROUPS:]))


def _values(asked: Asked, leaf: MatchLeaf, members: NDArray[np.int64]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the different values, and for each member the place of that of the earliest act; "" for none.

    With several acts at that instant the key decides.
    """
    from siyu.engine.dialect import first_by

    names, place = [""], np.zeros(len(members), dtype=np.int64)
    for matching in matching_facts([leaf], asked.inputs):
        facts, column = matching.facts, matching.scans[0].value or ""
        rows = facts.group_by("member_id").agg(value=first_by(facts[column].coalesce(""), facts.occurred_at, facts.act))
        told = asked.inputs.snapshot.to_arrow(rows).sort_by("member_id").combine_chunks()
        values = told["value"].combine_chunks().dictionary_encode()
        if not len(told):
            continue
        ids = told["member_id"].to_numpy()
        at = np.minimum(np.searchsorted(ids, members), len(ids) - 1)
        known = values.indices.to_numpy()[at] + 1
        names, place = ["", *values.dictionary.to_pylist()], np.where(ids[at] == members, known, 0)
    place[np.isin(place, [one for one, name in enumerate(names) if not name])] = 0
    return names, place


def _by_segment(asked: Asked, names: tuple[str, ...], members: NDArray[np.int64]) -> Iterator[Group]:
    inside = evaluate([SegmentLeaf(name) for name in names], asked.inputs)
    left = np.ones(len(members), dtype=np.bool_)
    for name, bits in zip(names, inside, strict=True):
        holds = np.isin(members, np.array(bits, dtype=np.int64))
        left &= ~holds
        yield Group(name, Text(name, name), holds)
    yield Group(None, OUTSIDE, left)
