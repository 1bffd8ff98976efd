"""Connected components of very many small families, or of one large one: a union-find over dense ids, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ids = NDArray[np.int32]


def components(count: int, left: NDArray[np.integer[Any]], right: NDArray[np.integer[Any]]) -> Ids:
    """Return of each node 0 … `count` - 1 the smallest node it is connected with.

    `left[i]` and `right[i]` are connected; a pair may stand there several times, in any order. Memory: four bytes a node
    beside the given arrays. Raises `ValueError` for a node outside the range.
    """
    if len(left) != len(right):
        raise ValueError("there are not as many left as right ends")
    if count >= 1 << 31:
        raise ValueError("there are 2³¹ nodes or more")
    for ends in (left, right):
        if len(ends) and not (ends.min() >= 0 and ends.max() < count):
            raise ValueError("an end lies outside the nodes")
    above = np.arange(count, dtype=np.int32)
    _unite(above, left, right)
    _flatten(above)
    return above


@njit(cache=True)
def top_of(above: Ids, node: int) -> int:
    """Return the root of a node, halving its path on the way."""
    while above[node] != node:
        above[node] = above[above[node]]
        node = above[node]
    return node


@njit(cache=True)
def _unite(above: Ids, left: NDArray[np.integer[Any]], right: NDArray[np.integer[Any]]) -> None:
    for place in range(len(left)):
        a, b = top_of(above, left[place]), top_of(above, right[place])
        if a < b:
            above[b] = a
        elif b < a:
            above[a] = b


@njit(cache=True)
def _flatten(above: Ids) -> None:
    # Every root is the smallest of its family, so whoever stands above has been flattened before.
    for node in range(len(above)):
        above[node] = above[above[node]]


def spanning(
    count: int, left: NDArray[np.integer[Any]], right: NDArray[np.integer[Any]], family: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the places of the pairs that hold the families together, the first that do: pairs inside one family, without
    those whose ends are joined by earlier ones."""
    above = np.arange(count, dtype=np.int32)
    return np.flatnonzero(_needed(above, left, right, family))


@njit(cache=True)
def _needed(
    above: Ids, left: NDArray[np.integer[Any]], right: NDArray[np.integer[Any]], family: NDArray[np.int64]
) -> NDArray[np.bool_]:
    needed = np.zeros(len(left), dtype=np.bool_)
    for place in range(len(left)):
        if family[left[place]] == family[right[place]]:
            a, b = top_of(above, left[place]), top_of(above, right[place])
            needed[place] = a != b
            above[max(a, b)] = min(a, b)
    return needed
