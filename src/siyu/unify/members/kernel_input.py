"""Rows of the database as the arrays that linking takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from siyu.analytics.linking import ASKED, Evidence, Kinds, Linked, link
from siyu.unify.members.identifiers import KINDS, RANK

if TYPE_CHECKING:
    from siyu.analytics.components import Ids
    from siyu.unify.members.regions import Held, Region


def kinds_of(known: Sequence[Held]) -> Kinds:
    """Return the rules of kinds, each in its scope."""
    rules = [(KINDS[kind], scope) for kind, scope in known]
    return Kinds(
        rank=np.array([RANK[kind.name] for kind, _ in rules], dtype=np.int32),
        is_strong=np.array([kind.is_strong for kind, _ in rules], dtype=np.bool_),
        holds=np.array([kind.holds_in(scope) for kind, scope in rules], dtype=np.int32),
        joins=np.array([kind.joins for kind, _ in rules], dtype=np.int32),
    )


def link_region(region: Region) -> Linked:
    """Link a region; its ids are numbered as in `region.nodes`."""
    nodes = region.nodes
    place = {number: at for at, number in enumerate(nodes)}
    known = sorted({held for number in nodes for held in region.held[number]})
    code = {held: at for at, held in enumerate(known)}
    settled = region.settled()
    people = sorted({member for member in region.outside.values() if member >= 0})
    person = {member: at for at, member in enumerate(people)}
    outside = np.full(len(nodes), ASKED, dtype=np.int32)
    for number, member in region.outside.items():
        outside[place[number]] = member if member < 0 else person[member]
    pairs = [(place[row.left], place[row.right]) for row in region.evidence.values()]
    one = [(place[a], place[b]) for _, ids in settled.one for a, b in pairwise(sorted(ids))]
    apart = [
        (nth, place[number], nth_side)
        for nth, said in enumerate(settled.apart)
        for nth_side, ids in enumerate(said.sides)
        for number in sorted(ids)
    ]
    holdings = [(place[number], code[held]) for number in nodes for held in region.held[number]]
    node, kind = _columns(holdings, 2)
    left, right = _columns(pairs, 2)
    one_left, one_right = _columns(one, 2)
    no, told, side = _columns(apart, 3)
    evidence = Evidence(len(nodes), node, kind, left, right, one_left, one_right, no, told, side, outside)
    return link(evidence, kinds_of(known or [(next(iter(KINDS)), "")]))


def _columns(rows: Iterable[tuple[int, ...]], width: int) -> tuple[Ids, ...]:
    return tuple(np.ascontiguousarray(np.array(list(rows), dtype=np.int32).reshape(-1, width).T))
