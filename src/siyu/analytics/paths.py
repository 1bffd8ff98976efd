"""What members do after something, or before it: one path a member, and the ways that many paths share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from siyu.analytics.histories import Histories

LONGEST = 5
END = -1
"""On a path: nothing more in time. It stands from there to the path's end."""


def walk_paths(
    found: Histories, bits: int, anchor: int, length: int, window: int, *, to: bool = False, collapse: bool = True
) -> NDArray[np.int16]:
    """Return one row a member who did the anchor: its code, then what came next within `window` of it, then `END`.

    The lower `bits` of an act are its code, the upper ones its instant; acts of one instant stand in the order of their
    codes. A path begins with the member's first anchor; with `to` it begins with the last one and goes back in time. With
    `collapse` a code never follows itself. Raises `ValueError` for a length outside 2 to 5.
    """
    if not 2 <= length <= LONGEST:
        raise ValueError(f"a path has 2 to {LONGEST} steps")
    paths = np.full((len(found), length), END, dtype=np.int16)
    _walk(found.starts, found.acts, bits, anchor, window, -1 if to else 1, collapse, paths)
    walked: NDArray[np.int16] = paths[paths[:, 0] != END]
    return walked


@njit(cache=True)
def _walk(
    starts: NDArray[np.int64], acts: NDArray[np.int64], bits: int, anchor: int, window: int, step: int, collapse: bool,
    paths: NDArray[np.int16],
) -> None:  # fmt: skip
    low = (1 << bits) - 1
    for member in range(len(starts) - 1):
        at = starts[member] if step > 0 else starts[member + 1] - 1
        end = starts[member + 1] if step > 0 else starts[member] - 1
        while at != end and acts[at] & low != anchor:
            at += step
        if at == end:
            continue
        began, kept = acts[at] >> bits, 0
        while at != end and kept < paths.shape[1] and abs((acts[at] >> bits) - began) <= window:
            code = acts[at] & low
            if not (collapse and kept > 0 and paths[member, kept - 1] == code):
                paths[member, kept] = code
                kept += 1
            at += step


@dataclass(frozen=True)
class Ways:
    """Paths with rare codes as one.

    `names` are the codes that kept their name, the most frequent first; `other` is the code that stands for all others,
    None when there are none. A link is (position from 0, code, next code or `END`, members); at every position as many
    come in as go on or end. A sequence is its codes without `END`, and members.
    """

    names: list[int]
    other: int | None
    links: list[tuple[int, int, int, int]]
    sequences: list[tuple[tuple[int, ...], int]]


def share_ways(paths: NDArray[np.int16], most_names: int, most_sequences: int) -> Ways:
    """Return the links and the most frequent sequences of paths.

    After the first step the `most_names` most frequent codes keep their name, all others become one.
    """
    steps = paths[:, 1:]
    codes, counts = np.unique(steps[steps != END], return_counts=True)
    kept = codes[np.lexsort((codes, -counts))][:most_names].tolist()
    other = int(paths.max()) + 1 if len(paths) else 0
    shown = np.where((steps == END) | np.isin(steps, kept), steps, other)
    named = np.column_stack([paths[:, :1], shown]).astype(np.int64)
    links = [
        (position, int(code), int(following), int(count))
        for position in range(named.shape[1] - 1)
        for (code, following), count in zip(
            *_counted(named[named[:, position] != END][:, position : position + 2]), strict=True
        )
    ]
    rows, often = _counted(named)
    best = np.lexsort((*rows.T[::-1], -often))[:most_sequences]
    sequences = [(tuple(code for code in map(int, rows[one]) if code != END), int(often[one])) for one in best]
    return Ways(kept, other if len(codes) > len(kept) else None, links, sequences)


def _counted(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if not len(rows):
        return rows, np.empty(0, dtype=np.int64)
    found, counts = np.unique(rows, axis=0, return_counts=True)
    return found, counts
