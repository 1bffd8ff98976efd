"""The compiled walks of linking, each over all groups or pairs once. Rows of lists are (starts, values); the lists of node n
are `values[starts[n]:starts[n + 1]]`. Without decisions `starts` has one entry."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Flags = NDArray[np.bool_]


def rows_of(count: int, node: Ids, value: Ids) -> tuple[Ids, Ids]:
    """Return the different values of each node as rows."""
    if not len(node):
        return np.zeros(count + 1, dtype=np.int32), np.empty(0, dtype=np.int32)
    if len(node) == count and node[0] == 0 and bool(np.all(np.diff(node) == 1)):
        return np.arange(count + 1, dtype=np.int32), value.astype(np.int32)
    many = int(value.max()) + 1
    pairs = np.unique(node.astype(np.int64) * many + value)
    starts = np.searchsorted(pairs, np.arange(count + 1, dtype=np.int64) * many).astype(np.int32)
    return starts, (pairs % many).astype(np.int32)


@njit(cache=True)
def neighbours(count: int, left: Ids, right: Ids) -> tuple[NDArray[np.int64], Ids]:
    """Return of each node the nodes it was seen with; one seen twice stands there twice."""
    starts = np.zeros(count + 2, dtype=np.int64)
    for place in range(len(left)):
        starts[left[place] + 2] += 1
        starts[right[place] + 2] += 1
    for node in range(count):
        starts[node + 2] += starts[node + 1]
    near = np.empty(2 * len(left), dtype=np.int32)
    for place in range(len(left)):
        a, b = left[place], right[place]
        near[starts[a + 1]] = b
        starts[a + 1] += 1
        near[starts[b + 1]] = a
        starts[b + 1] += 1
    return starts[: count + 1], near


@njit(cache=True)
def strongest(count: int, starts: Ids, kind: Ids, rank: Ids, is_strong: Flags) -> tuple[Flags, Ids]:
    """Return whether a node holds a strong identifier, and the rank of its strongest one."""
    strong, best = np.zeros(count, dtype=np.bool_), np.full(count, 1 << 20, dtype=np.int32)
    for node in range(count):
        for place in range(starts[node], starts[node + 1]):
            strong[node] |= is_strong[kind[place]]
            best[node] = min(best[node], rank[kind[place]])
    return strong, best


@njit(cache=True)
def most_joined(count: int, starts: Ids, kind: Ids, rank: Ids, joins: Ids) -> Ids:
    """Return how many people a node may join: what its strongest identifier may."""
    most, best = np.full(count, 1 << 30, dtype=np.int32), np.full(count, 1 << 20, dtype=np.int32)
    for node in range(count):
        for place in range(starts[node], starts[node + 1]):
            if rank[kind[place]] < best[node]:
                best[node], most[node] = rank[kind[place]], joins[kind[place]]
    return most


@njit(cache=True)
def void_pairs(left: Ids, right: Ids, starts: Ids, number: Ids, side: Ids) -> Flags:
    """Return which pairs lie between two sides of a decision."""
    void = np.zeros(len(left), dtype=np.bool_)
    if len(starts) == 1:
        return void
    for place in range(len(left)):
        a, b = left[place], right[place]
        for mine in range(starts[a], starts[a + 1]):
            for other in range(starts[b], starts[b + 1]):
                void[place] |= number[mine] == number[other] and side[mine] != side[other]
    return void


@njit(cache=True)
def people(
    first: NDArray[np.int64], near: Ids, starts: Ids, kind: Ids, is_strong: Flags, holds: Ids, skip: Flags
) -> Ids:  # fmt: skip
    """Return the fewest people who can hold what a node and its neighbours hold, without those to skip."""
    count = len(first) - 1
    least = np.ones(count, dtype=np.int32)
    counts, seen = np.zeros(len(holds), dtype=np.int64), np.full(count, -1, dtype=np.int32)
    for node in range(count):
        if skip[node] or first[node + 1] == first[node]:
            continue
        counts[:] = 0
        seen[node] = node
        for place in range(starts[node], starts[node + 1]):
            counts[kind[place]] += 1
        for place in range(first[node], first[node + 1]):
            other = near[place]
            if seen[other] != node and not skip[other]:
                seen[other] = node
                for at in range(starts[other], starts[other + 1]):
                    counts[kind[at]] += 1
        for one in range(len(holds)):
            if is_strong[one]:
                least[node] = max(least[node], (counts[one] + holds[one] - 1) // holds[one])
    return least


@njit(cache=True)
def _by_label(label: NDArray[Any], among: Flags) -> tuple[Ids, Ids]:
    """Return (starts, nodes) of the nodes among, by label."""
    count = len(label)
    starts = np.zeros(count + 2, dtype=np.int32)
    for node in range(count):
        if among[node]:
            starts[label[node] + 2] += 1
    for one in range(count):
        starts[one + 2] += starts[one + 1]
    nodes = np.empty(starts[count + 1], dtype=np.int32)
    for node in range(count):
        if among[node]:
            nodes[starts[label[node] + 1]] = node
            starts[label[node] + 1] += 1
    return starts[: count + 1], nodes


@njit(cache=True)
def impossible(
    label: NDArray[Any], among: Flags, starts: Ids, kind: Ids, is_strong: Flags, holds: Ids, at: Ids, number: Ids, side: Ids,
) -> Flags:  # fmt: skip
    """Return of each label whether its nodes hold more than one person may, or lie on two sides of a decision."""
    wrong = np.zeros(len(label), dtype=np.bool_)
    counts = np.zeros(len(holds), dtype=np.int64)
    first, nodes = _by_label(label, among)
    decided = len(at) > 1
    last_side = np.full(number.max() + 1 if len(number) else 1, -1, dtype=np.int32)
    last_label = np.full(len(last_side), -1, dtype=np.int64)
    for one in range(len(label)):
        if first[one + 1] - first[one] < 1:
            continue
        for place in range(first[one], first[one + 1]):
            node = nodes[place]
            for held in range(starts[node], starts[node + 1]):
                counts[kind[held]] += 1
                wrong[one] |= is_strong[kind[held]] and counts[kind[held]] > holds[kind[held]]
            if decided:
                for told in range(at[node], at[node + 1]):
                    wrong[one] |= last_label[number[told]] == one and last_side[number[told]] != side[told]
                    last_label[number[told]], last_side[number[told]] = one, side[told]
        for place in range(first[one], first[one + 1]):
            for held in range(starts[nodes[place]], starts[nodes[place] + 1]):
                counts[kind[held]] = 0
    return wrong


@njit(cache=True)
def attach_held(
    label: Ids, was: Ids, waiting: Flags, placed: Flags, first: NDArray[np.int64], near: Ids, starts: Ids, kind: Ids,
    is_strong: Flags, holds: Ids, at: Ids, number: Ids, side: Ids,
) -> None:  # fmt: skip
    """Place every waiting node with the one label its placed neighbours have, unless those that want to a label are together
    impossible there: then none of them is placed."""
    wanted = label.copy()
    trial = placed.copy()
    for node in range(len(label)):
        if not waiting[node]:
            continue
        found = -1
        for place in range(first[node], first[node + 1]):
            other = near[place]
            if placed[other] and was[other] == was[node]:
                if found == -1:
                    found = label[other]
                elif found != label[other]:
                    found = -2
        if found >= 0:
            wanted[node] = found
            trial[node] = True
    wrong = impossible(wanted, trial, starts, kind, is_strong, holds, at, number, side)
    for node in range(len(label)):
        if waiting[node] and trial[node] and not wrong[wanted[node]]:
            label[node], placed[node] = wanted[node], True


@njit(cache=True)
def attach_weak(
    label: NDArray[np.int64],
    first: NDArray[np.int64],
    near: Ids,
    placed: Flags,
    weak: Flags,
    at: Ids,
    number: Ids,
    side: Ids,
) -> Flags:
    """Give each weak node the label of the person all its placed strong neighbours belong to, if that is one and no decision
    keeps them, or two weak nodes that want to the same, apart; return which have neighbours of several people."""
    wanted = label.copy()
    several = np.zeros(len(label), dtype=np.bool_)
    for node in range(len(label)):
        if not weak[node]:
            continue
        found = np.int64(-1)
        for place in range(first[node], first[node + 1]):
            other = near[place]
            if placed[other]:
                if found == -1:
                    found = label[other]
                elif found != label[other]:
                    found = np.int64(-2)
        if found >= 0:
            wanted[node] = found
        several[node] = found == -2
    if len(at) > 1:
        _drop_apart(wanted, label, weak, at, number, side)
    label[:] = wanted
    return several


@njit(cache=True)
def _drop_apart(
    wanted: NDArray[np.int64], label: NDArray[np.int64], weak: Flags, at: Ids, number: Ids, side: Ids
) -> None:
    told = np.flatnonzero(at[1:] > at[:-1])
    barred = np.zeros(len(told), dtype=np.bool_)
    for place in range(len(told)):
        node = told[place]
        if not weak[node]:
            continue
        for other in told:
            if other != node and wanted[other] == wanted[node]:
                for mine in range(at[node], at[node + 1]):
                    for its in range(at[other], at[other + 1]):
                        barred[place] |= number[mine] == number[its] and side[mine] != side[its]
    for place in range(len(told)):
        if barred[place]:
            wanted[told[place]] = label[told[place]]
