"""Paths from or to an act, and what many of them share, as a walk over lists gives them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.histories import histories
from siyu.analytics.paths import END, Ways, share_ways, walk_paths
from tests.oracle.behaviour import path
from tests.oracle.effort import effort

NAMES = ("a", "b", "c", "d")
BITS = 3
ACTS = st.lists(st.tuples(st.integers(0, 8), st.sampled_from(NAMES)), max_size=12)
PEOPLE = st.dictionaries(st.integers(0, 6), ACTS, max_size=6)
People = dict[int, list[tuple[int, str]]]


def walked(people: People, length: int, window: int, *, to: bool, collapse: bool) -> list[list[str]]:
    rows = [(member, at << BITS | NAMES.index(name)) for member, acts in people.items() for at, name in acts]
    member, act = np.array([row[0] for row in rows], np.int32), np.array([row[1] for row in rows], np.int64)
    found = histories(member, act, np.ones(7, np.bool_))
    codes = walk_paths(found, BITS, 0, length, window, to=to, collapse=collapse)
    return [[NAMES[code] for code in row if code != END] for row in codes.tolist()]


@effort(300)
@given(PEOPLE, st.integers(2, 5), st.integers(0, 8), st.booleans(), st.booleans())
def test_paths_are_those_of_a_walk_over_lists(
    people: People, length: int, window: int, to: bool, collapse: bool
) -> None:
    expected = [path(people[one], "a", length, window, to=to, collapse=collapse) for one in sorted(people)]
    assert walked(people, length, window, to=to, collapse=collapse) == [one for one in expected if one]


@effort(300)
@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4), max_size=30), st.integers(1, 4))
def test_as_many_come_in_as_go_on_or_end(rows: list[list[int]], kept: int) -> None:
    ways = shared(rows, kept)
    assert sum(count for position, *_, count in ways.links if position == 0) == len(rows)
    for position in range(1, 3):
        came, went = Counter[int](), Counter[int]()
        for place, code, following, count in ways.links:
            if place == position - 1 and following != END:
                came[following] += count
            if place == position:
                went[code] += count
        assert came == went
    assert sum(count for _, count in ways.sequences) == len(rows)
    assert len(ways.names) <= kept


def test_rare_codes_are_one() -> None:
    ways = shared([[0, 1, 2], [0, 1], [0, 1, 3], [0, 2]], 1)
    assert (ways.names, ways.other) == ([1], 4)
    assert ways.sequences == [((0, 1, 4), 2), ((0, 1), 1), ((0, 4), 1)]
    assert (1, 1, 4, 2) in ways.links
    assert (1, 1, END, 1) in ways.links


def test_nobody_did_it() -> None:
    assert shared([], 3) == Ways([], None, [], [])


@pytest.mark.parametrize("length", [1, 6])
def test_impossible_lengths_are_refused(length: int) -> None:
    with pytest.raises(ValueError, match="2 to 5"):
        walked({}, length, 1, to=False, collapse=True)


def shared(rows: list[list[int]], kept: int) -> Ways:
    padded = [row + [END] * (4 - len(row)) for row in rows]
    return share_ways(np.array(padded, dtype=np.int16).reshape(-1, 4), kept, 100)
