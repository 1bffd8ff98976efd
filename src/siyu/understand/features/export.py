"""Features of all members as a file: CSV for people, Parquet for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from siyu.accounts.models import Workspace
from siyu.lib.spreadsheet import csv_lines
from siyu.understand.features.compute import compute
from siyu.understand.features.registry import feature_named
from siyu.understand.opening import open_inputs

ROWS = 10_000


def read_features(workspace: Workspace, names: Sequence[str] | None = None, at: datetime | None = None) -> pa.Table:
    """Return (member_id, features) of the base as of `at`; money in minor units, its columns named `…_minor`."""
    with open_inputs(workspace, at) as inputs:
        table = compute(inputs, names)
    columns = table.column_names[1:]
    return table.rename_columns(["member_id", *(_column(name) for name in columns)])


def feature_lines(table: pa.Table) -> Iterator[str]:
    """Yield the lines of a CSV file of features."""
    rows = (
        row for batch in table.to_batches(max_chunksize=ROWS) for row in zip(*batch.to_pydict().values(), strict=True)
    )
    return csv_lines(table.column_names, rows)


def export_features(
    workspace: Workspace,
    path: Path,
    kind: Literal["csv", "parquet"],
    names: Sequence[str] | None = None,
    at: datetime | None = None,
) -> int:
    """Write the features to a file and return the number of members."""
    table = read_features(workspace, names, at)
    if kind == "parquet":
        pq.write_table(table, path, compression="zstd")
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            out.writelines(feature_lines(table))
    return len(table)


def _column(name: str) -> str:
    return f"{name}_minor" if feature_named(name).unit == "money" else name
