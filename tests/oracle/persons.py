"""Who is one person, a second time: written from the description in the reference, in sets and loops, for a few dozen identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from math import ceil

Name = tuple[str, str]
"""(kind, value)."""

STRENGTH = ["unionid", "card", "phone", "email", "device"]
HOLDS = {"unionid": 1, "card": 1, "phone": 2}
"""How many of a strong kind one person may have; kinds that are not here are weak."""
JOINS = {"unionid": 3, "card": 3, "phone": 3, "email": 3, "device": 3}


@dataclass
class Told:
    """Rows of identifiers seen together; groups declared one; decisions that keep sides apart."""

    rows: list[frozenset[Name]]
    one: list[frozenset[Name]] = field(default_factory=list)
    apart: list[tuple[frozenset[Name], ...]] = field(default_factory=list)


def persons(told: Told) -> set[frozenset[Name]]:
    """Return every person as the set of his identifiers."""
    names = {name for row in told.rows for name in row} | {n for s in told.one for n in s}
    names |= {n for sides in told.apart for side in sides for n in side}
    group_of = _united(names, told.one)
    seen_with = {name: {frozenset([n]) for row in told.rows if name in row for n in row} for name in names}
    over = {name for name in names if seen_with[name] and _people(seen_with[name]) > JOINS[name[0]]}
    groups = set(group_of.values())
    near: dict[frozenset[Name], set[frozenset[Name]]] = {group: set() for group in groups}
    for row in told.rows:
        for a, b in combinations(row, 2):
            if group_of[a] != group_of[b] and not {a, b} & over and not _decided(a, b, told.apart):
                near[group_of[a]].add(group_of[b])
                near[group_of[b]].add(group_of[a])
    free = {g for g in groups if _is_strong(g) and _people([g, *near[g]]) <= 1}
    placed = []
    for part in _parts(free, near):
        placed += _possible(part, near, told.apart)
    wanted = {}
    for group in groups:
        if not _is_strong(group):
            to = [part for part in placed if part & near[group]]
            if len(to) == 1:
                wanted[group] = to[0]
    found = {part: set(part) for part in map(frozenset, placed)}
    for group, part in wanted.items():
        rivals = {other for other, its in wanted.items() if its is part}
        if not any(_keeps_apart(told.apart, [group, other]) for other in rivals | part):
            found[frozenset(part)].add(group)
    seen = {group for part in found.values() for group in part}
    everyone = [*found.values(), *({group} for group in groups - seen)]
    return {frozenset(name for group in part for name in group) for part in everyone}


def _possible(part, near, apart):  # type: ignore[no-untyped-def]
    """Return the parts of a component that can be persons, without those held back."""
    kept, parts = set(part), [set(part)]
    for rank in reversed(range(len(STRENGTH))):
        wrong = [p for p in parts if not _can_be(p, apart)]
        kept -= {g for p in wrong for g in p if _best(g) == rank}
        parts = _parts(kept, near)
    for rank in range(len(STRENGTH)):
        wants = {}
        for group in part - kept:
            to = [i for i, p in enumerate(parts) if p & near[group]]
            if _best(group) == rank and len(to) == 1:
                wants.setdefault(to[0], set()).add(group)
        for place, groups in wants.items():
            if _can_be(parts[place] | groups, apart):
                parts[place] |= groups
                kept |= groups
    return parts


def _can_be(groups, apart) -> bool:  # type: ignore[no-untyped-def]
    return _people(groups) <= 1 and not _keeps_apart(apart, groups)


def _people(groups) -> int:  # type: ignore[no-untyped-def]
    """Return the fewest people who can hold all that; a kind counts once a group."""
    return max([1, *(ceil(sum(any(n[0] == kind for n in g) for g in groups) / most) for kind, most in HOLDS.items())])


def _keeps_apart(apart, groups) -> bool:  # type: ignore[no-untyped-def]
    names = {name for group in groups for name in group}
    return any(sum(bool(side & names) for side in sides) > 1 for sides in apart)


def _decided(a: Name, b: Name, apart: Iterable[tuple[frozenset[Name], ...]]) -> bool:
    return any(
        i != j and a in one and b in other
        for sides in apart for i, one in enumerate(sides) for j, other in enumerate(sides)
    )  # fmt: skip


def _united(names, sets):  # type: ignore[no-untyped-def]
    group_of = {name: frozenset([name]) for name in names}
    for together in sets:
        union = frozenset(name for one in together for name in group_of[one])
        group_of.update(dict.fromkeys(union, union))
    return group_of


def _parts(groups, near):  # type: ignore[no-untyped-def]
    left, parts = set(groups), []
    while left:
        part, waiting = set(), [left.pop()]
        while waiting:
            one = waiting.pop()
            part.add(one)
            waiting += near[one] & left
            left -= near[one]
        parts.append(part)
    return parts


def _is_strong(group: frozenset[Name]) -> bool:
    return any(name[0] in HOLDS for name in group)


def _best(group: frozenset[Name]) -> int:
    return min(STRENGTH.index(name[0]) for name in group)
