"""Data files of the lake: rows to one zstd Parquet file a month, in bounded memory, with the statistics Delta keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from siyu.engine.schema import SELDOM_REPEATED, TABLES

ROW_GROUP = 122_880
MAX_BUFFERED = 96 * 1024 * 1024
BATCH = 65_536


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that was written: its path below the table's folder, and what the add action says of it."""

    path: str
    month: str
    size: int
    rows: int
    stats: str


def batches_of(rows: pa.Table | pa.RecordBatchReader, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the rows in batches of exactly `schema`: columns reordered and cast, absent nullable ones filled with null.

    Raises `ValueError` for an unknown column, for a required one that is absent or holds a null.
    """
    unknown = set(rows.schema.names) - set(schema.names)
    if unknown:
        raise ValueError(f"unknown columns: {', '.join(sorted(unknown))}")
    for batch in rows.to_batches(max_chunksize=BATCH) if isinstance(rows, pa.Table) else rows:
        if batch.num_rows:
            yield pa.RecordBatch.from_arrays([_column(batch, column) for column in schema], schema=schema)


def _column(batch: pa.RecordBatch, column: pa.Field) -> pa.Array:
    if column.name not in batch.schema.names:
        values = pa.nulls(batch.num_rows, column.type)
    else:
        values = batch.column(column.name)
        values = values if values.type == column.type else values.cast(column.type)
    if not column.nullable and values.null_count:
        raise ValueError(f"column {column.name} is required and holds a null")
    return values


def write_months(batches: Iterable[pa.RecordBatch], schema: pa.Schema, root: Path) -> list[DataFile]:
    """Write the rows to one new file a month of `occurred_on` below `root`; return the files, oldest month first.

    The files are closed but not flushed to the disk, and no reader sees them until a commit names them.
    """
    months: dict[str, MonthFile] = {}
    try:
        for batch in batches:
            for month, part in _by_month(batch):
                if month not in months:
                    months[month] = MonthFile(root, month, schema)
                months[month].add(part)
            _bound_memory(months)
        return [months[month].close() for month in sorted(months)]
    except Exception:
        for file in months.values():
            file.discard()
        raise


def _by_month(batch: pa.RecordBatch) -> Iterator[tuple[str, pa.RecordBatch]]:
    days = batch.column("occurred_on")
    numbers = pc.add(pc.multiply(pc.year(days), 12), pc.subtract(pc.month(days), 1))
    found = pc.unique(numbers).to_pylist()
    for number in found:
        part = batch if len(found) == 1 else batch.filter(pc.equal(numbers, number))
        yield f"{number // 12:04d}-{number % 12 + 1:02d}", part


def _bound_memory(months: dict[str, MonthFile]) -> None:
    if sum(file.buffered for file in months.values()) > MAX_BUFFERED:
        max(months.values(), key=lambda file: file.buffered).flush()


@dataclass
class MonthFile:
    """A data file being written; small batches are gathered into full row groups."""

    root: Path
    month: str
    schema: pa.Schema
    sorted_by: tuple[str, ...] = ()
    row_group: int = ROW_GROUP
    buffered: int = 0
    _rows: int = 0
    _batches: list[pa.RecordBatch] = field(default_factory=list)

    def __post_init__(self) -> None:
        folder = self.root / f"month={self.month}"
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{uuid4().hex}.parquet"
        told = {column for column, _ in TABLES[self.root.name].rare}
        sorting = [pq.SortingColumn(self.schema.get_field_index(name)) for name in self.sorted_by]
        self._writer = pq.ParquetWriter(
            self.path,
            self.schema,
            compression="zstd",
            write_statistics=[
                column.name for column in self.schema if has_statistics(column.type) or column.name in told
            ],
            use_dictionary=[name for name in self.schema.names if name not in SELDOM_REPEATED],
            column_encoding={name: "DELTA_LENGTH_BYTE_ARRAY" for name in self.schema.names if name in SELDOM_REPEATED},
            sorting_columns=sorting or None,
        )

    def add(self, batch: pa.RecordBatch) -> None:
        """Take rows of this month; they reach the file a row group at a time."""
        self._batches.append(batch)
        self._rows += batch.num_rows
        self.buffered += batch.nbytes
        if self._rows >= self.row_group:
            self.flush()

    def flush(self) -> None:
        """Write what is buffered as row groups."""
        self._writer.write_table(pa.Table.from_batches(self._batches, self.schema), row_group_size=self.row_group)
        self._batches, self._rows, self.buffered = [], 0, 0

    def close(self) -> DataFile:
        """Finish the file and return what an add action says of it."""
        if self._rows:
            self.flush()
        self._writer.close()
        footer = pq.read_metadata(self.path)
        relative = self.path.relative_to(self.root).as_posix()
        return DataFile(relative, self.month, self.path.stat().st_size, footer.num_rows, statistics_of(footer))

    def discard(self) -> None:
        """Close and remove the file of a write that failed."""
        self._writer.close()
        self.path.unlink(missing_ok=True)


def has_statistics(kind: pa.DataType) -> bool:
    """Say whether the least and greatest value of a column may be written: ids, times and numbers.

    Of text only those of a table's `rare` words are, because other text may tell of a person.
    """
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_temporal(kind))


def statistics_of(footer: pq.FileMetaData) -> str:
    """Return Delta's statistics of a file as JSON; a null count for every column tells readers which columns it has."""
    least: dict[str, Any] = {}
    most: dict[str, Any] = {}
    nulls: dict[str, int] = {}
    for group in (footer.row_group(number) for number in range(footer.num_row_groups)):
        for column in (group.column(number) for number in range(group.num_columns)):
            name, stats = column.path_in_schema, column.statistics
            nulls[name] = nulls.get(name, 0) + (stats.null_count if stats and stats.has_null_count else 0)
            if stats is not None and stats.has_min_max:
                least[name] = min(least.get(name, stats.min), stats.min)
                most[name] = max(most.get(name, stats.max), stats.max)
    content = {"numRecords": footer.num_rows, "minValues": least, "maxValues": most, "nullCount": nulls}
    return json.dumps(content, default=_as_text, sort_keys=True)


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return str(value.isoformat())
