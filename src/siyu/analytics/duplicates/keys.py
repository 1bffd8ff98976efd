"""Keys: people are only compared who share one, and one that too many share is left out, so that work stays bounded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_IN_A_BLOCK = 1_000
BETWEEN = "\x1f"

NAMES = (("given_name", "surname"), ("name",))
"""What is all of a name: divided, or not."""

KEYS: tuple[tuple[str, ...], ...] = (
    *((*name, "birthday") for name in NAMES),
    *((*name, "street") for name in NAMES),
    ("birthday", "street"),
    ("home", "postcode"),
    ("home", "city"),
    ("birthday", "given_name"),
    ("birthday", "surname"),
    ("birthday", "postcode"),
    *((*name, "postcode") for name in NAMES),
    *((*name, "city") for name in NAMES),
    ("given_name", "street"),
    ("number", "postcode"),
    ("number", "surname"),
    ("given_name", "postcode"),
    ("surname", "postcode"),
    ("birthday",),
    *NAMES,
)
"""From the narrow to the wide: the narrow ones are afforded first."""


def pairs_of(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many pairs there are among so many."""
    return counts * (counts - 1) // 2


def codes_of(people: pa.Table, columns: Sequence[str]) -> NDArray[np.int64]:
    """Return a number for each person that those share who agree in all columns, -1 where one is not known."""
    arrays = [people[column].combine_chunks() for column in columns]
    joined = pc.binary_join_element_wise(*arrays, BETWEEN, null_handling="emit_null")
    codes = pc.fill_null(joined.dictionary_encode().indices, -1)
    found: NDArray[np.int64] = codes.to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def limit_blocks(
    codes: NDArray[np.int64], most_pairs: int, *, largest: int = MOST_IN_A_BLOCK
) -> tuple[NDArray[np.int64], int]:
    """Return the codes, -1 for those nobody or too many share, and how many pairs are left, at most `most_pairs`.

    The largest blocks are left out first: a placeholder, the name of thousands.
    """
    counts = np.bincount(codes[codes >= 0]) if (codes >= 0).any() else np.zeros(0, dtype=np.int64)
    sizes, often = np.unique(counts[counts > 1], return_counts=True)
    together = np.cumsum(pairs_of(sizes) * often)
    fits = (together <= most_pairs) & (sizes <= largest)
    if not fits.any():
        return np.full_like(codes, -1), 0
    kept = (counts > 1) & (counts <= sizes[fits][-1])
    return np.where((codes >= 0) & np.append(kept, False)[codes], codes, -1), int(together[fits][-1])


def add_keys(people: pa.Table, most_pairs: int) -> tuple[pa.Table, list[str]]:
    """Return the people with a column a key, and the names of these columns; all together bring at most `most_pairs`."""
    names: list[str] = []
    for columns in KEYS:
        if not set(columns) <= set(people.column_names):
            continue
        codes, pairs = limit_blocks(codes_of(people, columns), most_pairs)
        if pairs:
            most_pairs -= pairs
            names.append(f"key_{len(names)}")
            people = people.append_column(names[-1], as_column(codes))
    return people, names


def as_column(codes: NDArray[np.int64]) -> pa.Array:
    """Return codes as integers, null for -1."""
    return pa.array(codes, mask=codes < 0)
