"""Families of people by any ids they share: pairs (person, identifier) of arbitrary integers, numbered densely and united."""

from __future__ import annotations

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from siyu.analytics.components import top_of

PARTS_BITS = 9
_PARTS = 1 << PARTS_BITS
_MIX = np.uint64(0xD6E8FEB86659FD93)


def families(person: NDArray[np.int64], identifier: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return of each pair the family of its person, a number from 0 that only its family has.

    `person[i]` was seen with `identifier[i]`; persons who share an identifier are one family. Both are any integers, and are
    told apart even when they are equal. Takes some forty bytes a pair beside the given.
    """
    people, count = dense(person)
    values, _ = dense(identifier)
    above = np.arange(count, dtype=np.int32)
    first = np.full(int(values.max()) + 1 if len(values) else 0, -1, dtype=np.int32)
    _unite_by(above, first, people, values)
    return _family_of(above, people)


def dense(ids: NDArray[np.int64]) -> tuple[NDArray[np.int32], int]:
    """Return a number from 0 for each id, the same for the same, and how many there are.

    The ids are dealt into parts by a hash, so that the table of each part lies in the processor's cache.
    """
    if len(ids) >= 1 << 31:
        raise ValueError("there are 2³¹ ids or more")
    starts, order = _deal(ids)
    numbers = np.empty(len(ids), dtype=np.int32)
    counts = np.zeros(_PARTS, dtype=np.int64)
    _number_parts(ids, starts, order, numbers, counts)
    before = np.cumsum(counts) - counts
    _shift(starts, order, numbers, before.astype(np.int32))
    return numbers, int(counts.sum())


@njit(cache=True)
def _hash(one: int) -> np.uint64:
    mixed = np.uint64(one)
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    return mixed * _MIX


@njit(cache=True)
def _deal(ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return (starts, places) of the ids by part."""
    starts = np.zeros(_PARTS + 1, dtype=np.int64)
    for one in ids:
        starts[(_hash(one) >> np.uint64(64 - PARTS_BITS)) + np.uint64(1)] += 1
    for part in range(_PARTS):
        starts[part + 1] += starts[part]
    at = starts[:-1].copy()
    order = np.empty(len(ids), dtype=np.int32)
    for place in range(len(ids)):
        dealt = _hash(ids[place]) >> np.uint64(64 - PARTS_BITS)
        order[at[dealt]] = place
        at[dealt] += np.int64(1)
    return starts, order


@njit(cache=True, parallel=True)
def _number_parts(
    ids: NDArray[np.int64], starts: NDArray[np.int64], order: NDArray[np.int32], numbers: NDArray[np.int32],
    counts: NDArray[np.int64],
) -> None:  # fmt: skip
    for part in prange(_PARTS):
        many = starts[part + 1] - starts[part]
        room = 16
        while room < 2 * many:
            room *= 2
        keys, known = np.empty(room, dtype=np.int64), np.full(room, -1, dtype=np.int32)
        found = 0
        for at in range(starts[part], starts[part + 1]):
            place = order[at]
            slot = np.int64(_hash(ids[place]) & np.uint64(room - 1))
            while known[slot] >= 0 and keys[slot] != ids[place]:
                slot = (slot + 1) & (room - 1)
            if known[slot] < 0:
                keys[slot], known[slot] = ids[place], found
                found += 1
            numbers[place] = known[slot]
        counts[part] = found


@njit(cache=True, parallel=True)
def _shift(
    starts: NDArray[np.int64], order: NDArray[np.int32], numbers: NDArray[np.int32], before: NDArray[np.int32]
) -> None:
    for part in prange(_PARTS):
        for at in range(starts[part], starts[part + 1]):
            numbers[order[at]] += before[part]


@njit(cache=True)
def _unite_by(
    above: NDArray[np.int32], first: NDArray[np.int32], people: NDArray[np.int32], values: NDArray[np.int32]
) -> None:
    """Unite everyone with the first who was seen with the same identifier."""
    for place in range(len(people)):
        value = values[place]
        if first[value] < 0:
            first[value] = people[place]
            continue
        a, b = top_of(above, first[value]), top_of(above, people[place])
        if a < b:
            above[b] = a
        elif b < a:
            above[a] = b


@njit(cache=True)
def _family_of(above: NDArray[np.int32], people: NDArray[np.int32]) -> NDArray[np.int64]:
    number = np.full(len(above), -1, dtype=np.int64)
    families = 0
    for node in range(len(above)):
        if above[node] == node:
            number[node] = families
            families += 1
        else:
            # Whoever stands above is smaller and has been numbered before.
            above[node] = above[above[node]]
            number[node] = number[above[node]]
    found = np.empty(len(people), dtype=np.int64)
    for place in range(len(people)):
        found[place] = number[people[place]]
    return found
