"""Turning the column `who` of a chunk into `source_id`: each distinct combination of identifiers is looked up once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from siyu.accounts.models import Workspace
from siyu.connect.imports.identifiers import BETWEEN
from siyu.connect.loads.stages import resolve


@dataclass(frozen=True, slots=True)
class Identified:
    """Rows with `source_id`, and of each row whether it brought an identifier that was new."""

    rows: pa.Table
    fresh: pa.Array
    tallies: dict[str, int]


def identify(workspace: Workspace, rows: pa.Table, kinds: Sequence[str]) -> Identified:
    """Return the rows with `source_id` for `who`, null where nobody is named, and what is worth a note."""
    who = rows["who"].combine_chunks().cast(pa.string()).dictionary_encode()
    without = rows.drop_columns("who")
    combinations = [text.split(BETWEEN) for text in who.dictionary.to_pylist()]
    if not combinations:
        nobody = without.append_column("source_id", pa.nulls(len(rows), pa.int64()))
        tallies = {"unidentified": len(rows)} if kinds else {}
        return Identified(nobody, pa.repeat(pa.scalar(False), len(rows)), tallies)
    values = [(kind, [parts[place] or None for parts in combinations]) for place, kind in enumerate(kinds)]
    found = resolve(workspace, values)
    ids = pa.array(found.source_ids, pa.int64()).take(who.indices)
    conflicting = pc.sum(pa.array(found.conflicting).take(who.indices)).as_py() or 0
    tallies = {"members_made": found.made, "conflicting_identifiers": conflicting, "unidentified": ids.null_count}
    fresh = pa.array(found.fresh).take(who.indices).fill_null(False).to_numpy(zero_copy_only=False)
    fresh &= _is_first(who.indices)
    return Identified(without.append_column("source_id", ids), pa.array(fresh), tallies)


def _is_first(numbers: pa.Array) -> NDArray[np.bool_]:
    """Say of each row whether its number stands there for the first time."""
    first = np.zeros(len(numbers), dtype=np.bool_)
    first[np.unique(numbers.fill_null(-1).to_numpy(), return_index=True)[1]] = True
    return first
