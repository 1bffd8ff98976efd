"""Bringing kept features up to date: only what may differ is computed anew, with the rows a full computation gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyroaring import BitMap

from siyu.understand.features.compute import compute, from_features, with_needed
from siyu.understand.features.edges import edges_of, kind_of
from siyu.understand.features.registry import DERIVED, Feature
from siyu.understand.features.stale import Kept, stale_members, union_of
from siyu.understand.inputs import Inputs

MOST = 0.5
"""Where more of the base is out of date, reading everybody's rows costs no more than picking some out."""


def refresh(inputs: Inputs, features: Sequence[Feature], kept: Kept) -> tuple[pa.Table, BitMap]:
    """Return the rows that `compute` gives for the features, and the members of whom facts were read again.

    `kept.rows` hold every feature that is read from facts. Features of features are always computed for everybody.
    """
    ids = np.array(inputs.base, dtype=np.int64)
    facts = [feature for feature in with_needed(features) if feature.source != DERIVED]
    stale = stale_members(inputs, kept, edges_of(facts))
    columns: dict[str, pa.ChunkedArray] = {}
    for kind, members in stale.items():
        names = [feature.name for feature in facts if kind_of(feature) == kind]
        limit = members if len(members) < MOST * len(ids) else None
        found = compute(inputs, names, limit) if members else None
        columns |= _patched(kept.rows.select(["member_id", *names]), found, ids)
    columns |= from_features(inputs, features, ids, columns)
    rows = pa.table({"member_id": ids, **{feature.name: columns[feature.name] for feature in features}})
    return rows, union_of(stale.values())


def _patched(kept: pa.Table, found: pa.Table | None, ids: np.ndarray) -> dict[str, pa.ChunkedArray]:
    """Return the columns for each of `ids`: as found anew, else as kept."""
    known = kept["member_id"].to_numpy()
    if not np.array_equal(known, ids):
        # Whoever is not among the kept ones is among the found ones; until then any row stands in.
        rows = np.minimum(np.searchsorted(known, ids), max(len(known) - 1, 0))
        kept = kept.take(rows) if len(known) else _blank(kept.schema, len(ids))
    if found is None:
        return {name: kept[name] for name in kept.column_names[1:]}
    is_fresh = pa.array(np.isin(ids, found["member_id"].to_numpy(), assume_unique=True))
    return {
        name: pc.replace_with_mask(
            kept[name].combine_chunks(), is_fresh, found[name].combine_chunks().cast(kept[name].type)
        )
        for name in kept.column_names[1:]
    }


def _blank(schema: pa.Schema, rows: int) -> pa.Table:
    return pa.table({field.name: pa.nulls(rows, field.type) for field in schema})
