"""Appending rows to a table: small named steps in an order that a crash between any two of them can not hurt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from siyu.engine.commit import commit, find_entry, is_committed, live_files, verify_files
from siyu.engine.files import sync_file, sync_folder
from siyu.engine.parquet import DataFile, batches_of, write_months

Between = Callable[[str], None]
ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did; `repeated` says that its transaction had been committed before and no row was added."""

    rows: int
    files: tuple[str, ...]
    repeated: bool


@dataclass
class Append:
    """One append on its way: what is to be written and what the steps have done so far."""

    root: Path
    schema: pa.Schema
    rows: pa.Table | pa.RecordBatchReader
    app_id: str
    version: int
    table: DeltaTable
    files: list[DataFile] = field(default_factory=list)
    repeated: bool = False


def append(work: Append, between: Between = lambda step: None) -> Appended:
    """Carry out the steps, calling `between` with the name of each step just done.

    Safe to call again with the same rows after a crash at any point, and beside other writers and compaction.
    """
    for step in STEPS:
        step(work)
        between(step.__name__)
        if work.repeated or not (work.files or step is check_transaction):
            break
    if work.repeated:
        for step in REPEAT_STEPS:
            step(work)
            between(step.__name__)
    return Appended(sum(file.rows for file in work.files), tuple(file.path for file in work.files), work.repeated)


def check_transaction(work: Append) -> None:
    """Look whether an earlier try has committed; the commit uses this same handle, so nobody can slip in between."""
    work.repeated = is_committed(work.table, work.app_id, work.version)


def write_files(work: Append) -> None:
    """Write one Parquet file a month; no reader sees them yet."""
    work.files = write_months(batches_of(work.rows, work.schema), work.schema, work.root)


def sync_files(work: Append) -> None:
    """Flush the files' bytes."""
    for file in work.files:
        sync_file(work.root / file.path)


def sync_folders(work: Append) -> None:
    """Flush the files' names, month folders first, then the table's own folder that names them."""
    for month in sorted({file.month for file in work.files}):
        sync_folder(work.root / f"month={month}")
    sync_folder(work.root)


def commit_files(work: Append) -> None:
    """Name the files in one log entry. When the same transaction won meanwhile, drop our files and take its word."""
    for attempt in range(ATTEMPTS):
        try:
            commit(work.table, work.files, (work.app_id, work.version))
            return
        except CommitFailedError:
            if attempt == ATTEMPTS - 1:
                raise
        work.table = DeltaTable(work.root)
        if is_committed(work.table, work.app_id, work.version):
            _yield_to_the_other(work)
            return


def _yield_to_the_other(work: Append) -> None:
    live = live_files(work.table)
    for file in work.files:
        if file.path not in live:
            (work.root / file.path).unlink()
    work.files, work.repeated = [], True


def sync_entry(work: Append) -> None:
    """Flush the log entry and its name; only now may the caller mark the rows done."""
    entry = find_entry(work.root, work.app_id, work.version)
    if entry is not None:
        sync_file(entry.path)
    sync_folder(work.root / "_delta_log")


def verify_and_sync_files(work: Append) -> None:
    """For a repeat: the first try may have died before it flushed anything, so check every file and flush it again."""
    entry = find_entry(work.root, work.app_id, work.version)
    if entry is None:  # Cleaned up: log entries go only after a flushed checkpoint, long after this append.
        return
    found = verify_files(work.root, entry, live_files(work.table))
    for path in found:
        sync_file(path)
    for folder in sorted({path.parent for path in found}):
        sync_folder(folder)
    sync_folder(work.root)


STEPS = (check_transaction, write_files, sync_files, sync_folders, commit_files, sync_entry)
REPEAT_STEPS = (verify_and_sync_files, sync_entry)
