"""What was learnt as an Arrow file: a row a product with its popularity and its nearest products."""

from __future__ import annotations

import numpy as np

from siyu.analytics.recommend import Recommender


def packed(products: list[str], made: Recommender) -> bytes:
    """Return the file."""
    import pyarrow as pa

    edges = pa.array(made.alike.indptr.astype(np.int32))
    table = pa.table(
        {
            "key": pa.array(products, pa.string()),
            "popular": pa.array(made.popular),
            "nearest": pa.ListArray.from_arrays(edges, pa.array(made.alike.indices.astype(np.int32))),
            "likeness": pa.ListArray.from_arrays(edges, pa.array(made.alike.data.astype(np.float32))),
        }
    )
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def unpacked(file: bytes) -> tuple[list[str], Recommender]:
    """Return products and what was learnt of them."""
    import pyarrow as pa
    import scipy.sparse as sp

    table = pa.ipc.open_file(pa.BufferReader(file)).read_all().combine_chunks()
    nearest, likeness = (table[name].chunk(0) for name in ("nearest", "likeness"))
    size = table.num_rows
    parts = likeness.flatten().to_numpy(), nearest.flatten().to_numpy(), nearest.offsets.to_numpy()
    return table["key"].to_pylist(), Recommender(sp.csr_matrix(parts, shape=(size, size)), table["popular"].to_numpy())
