"""Sets of members in chunks."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.lib.bitmaps import from_chunks, from_ids, to_chunks

sets = st.sets(st.integers(0, 1_000_000), max_size=60)


@given(sets)
def test_chunks_put_together_are_the_set(ids: set[int]) -> None:
    chunks = to_chunks(BitMap(ids))
    assert set(from_chunks(chunks)) == ids
    assert all(BitMap.deserialize(raw).min() >> 16 == number for number, raw in chunks.items())


@given(sets)
def test_an_array_makes_the_same_set_as_its_numbers(ids: set[int]) -> None:
    assert from_ids(np.array(sorted(ids), dtype=np.int64)) == from_ids(ids)
