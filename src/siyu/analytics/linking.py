"""Who is one person: a pure function of which identifiers were seen together and of what people decided.

The same evidence gives the same persons in whatever order it came in. The rules:

1. Identifiers that a person declared to be one count as one (*group*). Evidence between two sides of a decision to keep
   apart is void.
2. An identifier whose neighbours can not belong to one person, because they hold more of a kind than one person may, is
   *shared*: it links nobody. A phone with two cards is one. One that would join more than `joins` people, whatever was
   decided, is *overshared*: all evidence at it is as if nobody had seen it.
3. Strong identifiers that are not shared link. What is connected is one person, unless it holds more of a kind than one
   person may or somebody decided that parts of it are apart. Then the identifiers of its weakest kind are held back, then
   those of the next kind, until what is left is possible. A held back identifier belongs to the person all its other
   evidence points to, if that is one and has room for it; else it stands alone (*full*).
4. A weak identifier links nobody. It belongs to the person whom all its strong evidence points to, if that is one; if that
   are several, it is shared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from siyu.analytics import link_kernels as kernels
from siyu.analytics.components import components

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from siyu.analytics.components import Ids

FREE, SHARED, OVERSHARED, FULL = 0, 1, 2, 3
ASKED, ALONE, OUT = -1, -2, -3
"""A node that is to be linked; one that is known to stand alone; one that is known to be overshared."""


def _none() -> Ids:
    return np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of identifiers, one entry each: `rank` 0 is the strongest, a person holds at most `holds` of a strong kind, and a
    value that would join more than `joins` people is overshared."""

    rank: Ids
    is_strong: NDArray[np.bool_]
    holds: Ids
    joins: Ids


@dataclass(frozen=True, slots=True)
class Evidence:
    """Nodes 0 … `count` - 1. Node `node[i]` is an identifier of kind `kind[i]`; `left[i]` and `right[i]` were seen together.

    `one_left[i]` and `one_right[i]` were declared one person. `apart_node[i]` is on side `apart_side[i]` of the decision
    `apart_no[i]`, ascending: nodes on different sides of a decision are different people.
    `settled` is None, or of each node `ASKED`, except for those whose evidence is not all here: they are not asked about and
    belong to the person of that number, or are `ALONE` or `OUT`.
    """

    count: int
    node: Ids
    kind: Ids
    left: Ids
    right: Ids
    one_left: Ids = field(default_factory=_none)
    one_right: Ids = field(default_factory=_none)
    apart_no: Ids = field(default_factory=_none)
    apart_node: Ids = field(default_factory=_none)
    apart_side: Ids = field(default_factory=_none)
    settled: Ids | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """Of each node: its person, a number that only its person has (`count` + the number of a settled one), and why it is held
    back: `FREE`, `SHARED`, `OVERSHARED` or `FULL`. `void` says of each pair whether a decision forbids it."""

    person: NDArray[np.int64]
    why: NDArray[np.int8]
    void: NDArray[np.bool_]


def link(evidence: Evidence, kinds: Kinds) -> Linked:
    """Return who is one person. Takes, beside its input, some thirty bytes a pair and sixty a node."""
    over = _overshared(evidence, kinds)
    group, groups = _groups(evidence)
    void = kernels.void_pairs(evidence.left, evidence.right, *_sides(evidence.count, evidence, evidence.apart_node))
    graph = _graph(evidence, kinds, group, groups, over, void)
    people = kernels.people(*graph.near, *graph.held, kinds.is_strong, kinds.holds, graph.skip)
    why = np.where(people > 1, SHARED, FREE).astype(np.int8)
    settled = _settled(evidence, group, groups)
    links = graph.is_strong & (why == FREE) & (settled == ASKED) & ~graph.skip
    label = _components_among(groups, graph.left, graph.right, links)
    wrong = kernels.impossible(label, links, *graph.held, kinds.is_strong, kinds.holds, *graph.sides)
    if wrong.any():
        _take_apart(graph, label, why, links & wrong[label], kinds)
    persons = np.where(settled >= 0, groups + settled, label.astype(np.int64))
    placed = graph.is_strong & (why == FREE) & (settled >= ASKED) & ~graph.skip
    weak = ~graph.is_strong & (settled == ASKED) & ~graph.skip
    several = kernels.attach_weak(persons, *graph.near, placed, weak, *graph.sides)
    why[weak] = np.where(several[weak], SHARED, FREE)
    person = _numbered(persons[group], groups, evidence.count)
    return Linked(person, np.where(over, OVERSHARED, why[group]).astype(np.int8), void)


def _overshared(evidence: Evidence, kinds: Kinds) -> NDArray[np.bool_]:
    """Return which nodes would join too many people. What was decided does not count, so that it stays so for ever."""
    held = kernels.rows_of(evidence.count, evidence.node, evidence.kind)
    near = kernels.neighbours(evidence.count, evidence.left, evidence.right)
    people = kernels.people(*near, *held, kinds.is_strong, kinds.holds, np.zeros(evidence.count, dtype=np.bool_))
    over = people > kernels.most_joined(evidence.count, *held, kinds.rank, kinds.joins)
    return over if evidence.settled is None else over | (evidence.settled == OUT)


@dataclass(frozen=True, slots=True)
class _Graph:
    """Groups and what they were seen with; those to `skip` are as if nobody had seen them."""

    left: Ids
    right: Ids
    near: tuple[NDArray[np.int64], Ids]
    held: tuple[Ids, Ids]
    sides: tuple[Ids, Ids, Ids]
    is_strong: NDArray[np.bool_]
    rank: Ids
    skip: NDArray[np.bool_]


def _graph(
    evidence: Evidence, kinds: Kinds, group: Ids, groups: int, over: NDArray[np.bool_], void: NDArray[np.bool_]
) -> _Graph:
    left, right, skip = evidence.left, evidence.right, over
    if len(evidence.one_left) or len(evidence.apart_no):
        kept = ~(void | over[left] | over[right]) & (group[left] != group[right])
        left, right, skip = group[left[kept]], group[right[kept]], np.zeros(groups, dtype=np.bool_)
    held = kernels.rows_of(groups, group[evidence.node], evidence.kind)
    is_strong, rank = kernels.strongest(groups, *held, kinds.rank, kinds.is_strong)
    sides = _sides(groups, evidence, group[evidence.apart_node])
    return _Graph(left, right, kernels.neighbours(groups, left, right), held, sides, is_strong, rank, skip)


def _sides(count: int, evidence: Evidence, node: Ids) -> tuple[Ids, Ids, Ids]:
    """Return (starts, decision, side) of the nodes' places in decisions."""
    if not len(node):
        return np.zeros(1, dtype=np.int32), _none(), _none()
    order = np.argsort(node, kind="stable")
    starts = np.searchsorted(node[order], np.arange(count + 1)).astype(np.int32)
    return starts, evidence.apart_no[order].astype(np.int32), evidence.apart_side[order].astype(np.int32)


def _groups(evidence: Evidence) -> tuple[Ids, int]:
    """Return of each node its group, and how many groups there are."""
    if not len(evidence.one_left):
        return np.arange(evidence.count, dtype=np.int32), evidence.count
    top = components(evidence.count, evidence.one_left, evidence.one_right)
    _, group = np.unique(top, return_inverse=True)
    return group.astype(np.int32), int(group.max()) + 1


def _settled(evidence: Evidence, group: Ids, groups: int) -> NDArray[np.int64]:
    settled = np.full(groups, ASKED, dtype=np.int64)
    if evidence.settled is not None:
        known = np.flatnonzero(evidence.settled != ASKED)
        settled[group[known]] = evidence.settled[known]
    return settled


def _components_among(groups: int, left: Ids, right: Ids, links: NDArray[np.bool_]) -> Ids:
    if links.all():
        return components(groups, left, right)
    both = links[left] & links[right]
    return components(groups, left[both], right[both])


def _take_apart(graph: _Graph, label: Ids, why: NDArray[np.int8], doubtful: NDArray[np.bool_], kinds: Kinds) -> None:
    """Hold identifiers back, the weakest kind first, until every part is possible; then see who they belong to."""
    within = doubtful[graph.left] & doubtful[graph.right]
    left, right = graph.left[within], graph.right[within]
    members = np.flatnonzero(doubtful)
    ranks = np.unique(graph.rank[members])
    was, placed = label.copy(), doubtful.copy()
    for weakest in ranks[::-1]:
        wrong = kernels.impossible(label, placed, *graph.held, kinds.is_strong, kinds.holds, *graph.sides)
        holding = placed & wrong[label] & (graph.rank == weakest)
        if holding.any():
            placed &= ~holding
            both = placed[left] & placed[right]
            label[members] = components(len(label), left[both], right[both])[members]
    for one in ranks:
        waiting = doubtful & ~placed & (graph.rank == one)
        if waiting.any():
            kernels.attach_held(
                label, was, waiting, placed, *graph.near, *graph.held, kinds.is_strong, kinds.holds, *graph.sides
            )
    why[doubtful & ~placed] = FULL


def _numbered(person: NDArray[np.int64], groups: int, count: int) -> NDArray[np.int64]:
    """Return persons called by their smallest node, or `count` + the number of a settled one."""
    inside = person < groups
    smallest = np.full(groups, count, dtype=np.int64)
    nodes = np.flatnonzero(inside)
    smallest[person[nodes[::-1]]] = nodes[::-1]
    return np.where(inside, smallest[np.where(inside, person, 0)], person - groups + count)
