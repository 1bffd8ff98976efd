"""Upkeep of the lake beside live writers and readers: sorted months, checkpoints, and what nobody needs removed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from math import ceil
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError
from ibis.backends.duckdb import Backend

from siyu.engine.choosing import SORTED_BY, Choose, rare_of, whole_month
from siyu.engine.commit import LakeDamage, commit, find_entry
from siyu.engine.connection import connect, disconnect
from siyu.engine.files import sync_file, sync_folder
from siyu.engine.lake import Lake
from siyu.engine.parquet import BATCH, DataFile, MonthFile, batches_of
from siyu.engine.pruning import FileFacts, PinnedTable, pin
from siyu.engine.schema import TABLES
from siyu.engine.snapshot import scan

SORTED_ROW_GROUP = 32_768  # One member's rows lie in one group of a month: a small group is less to decode.
APPLICATION = "maintenance"
LEAST_RETENTION = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Maintained:
    """What was done to a table: months rewritten, and files removed that no reader needs."""

    table: str
    compacted: tuple[str, ...]
    removed: int


def maintain(
    lake: Lake, *, choose: Choose = whole_month, retention: timedelta = LEAST_RETENTION, memory_limit: str = "512MB"
) -> tuple[Maintained, ...]:
    """Compact, vacuum and checkpoint every table; safe beside writers, readers and another maintenance.

    `choose` says which files are rewritten: of whole months, or small ones only while loads come one after another.
    `retention` is how long a retired file stays for readers that opened the table before; at least one hour.
    Rows, revisions and application transactions are unchanged.
    """
    if retention < LEAST_RETENTION:
        raise ValueError("retired files stay for at least one hour")
    return tuple(_maintain_table(lake, table, choose, retention, memory_limit) for table in TABLES)


def _maintain_table(lake: Lake, table: str, choose: Choose, retention: timedelta, memory_limit: str) -> Maintained:
    compacted = compact(lake, table, choose=choose, memory_limit=memory_limit)
    root = lake.folder(table)
    removed = vacuum(root, retention)
    checkpoint(root)
    return Maintained(table, compacted, removed)


def compact(lake: Lake, table: str, *, choose: Choose = whole_month, memory_limit: str = "512MB") -> tuple[str, ...]:
    """Rewrite the files chosen of each month, sorted by member and time, what is rare in a file apart; return the months.

    A month that another maintenance takes at the same moment is left to it.
    """
    root = lake.folder(table)
    if not any(True for _ in _chosen_months(pin(root), choose)):
        return ()
    connection, spill = connect(memory_limit)
    try:
        months = [month for month, _ in _chosen_months(pin(root), choose)]
        return tuple(month for month in months if _compact_month(connection, root, month, choose))
    finally:
        disconnect(connection, spill)


def _chosen_months(table: PinnedTable, choose: Choose) -> Iterator[tuple[str, list[FileFacts]]]:
    by_month = sorted(table.files, key=lambda file: (file.month, file.path))
    for month, group in groupby(by_month, key=lambda file: file.month):
        if chosen := choose(list(group)):
            yield month, chosen


def _compact_month(connection: Backend, root: Path, month: str, choose: Choose) -> bool:
    # The commit uses this very handle: if another maintenance commits after it was opened, ours is refused.
    handle = DeltaTable(root)
    files = dict(_chosen_months(pin(root, handle), choose)).get(month)
    if files is None:
        return False
    written = _write_sorted(connection, root, pin(root, handle), month, files)
    return exchange(handle, root, month, files, written)


def exchange(
    handle: DeltaTable, root: Path, month: str, old: list[FileFacts], new: list[DataFile], *, changes_data: bool = False
) -> bool:
    """Put new files of a month into the place of old ones, durably; False when another upkeep came first."""
    for file in new:
        sync_file(root / file.path)
    sync_folder(root / f"month={month}")
    sync_folder(root)
    number = (handle.transaction_version(APPLICATION) or 0) + 1
    try:
        retired = [(Path(file.path).relative_to(root).as_posix(), month) for file in old]
        commit(handle, new, (APPLICATION, number), retired=retired, changes_data=changes_data)
    except CommitFailedError:
        drop_files(root, new)
        return False
    _sync_entry(root, number)
    return True


def _write_sorted(
    connection: Backend, root: Path, table: PinnedTable, month: str, files: list[FileFacts]
) -> list[DataFile]:
    written = write_sorted(connection, root, table.schema, month, scan(connection, table, files))
    count = sum(file.rows for file in written)
    if all(file.rows is not None for file in files) and count != sum(file.rows or 0 for file in files):
        drop_files(root, written)
        raise LakeDamage(f"{root.name} {month}: {count} rows read of {sum(file.rows or 0 for file in files)}")
    return written


def write_sorted(connection: Backend, root: Path, schema: pa.Schema, month: str, rows: ir.Table) -> list[DataFile]:
    """Write the rows of a month sorted, later revisions and rare words apart: readers look for these often, and they
    are few."""
    apart = rows.revision > 0
    for name, word in rare_of(root):
        apart = apart | (rows[name] == word).coalesce(False)
    written: list[DataFile] = []
    try:
        for part in (rows.filter(~apart), rows.filter(apart)):
            written += _write_part(connection, root, schema, month, part)
    except Exception:
        drop_files(root, written)
        raise
    return written


def drop_files(root: Path, written: list[DataFile]) -> None:
    """Remove files that no commit names."""
    for file in written:
        (root / file.path).unlink()


def _write_part(connection: Backend, root: Path, schema: pa.Schema, month: str, part: ir.Table) -> list[DataFile]:
    """Write one sorted file, none when there are no rows."""
    ordered = part.order_by([part[name].asc(nulls_first=False) for name in SORTED_BY])
    out = MonthFile(root, month, schema, SORTED_BY, SORTED_ROW_GROUP)
    count = 0
    try:
        for batch in batches_of(connection.to_pyarrow_batches(ordered, chunk_size=BATCH), schema):
            out.add(batch)
            count += batch.num_rows
        if count:
            return [out.close()]
        out.discard()
    except Exception:
        out.discard()
        raise
    return []


def _sync_entry(root: Path, number: int) -> None:
    entry = find_entry(root, APPLICATION, number)
    if entry is not None:
        sync_file(entry.path)
    sync_folder(root / "_delta_log")


def vacuum(root: Path, retention: timedelta) -> int:
    """Remove retired files, files of appends that crashed and leftovers of commits, when older than `retention`."""
    hours = ceil(retention / timedelta(hours=1))
    gone = DeltaTable(root).vacuum(hours, dry_run=False, enforce_retention_duration=False, full=True)
    horizon = time.time() - retention.total_seconds()
    leftovers = [path for path in (root / "_delta_log").glob("*#*") if path.stat().st_mtime < horizon]
    for path in leftovers:
        path.unlink()
    return len(gone) + len(leftovers)


def checkpoint(root: Path) -> None:
    """Write a checkpoint when the table has changed since the last, flush it, and only then let old log entries go."""
    table, log = DeltaTable(root), root / "_delta_log"
    path = log / f"{table.version():020d}.checkpoint.parquet"
    if path.exists() or not table.version():
        return
    table.create_checkpoint()
    for file in (path, log / "_last_checkpoint"):
        sync_file(file)
    sync_folder(log)
    table.cleanup_metadata()
