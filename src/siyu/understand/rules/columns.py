"""Leaves about features: which are computed for whom and as of when, and comparing their columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from siyu.lib import bitmaps
from siyu.understand.features.compute import compute
from siyu.understand.rules.beside import Beside
from siyu.understand.rules.leaves.feature import FeatureLeaf
from siyu.understand.rules.leaves.top import TopLeaf
from siyu.understand.rules.masks import COMPARE, mask

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs
    from siyu.understand.rules.tree import Leaf

Key = tuple[bool, int]
"""What is computed at once: for everybody or for the members asked about, and as of how many days ago (0: now)."""


def evaluate_columns(leaves: Sequence[Leaf], inputs: Inputs) -> dict[Leaf, BitMap]:
    """Compute what the leaves name, each feature once for a day, and compare."""
    is_limited = inputs.members is not None
    names: defaultdict[Key, set[str]] = defaultdict(set)
    for leaf in leaves:
        for key, name in _needs(leaf, is_limited=is_limited):
            names[key].add(name)
    tables = {key: _compute(key, sorted(wanted), inputs) for key, wanted in names.items()}
    return {
        leaf: _first(leaf, tables[is_limited, 0], inputs) if isinstance(leaf, TopLeaf) else _compared(leaf, tables)
        for leaf in leaves
    }


def _needs(leaf: Leaf, *, is_limited: bool) -> list[tuple[Key, str]]:
    if isinstance(leaf, TopLeaf):
        return [((is_limited, 0), leaf.by)]
    if not isinstance(leaf, FeatureLeaf):
        raise TypeError(f"{type(leaf).__name__} is not about a feature")
    return [((False, 0), leaf.name), *(((False, one.before), one.feature) for _, one in leaf.beside)]


def _compute(key: Key, names: list[str], inputs: Inputs) -> pa.Table:
    for_everybody, before = key
    asked = inputs.whole if for_everybody else inputs
    return compute(asked.days_before(before) if before else asked, names)


def _compared(leaf: Leaf, tables: dict[Key, pa.Table]) -> BitMap:
    if not isinstance(leaf, FeatureLeaf):
        raise TypeError(f"{type(leaf).__name__} is not about a feature")
    now = tables[False, 0]
    column = now[leaf.name]
    holds = mask(leaf.condition, column)
    for operator, other in leaf.beside:
        holds &= _beside(operator, other, column, tables[False, other.before][other.feature])
    return bitmaps.from_ids(now["member_id"].to_numpy()[holds])


def _beside(operator: str, other: Beside, left: pa.ChunkedArray, right: pa.ChunkedArray) -> np.ndarray:
    """Compare row by row; a missing value on either side is false. A fraction is multiplied out, so that it is exact."""
    if other.times != 1:
        left, right = _multiplied(left, other.times.denominator), _multiplied(right, other.times.numerator)
    return np.asarray(pc.fill_null(COMPARE[operator](left, right), False)).astype(bool)


def _multiplied(column: pa.ChunkedArray, by: int) -> pa.ChunkedArray:
    wide = pa.float64() if pa.types.is_floating(column.type) else pa.int64()
    return pc.multiply(column.cast(wide), pa.scalar(by, wide))


def _first(leaf: TopLeaf, table: pa.Table, inputs: Inputs) -> BitMap:
    edge = edge_of(leaf, table[leaf.by])
    if edge is None:
        return bitmaps.from_ids([])
    compare = COMPARE["gte" if leaf.side == "top" else "lte"]
    holds = pc.fill_null(compare(table[leaf.by], edge), False)
    return bitmaps.from_ids(table["member_id"].to_numpy()[np.asarray(holds).astype(bool)]) & inputs.base


def edge_of(leaf: TopLeaf, values: pa.ChunkedArray) -> Any:
    """Return the value of the last who is in, given everybody's, None when nobody is: who has it too is in as well."""
    known = values.drop_null()
    wanted = ceil(len(known) * leaf.share) if leaf.share is not None else min(leaf.count or 0, len(known))
    if not wanted:
        return None
    numbers = known.to_numpy()
    place = len(numbers) - wanted if leaf.side == "top" else wanted - 1
    return known[int(np.argpartition(numbers, place)[place])]
