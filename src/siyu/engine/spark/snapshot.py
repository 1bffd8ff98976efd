"""Reading the lake on Spark: the very files a snapshot on DuckDB reads, as the same Ibis expressions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis import Schema
from ibis.backends.pyspark.datatypes import PySparkSchema
from ibis.formats.pyarrow import PyArrowData

from siyu.engine.pruning import FileFacts, PinnedTable
from siyu.engine.snapshot import BATCH, Snapshot
from siyu.engine.spark.session import backend_on

if TYPE_CHECKING:
    from siyu.engine.lake import Lake

LOCATED = {"recursiveFileLookup": "true", "__globPaths__": "false"}
"""A path is a file and no pattern, and its folders are no columns."""


class SparkSnapshot(Snapshot):
    """A snapshot whose expressions Spark computes.

    The session is the process's and outlives it; its temporary views and kept tables go when it closes. Answers come
    back whole into the memory of this process, also in batches and on their way into a file.
    """

    def __init__(self, lake: Lake, done: int | None, master: str, *, claims: pa.Table | None = None) -> None:
        self._master = master
        self._views: list[str] = []
        self._kept: list[Any] = []
        super().__init__(lake, done, claims=claims)

    def _connect(self) -> None:
        self.connection = backend_on(self._master)
        self._spark = self.connection._session

    def close(self) -> None:
        """Drop the views and give back what was kept."""
        for frame in self._kept:
            frame.unpersist()
        for name in self._views:
            self._spark.catalog.dropTempView(name)
        self._kept, self._views = [], []

    def _another(self) -> Snapshot:
        return SparkSnapshot(self.lake, self.done, self._master, claims=self._claims)

    def _scan(self, table: PinnedTable, files: Sequence[FileFacts]) -> ir.Table:
        schema = Schema.from_pyarrow(table.schema)
        reader = self._spark.read.schema(PySparkSchema.from_ibis(schema)).options(**LOCATED)
        return self._named(reader.parquet(*(file.path for file in files)), schema, f"facts_{uuid4().hex}")

    def memtable(self, table: pa.Table, name: str | None = None) -> ir.Table:
        """Return Arrow rows as a temporary view, to be joined with facts."""
        table = table.cast(pa.schema([column.with_type(_signed(column.type)) for column in table.schema]))
        frame = self._spark.createDataFrame(table)
        return self._named(frame, Schema.from_pyarrow(table.schema), name or f"given_{uuid4().hex}")

    view = memtable

    def keep(self, expr: ir.Table) -> ir.Table:
        """Compute the expression when it is first read and keep its rows with the executors until the snapshot closes."""
        frame = self._frame(expr).persist()
        self._kept.append(frame)
        return self._named(frame, expr.schema(), f"kept_{uuid4().hex}")

    def to_arrow(self, expr: ir.Expr) -> pa.Table:
        """Compute the expression; the whole answer must fit into memory."""
        table = expr.as_table()
        return expr.__pyarrow_result__(PyArrowData.convert_table(self._frame(table).toArrow(), table.schema()))

    def to_batches(self, expr: ir.Table, *, rows: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Compute the expression and yield it in batches of at most `rows`."""
        yield from self.to_arrow(expr).to_batches(max_chunksize=rows)

    def to_parquet(self, expr: ir.Table, path: Path) -> None:
        """Write the expression's rows to one zstd Parquet file of this machine."""
        pq.write_table(self.to_arrow(expr), path, compression="zstd")

    def _frame(self, expr: ir.Table) -> Any:
        return self._spark.sql(self.connection.compile(expr))

    def _named(self, frame: Any, schema: Schema, name: str) -> ir.Table:
        frame.createOrReplaceTempView(name)
        self._views.append(name)
        return ops.DatabaseTable(name, schema=schema, source=self.connection, namespace=ops.Namespace()).to_expr()


def _signed(kind: pa.DataType) -> pa.DataType:
    """Return the type Spark has for one it lacks: integers without a sign, and words kept in a dictionary."""
    if pa.types.is_dictionary(kind):
        return kind.value_type
    return pa.int64() if pa.types.is_unsigned_integer(kind) else kind
