"""Reading the lake at one instant: pinned tables as Ibis expressions on an in-memory DuckDB of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from glob import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import uuid4

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from siyu.engine.connection import connect, disconnect
from siyu.engine.pruning import FileFacts, PinnedTable, Window, pin

if TYPE_CHECKING:
    from siyu.engine.lake import Lake

BATCH = 100_000
GIVEN = "given_now"
"""The name of an Arrow table for as long as its rows are taken over."""
Narrow = Callable[[ir.Table], ir.Table]
CLAIMED = {"orders": "key", "order_lines": "order_key", "refunds": "order_key"}
"""The tables whose facts of nobody may have been claimed, and the column that names the order."""


class Snapshot:
    """All tables as of finished load `done`; a table is opened and pinned when it is first asked for.

    Use as a context manager: it owns a DuckDB connection; `SparkSnapshot` answers the same on Spark. Rows of later loads
    are hidden row by row, so tables pinned at different moments still agree; with `done=None` each table shows what was committed when it was pinned.
    Files stay readable for at least an hour after compaction has retired them. `claims` (claimed_key, claimed_by) are
    orders that came in without a member and belong to one now: their facts are shown with that `source_id`.
    """

    def __init__(
        self, lake: Lake, done: int | None, *, memory_limit: str = "1GB", claims: pa.Table | None = None
    ) -> None:
        self.lake = lake
        self.done = done
        self._memory_limit = memory_limit
        self._claims = claims
        self._claimed: ir.Table | None = None
        self._connect()
        self._pinned: dict[str, PinnedTable] = {}
        self._moved: dict[int, tuple[pa.Table, ir.Table]] = {}

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connect(self) -> None:
        self.connection, self._spill = connect(self._memory_limit)
        # Joins are written with the small side on the right. DuckDB's estimates after filters are far too low, so that
        # it would build its hash table from millions of order lines instead: twice the time for features.
        self.connection.raw_sql("SET disabled_optimizers = 'build_side_probe_side'")

    def close(self) -> None:
        """Close the connection and drop what it spilled."""
        disconnect(self.connection, self._spill)

    def apart(self) -> Snapshot:
        """Return a reader of the very same versions on a connection of its own.

        DuckDB gives the memory it used back when its connection closes, so heavy parts of one work close theirs early.
        """
        other = self._another()
        other._pinned = self._pinned
        return other

    def _another(self) -> Snapshot:
        return Snapshot(self.lake, self.done, memory_limit=self._memory_limit, claims=self._claims)

    @property
    def versions(self) -> dict[str, int]:
        """The Delta version of every table pinned so far."""
        return {name: table.version for name, table in self._pinned.items()}

    def facts(
        self,
        table: str,
        *,
        since_on: date | None = None,
        until_on: date | None = None,
        until_at: datetime | None = None,
        known_at: datetime | None = None,
        identity: pa.Table | None = None,
        columns: Sequence[str] | None = None,
        narrow: Narrow | None = None,
        having: tuple[tuple[str, str], ...] = (),
        loaded_after: int | None = None,
        since_at: datetime | None = None,
    ) -> ir.Table:
        """Return the current facts of a table, each in its highest revision, as an expression.

        `since_on` and `until_on` bound the brand's day, `since_at` and `until_at` the instant they occurred; `known_at` leaves out
        facts and revisions received later (default: everything loaded). All bounds are inclusive. A revision that moved
        a fact out of the window takes it out. With `identity` (source_id, member_id of moved ids) each row gets
        `member_id`, null where `source_id` is. `columns` picks columns; an empty table keeps its schema. `narrow` leaves
        out rows by their own columns, before anything is joined with them. `having` are words that columns must have;
        for a table's rare words only the files that hold them are opened. `loaded_after` leaves out what loads up to
        that number brought.
        """
        pinned = self.pinned(table)
        window = Window(since_on, until_on, until_at, known_at, self.done, loaded_after, having, since_at)
        rows = self.rows(pinned, window)
        rows = rows if narrow is None else narrow(rows)
        rows = self._drop_superseded(rows, pinned, window)
        if self._claims is not None and table in CLAIMED:
            rows = self._claim(rows, CLAIMED[table], self._claims)
        if identity is not None:
            rows = self._add_member(rows, identity)
        return rows if columns is None else rows.select(*columns)

    def pinned(self, table: str) -> PinnedTable:
        """Return the version of the table this snapshot reads, pinning it at first use."""
        if table not in self._pinned:
            self._pinned[table] = pin(self.lake.folder(table))
        return self._pinned[table]

    @property
    def has_claims(self) -> bool:
        """Whether facts of nobody may be shown as a member's."""
        return self._claims is not None

    def is_empty(self, table: str) -> bool:
        """Say, from the file list alone, whether the table certainly has no row to show."""
        return not Window(done=self.done).files_of(self.pinned(table))

    def rows_at_most(self, table: str, since_on: date | None = None) -> int:
        """Return how many rows the files hold that can have some since a day, from the file list alone.

        A file whose writer did not tell counts as one row: every writer of ours does.
        """
        files = Window(since_on=since_on, done=self.done).files_of(self.pinned(table))
        return sum(file.rows or 1 for file in files)

    def rows(self, table: PinnedTable, window: Window) -> ir.Table:
        """Return the rows of a window, every revision of them, from the files that can hold one."""
        files = window.files_of(table)
        if not files:
            # Nullable like scanned columns, so that an empty table can be united with a full one; and a table of this
            # connection, because Ibis would cache an expression without one in another.
            return self.memtable(pa.schema([column.with_nullable(True) for column in table.schema]).empty_table())
        rows = self._scan(table, files)
        for column, low, high in window.bounds():
            if low is not None:
                rows = rows.filter(rows[column] >= low)
            if high is not None and not all(file.surely_at_most(column, high) for file in files):
                rows = rows.filter(rows[column] <= high)
        return rows

    def _scan(self, table: PinnedTable, files: Sequence[FileFacts]) -> ir.Table:
        return scan(self.connection, table, files)

    def memtable(self, table: pa.Table, name: str | None = None) -> ir.Table:
        """Return Arrow rows as a table of this connection, to be joined with facts."""
        name = name or f"given_{uuid4().hex}"
        self.connection.con.register(GIVEN, table)
        try:
            return self._create(name, f'FROM "{GIVEN}"')
        finally:
            self.connection.con.unregister(GIVEN)

    def view(self, table: pa.Table) -> ir.Table:
        """Return Arrow rows as a table that is read where it lies: cheaper to make than `memtable`, dearer to join with."""
        name = f"viewed_{uuid4().hex}"
        self.connection.con.register(name, table)
        return self.connection.table(name)

    def keep(self, expr: ir.Table) -> ir.Table:
        """Compute the expression once and return its rows as a table of this connection."""
        return self._create(f"kept_{uuid4().hex}", self.connection.compile(expr))

    def keep_any(self, expr: ir.Table) -> ir.Table | None:
        """Compute the expression once and return its rows as a table of this connection; None when it has none."""
        kept = self.keep(expr)
        return kept if self.to_arrow(kept.limit(1)).num_rows else None

    def _create(self, name: str, select: str) -> ir.Table:
        """Return the answer of a query of ours as a temporary table; `create_table` of Ibis takes several times as long."""
        self.connection.con.execute(f'CREATE TEMP TABLE "{name}" AS {select}')
        return self.connection.table(name)

    def to_arrow(self, expr: ir.Expr) -> pa.Table:
        """Compute the expression; the whole answer must fit into memory."""
        return self.connection.to_pyarrow(expr)

    def to_batches(self, expr: ir.Table, *, rows: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Compute the expression and yield it in batches of at most `rows`."""
        yield from self.connection.to_pyarrow_batches(expr, chunk_size=rows)

    def to_parquet(self, expr: ir.Table, path: Path) -> None:
        """Write the expression's rows to one zstd Parquet file."""
        self.connection.to_parquet(expr, path, compression="zstd")

    def _drop_superseded(self, rows: ir.Table, table: PinnedTable, window: Window) -> ir.Table:
        revised = [file for file in window.known().files_of(table) if not file.surely_at_most("revision", 0)]
        if not revised:
            return rows
        # Looked up in all months: the revision that counts may have moved the fact to another day.
        known = self.rows(PinnedTable(table.version, table.schema, tuple(revised), table.uniform), window.known())
        latest = known.filter(known.revision > 0).group_by("key").agg(latest=known.revision.max())
        joined = rows.left_join(latest, "key")
        return joined.filter(joined.latest.isnull() | (joined.revision >= joined.latest)).select(*rows.columns)

    def _claim(self, rows: ir.Table, column: str, claims: pa.Table) -> ir.Table:
        """Show claimed facts with their member. Two branches, so that a filter by member still skips files in the first."""
        if self._claimed is None:
            self._claimed = self.memtable(claims)
        nobodys = rows.filter(rows.source_id.isnull()).drop("source_id")
        joined = nobodys.left_join(self._claimed, nobodys[column] == self._claimed.claimed_key)
        shown = joined.rename(source_id="claimed_by").select(*rows.columns)
        return rows.filter(rows.source_id.notnull()).union(shown)

    def _add_member(self, rows: ir.Table, identity: pa.Table) -> ir.Table:
        if not identity.num_rows:
            return rows.mutate(member_id=rows.source_id)
        if id(identity) not in self._moved:
            self._moved[id(identity)] = (identity, self.memtable(identity.select(["source_id", "member_id"])))
        moved = self._moved[id(identity)][1]
        joined = rows.left_join(moved, "source_id")
        return joined.select(*rows.columns, member_id=ibis.coalesce(moved.member_id, rows.source_id))


def scan(connection: Backend, table: PinnedTable, files: Sequence[FileFacts]) -> ir.Table:
    """Return every row of the files with all columns of the table, null where a file is older than a column."""
    rows = connection.read_parquet(
        [escape(file.path) for file in files], hive_partitioning=False, union_by_name=not table.uniform
    )
    wanted = ibis.Schema.from_pyarrow(table.schema)
    absent = {name: ibis.null(wanted[name]) for name in wanted.names if name not in rows.columns}
    return rows.mutate(**absent).select(*wanted.names) if absent else rows
