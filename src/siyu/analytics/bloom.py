"""A Bloom filter over 128-bit digests: says at once of most of them that they are not in a large set.

B. H. Bloom, Space/Time Trade-offs in Hash Coding with Allowable Errors, Communications of the ACM 13 (1970) 422–426. The
probes are h₁ + i·h₂ of the digest's two halves (Kirsch and Mitzenmacher, 2006).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

BITS_A_DIGEST = 16
PROBES = 6
"""With sixteen bits and six probes one in about a thousand that are not held seems to be."""
_LEAST_BITS = 1 << 10


class Filter:
    """Digests of sixteen evenly spread bytes; `nbytes` is what it takes of memory."""

    def __init__(self, expected: int) -> None:
        """Make an empty filter for so many digests; more only make it less sure."""
        bits = max(_LEAST_BITS, 1 << (max(expected, 1) * BITS_A_DIGEST - 1).bit_length())
        self._words: NDArray[np.uint64] = np.zeros(bits // 64, dtype=np.uint64)

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return self._words.nbytes

    def add(self, digests: Iterable[bytes]) -> None:
        """Hold these too. Raises `ValueError` for a digest that has not sixteen bytes."""
        _set(self._words, _halves(digests))

    def may_hold(self, digests: Sequence[bytes]) -> NDArray[np.bool_]:
        """Say of each whether it may be held: true of every one that is, and of few that are not."""
        return _test(self._words, _halves(digests))


def _halves(digests: Iterable[bytes]) -> NDArray[np.uint64]:
    joined = b"".join(digests)
    if len(joined) % 16:
        raise ValueError("a digest has sixteen bytes")
    return np.frombuffer(joined, dtype=np.uint64).reshape(-1, 2)


@njit(cache=True)
def _set(words: NDArray[np.uint64], halves: NDArray[np.uint64]) -> None:
    mask = np.uint64(len(words) * 64 - 1)
    for one in range(len(halves)):
        at, step = halves[one, 0], halves[one, 1] | np.uint64(1)
        for _ in range(PROBES):
            bit = at & mask
            words[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))
            at += step


@njit(cache=True)
def _test(words: NDArray[np.uint64], halves: NDArray[np.uint64]) -> NDArray[np.bool_]:
    mask = np.uint64(len(words) * 64 - 1)
    found = np.ones(len(halves), dtype=np.bool_)
    for one in range(len(halves)):
        at, step = halves[one, 0], halves[one, 1] | np.uint64(1)
        for _ in range(PROBES):
            bit = at & mask
            if not words[bit >> np.uint64(6)] >> (bit & np.uint64(63)) & np.uint64(1):
                found[one] = False
                break
            at += step
    return found
