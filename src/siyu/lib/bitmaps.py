"""Sets of dense member ids as Roaring bitmaps, cut into chunks of 2¹⁶ ids so that a change rewrites little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from pyroaring import BitMap

CHUNK_BITS = 16


def from_ids(ids: Iterable[int] | np.ndarray) -> BitMap:
    """Return the set of the ids; an unsigned 32-bit array is taken over without a Python loop."""
    if isinstance(ids, np.ndarray):
        return BitMap(np.ascontiguousarray(ids, dtype=np.uint32))
    return BitMap(ids)


def to_chunks(members: BitMap) -> dict[int, bytes]:
    """Return `{chunk number: serialised bitmap}`; empty chunks are absent."""
    if not members:
        return {}
    chunks: dict[int, bytes] = {}
    for chunk in range(members.min() >> CHUNK_BITS, (members.max() >> CHUNK_BITS) + 1):
        start = chunk << CHUNK_BITS
        part = members & BitMap(range(start, start + (1 << CHUNK_BITS)))
        if part:
            chunks[chunk] = part.serialize()
    return chunks


def from_chunks(chunks: Mapping[int, bytes | memoryview]) -> BitMap:
    """Return the union of serialised chunks."""
    return BitMap.union(*(BitMap.deserialize(bytes(raw)) for raw in chunks.values())) if chunks else BitMap()
