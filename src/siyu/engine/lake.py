"""The lake: a folder of Delta tables, one a kind of fact, partitioned by the month of the brand's day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from deltalake import DeltaTable, Field, Schema
from deltalake.exceptions import CommitFailedError, DeltaError

from siyu.engine.append import Append, Appended, Between, append
from siyu.engine.engines import DUCKDB, master_of
from siyu.engine.files import sync_file, sync_folder
from siyu.engine.mending import mend
from siyu.engine.schema import TABLES

if TYPE_CHECKING:
    from siyu.engine.snapshot import Snapshot

MONTH = pa.field("month", pa.string())
CONFIGURATION = {
    # Retired files stay for readers that opened the table before; maintenance vacuums them after an hour.
    "delta.deletedFileRetentionDuration": "interval 7 days",
    "delta.logRetentionDuration": "interval 7 days",
}


class Lake:
    """A brand's facts. Cheap to make; every process may hold its own."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path).absolute()

    def ensure(self) -> None:
        """Create missing tables, add missing columns, mend what a power cut tore; safe to call at any time."""
        for name, table in TABLES.items():
            root = self.path / name
            mend(root)
            if not DeltaTable.is_deltatable(root):
                _create(root, table.schema)
            self.widen(name, table.schema)

    def folder(self, table: str) -> Path:
        """Return the folder of a table. Raises `KeyError` for a name that is no table of the lake."""
        return self.path / TABLES[table].name

    def widen(self, table: str, columns: pa.Schema) -> None:
        """Add the columns a table lacks, nullable: a lake schema only ever grows."""
        root = self.folder(table)
        delta = DeltaTable(root)
        known = {column.name for column in delta.schema().fields}
        missing = [Field.from_arrow(column.with_nullable(True)) for column in columns if column.name not in known]
        if missing:
            delta.alter.add_columns(missing)
            _sync_log(root)

    def append(
        self,
        table: str,
        rows: pa.Table | pa.RecordBatchReader,
        *,
        app_id: str,
        version: int,
        between: Between = lambda step: None,
    ) -> Appended:
        """Append rows durably and exactly once per (`app_id`, `version`), in bounded memory.

        `rows` hold the table's columns in any order; nullable ones may be absent. When it returns, the rows survive a
        power cut. Called again with the same transaction it adds nothing, verifies and flushes what the first call
        committed, and says `repeated`. No rows means no commit. `between` is called after every step, for tests.
        Raises `ValueError` for rows that do not fit the schema, `LakeDamage` when a repeat misses a file.
        """
        root = self.folder(table)
        delta = DeltaTable(root)
        schema = stored_schema(delta)
        return append(Append(root, schema, rows, app_id, version, delta), between)

    def appended(self, table: str, app_id: str) -> int | None:
        """Return the version `app_id` last appended with, None when it never did."""
        found: int | None = DeltaTable(self.folder(table)).transaction_version(app_id)
        return found

    def snapshot(
        self,
        done: int | None = None,
        *,
        memory_limit: str = "1GB",
        claims: pa.Table | None = None,
        engine: str = DUCKDB,
    ) -> Snapshot:
        """Return a reader of all tables as they stood at finished load `done`; None reads whatever is committed.

        `engine` is what reads, as `master_of` understands it; how much memory Spark takes is Spark's own setting.
        """
        master = master_of(engine)
        if master is not None:
            from siyu.engine.spark.snapshot import SparkSnapshot

            return SparkSnapshot(self, done, master, claims=claims)
        from siyu.engine.snapshot import Snapshot

        return Snapshot(self, done, memory_limit=memory_limit, claims=claims)


def stored_schema(table: DeltaTable) -> pa.Schema:
    """Return the schema of a table's data files: all its columns but the month, which stands in the path only."""
    schema = pa.schema(table.schema().to_arrow())
    return schema.remove(schema.get_field_index(MONTH.name))


def _create(root: Path, schema: pa.Schema) -> None:
    root.mkdir(parents=True, exist_ok=True)
    try:
        DeltaTable.create(
            root,
            Schema.from_arrow(schema.append(MONTH)),
            mode="ignore",
            partition_by=[MONTH.name],
            configuration=CONFIGURATION,
        )
    except (CommitFailedError, DeltaError):
        # Another process made it in the same moment; anything else is a real failure.
        if not DeltaTable.is_deltatable(root):
            raise
    _sync_log(root)
    sync_folder(root)
    sync_folder(root.parent)


def _sync_log(root: Path) -> None:
    sync_file(max((root / "_delta_log").glob("*.json")))
    sync_folder(root / "_delta_log")
