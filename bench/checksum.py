"""One number for an answer: equal answers have equal checksums whoever computed them."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

DIGITS = 6


def checksum(answer: pa.Table) -> str:
    """Return a digest of the rows, sorted by the first column; floats count to six digits, missing is missing."""
    answer = answer.sort_by(answer.column_names[0])
    digest = blake2b(digest_size=8)
    for name in answer.column_names:
        digest.update(name.encode())
        for part in _bytes(answer[name].combine_chunks()):
            digest.update(part)
    return digest.hexdigest()


def _bytes(column: pa.Array) -> list[bytes]:
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, kind), column)
    missing = column.is_null().to_numpy(zero_copy_only=False).astype(np.uint8).tobytes()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or str(kind) == "string_view":
        text = pc.fill_null(column.cast(pa.string()), "")
        lengths = pc.binary_length(text).to_numpy().astype(np.int32).tobytes()
        return [missing, lengths, pc.binary_join(text_list(text), "")[0].as_py().encode()]
    if pa.types.is_temporal(kind):
        column = column.cast(pa.date32()).cast(pa.int32())
    values = pc.fill_null(column.cast(pa.float64()), 0).to_numpy(zero_copy_only=False)
    return [missing, (np.round(values, DIGITS) + 0.0).tobytes()]


def text_list(text: pa.Array) -> pa.Array:
    """Return one list that holds all the texts."""
    return pa.LargeListArray.from_arrays(pa.array([0, len(text)], pa.int64()), text)
