"""Linking is a pure function of the evidence: it agrees with the oracle, whatever the order and however often a row comes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.components import components
from siyu.analytics.linking import FREE, FULL, OVERSHARED, SHARED, Evidence, Kinds, link
from tests.oracle.effort import effort
from tests.oracle.persons import HOLDS, JOINS, STRENGTH, Name, Told, persons

KINDS = Kinds(
    rank=np.arange(len(STRENGTH), dtype=np.int32),
    is_strong=np.array([kind in HOLDS for kind in STRENGTH]),
    holds=np.array([HOLDS.get(kind, 99) for kind in STRENGTH], dtype=np.int32),
    joins=np.array([JOINS[kind] for kind in STRENGTH], dtype=np.int32),
)

names = st.tuples(st.sampled_from(STRENGTH), st.sampled_from("abcd"))
some = st.frozensets(names, min_size=1, max_size=3)


@st.composite
def tales(draw: st.DrawFn) -> Told:
    rows = draw(st.lists(some, min_size=1, max_size=14))
    one = draw(st.lists(st.frozensets(names, min_size=2, max_size=3), max_size=2))
    known = sorted({name for row in rows for name in row})
    apart = []
    for _ in range(draw(st.integers(0, 2)) if len(known) > 1 else 0):
        sides = draw(st.lists(st.sampled_from(known), min_size=2, max_size=5, unique=True))
        cut = draw(st.integers(1, len(sides) - 1))
        apart.append((frozenset(sides[:cut]), frozenset(sides[cut:])))
    # What was declared one is never kept apart too: the later decision replaces the earlier.
    apart = [sides for sides in apart if not any(sum(bool(side & s) for side in sides) > 1 for s in _united(one))]
    return Told(rows, one, apart)


def _united(sets: list[frozenset[Name]]) -> list[frozenset[Name]]:
    left, right = sets[:1], sets[1:]
    return [left[0] | right[0]] if right and left[0] & right[0] else sets


def linked(told: Told, order: list[Name] | None = None) -> set[frozenset[Name]]:
    number = order or sorted({n for part in (told.rows, told.one, *told.apart) for s in part for n in s})
    place = {name: i for i, name in enumerate(number)}
    pairs = [(place[a], place[b]) for row in told.rows for a, b in combinations(row, 2)]
    one = [(place[a], place[b]) for s in told.one for a, b in combinations(s, 2)]
    apart = [
        (no, place[name], side) for no, sides in enumerate(told.apart) for side, s in enumerate(sides) for name in s
    ]
    ends, ones, sides = (_columns(found, width) for found, width in ((pairs, 2), (one, 2), (apart, 3)))
    found = link(
        Evidence(
            len(number), np.arange(len(number), dtype=np.int32),
            np.array([STRENGTH.index(kind) for kind, _ in number], dtype=np.int32), *ends, *ones, *sides,
        ), KINDS,
    )  # fmt: skip
    people: dict[int, set[Name]] = {}
    for name, person in zip(number, found.person.tolist(), strict=True):
        people.setdefault(person, set()).add(name)
    return set(map(frozenset, people.values()))


def _columns(rows: list[tuple[int, ...]], width: int) -> list[np.ndarray]:
    return list(np.array(rows, dtype=np.int32).reshape(-1, width).T.copy())


@given(tales())
@effort(600)
def test_it_agrees_with_the_oracle(told: Told) -> None:
    assert linked(told) == persons(told)


@given(tales(), st.randoms(use_true_random=False))
@effort(600)
def test_neither_order_nor_repeats_nor_numbering_matter(told: Told, chance: object) -> None:
    rows = [*told.rows, *told.rows[:3]]
    chance.shuffle(rows)  # type: ignore[attr-defined]
    order = sorted({n for part in (told.rows, told.one, *told.apart) for s in part for n in s})
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert linked(Told(rows, told.one, told.apart), order) == linked(told)


@given(tales())
@effort(600)
def test_no_person_holds_more_than_one_may(told: Told) -> None:
    told.one.clear()
    for person in linked(told):
        for kind, most in HOLDS.items():
            assert sum(name[0] == kind for name in person) <= most


CASES = {
    "a chain is one person": (["card a|phone a", "phone a|unionid a"], {"ca pa ua"}),
    "two cards on one phone are two people": (["card a|phone a", "card b|phone a"], {"ca", "cb", "pa"}),
    "a family phone takes nobody's own phone along": (
        ["card a|phone a", "card a|phone b", "card b|phone a", "card b|phone c"], {"ca pb", "cb pc", "pa"}),
    "a weak key never links": (["card a|email a", "card b|email a"], {"ca", "cb", "ea"}),
    "a weak key belongs to its only person": (["card a|device a", "card a|device b"], {"ca da db"}),
    "two weak keys are not one person": (["email a|device a"], {"ea", "da"}),
    "a bridge far away is held back": (
        ["card a|phone a", "phone a|unionid a", "unionid a|card b", "card a|phone b"], {"ca pb", "cb ua", "pa"}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_rules_by_example(case: str) -> None:
    rows, expected = CASES[case]
    told = Told([frozenset(tuple(name.split()) for name in row.split("|")) for row in rows])  # type: ignore[misc]
    shown = {" ".join(sorted(kind[0] + value for kind, value in person)) for person in linked(told)}
    assert shown == expected


def test_why_an_identifier_is_held_back_is_said() -> None:
    kind = np.array([1, 2, 1, 2, 1, 1, 1, 1], dtype=np.int32)
    left = np.array([0, 1, 3, 3, 3, 3], dtype=np.int32)
    right = np.array([1, 2, 4, 5, 6, 7], dtype=np.int32)
    found = link(Evidence(8, np.arange(8, dtype=np.int32), kind, left, right), KINDS)
    assert found.why.tolist() == [FREE, SHARED, FREE, OVERSHARED, FREE, FREE, FREE, FREE]
    assert FULL not in found.why


@given(st.integers(1, 40), st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=60))
def test_components_name_the_smallest_node_that_can_be_reached(count: int, pairs: list[tuple[int, int]]) -> None:
    inside = [(a, b) for a, b in pairs if a < count and b < count]
    left, right = (np.array([pair[side] for pair in inside], dtype=np.int32) for side in (0, 1))
    found = components(count, left, right).tolist()
    expected = list(range(count))
    for _ in range(count):
        for a, b in inside:
            expected[a] = expected[b] = min(expected[a], expected[b])
    assert found == expected


@pytest.mark.parametrize(("left", "right"), [([0], [0, 1]), ([0], [3]), ([-1], [0])])
def test_ends_that_are_no_nodes_are_refused(left: list[int], right: list[int]) -> None:
    with pytest.raises(ValueError, match="end"):
        components(3, np.array(left), np.array(right))
