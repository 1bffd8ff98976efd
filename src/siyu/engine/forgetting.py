"""Taking a person out of the lake: rows rewritten without them, then every old file, log entry and checkpoint removed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import ibis.expr.types as ir
from deltalake import DeltaTable
from ibis.backends.duckdb import Backend

from siyu.engine.commit import LakeDamage, commit
from siyu.engine.connection import connect, disconnect
from siyu.engine.files import sync_file, sync_folder
from siyu.engine.lake import Lake
from siyu.engine.maintenance import APPLICATION, drop_files, exchange, vacuum, write_sorted
from siyu.engine.pruning import FileFacts, PinnedTable, pin
from siyu.engine.snapshot import scan

Change = Callable[[ir.Table], ir.Table]
"""Makes rows of a person rows of nobody; they stay in their month and keep key and revision."""

MEMORY = "512MB"
ATTEMPTS = 20


def count_facts(lake: Lake, table: str, sources: Iterable[int]) -> int:
    """Return how many rows, superseded revisions included, carry one of the ids."""
    wanted, root = sorted(sources), lake.folder(table)
    if not DeltaTable.is_deltatable(root):
        return 0
    pinned = pin(root)
    doomed = _Doomed(tuple(wanted), (), None)
    connection, spill = connect(MEMORY)
    try:
        return _count(connection, pinned, list(pinned.files), doomed)
    finally:
        disconnect(connection, spill)


def forget_facts(
    lake: Lake, table: str, sources: Iterable[int], change: Change | None = None, *, keys_are_shared: bool = True
) -> None:
    """Rewrite the files that hold rows of the ids: without those rows, or with `change` made to them.

    Call it while nothing appends rows of the ids. Where a row of the ids is the last revision of a fact whose earlier
    ones were of others, those go too: a fact must not come back as it was before. `keys_are_shared` says that such
    facts can be there. Old files stay until `forget_history`. May be called again after a crash at any point.
    """
    wanted, root = sorted(sources), lake.folder(table)
    if not DeltaTable.is_deltatable(root):
        return
    connection, spill = connect(MEMORY)
    try:
        superseding = _superseding(connection, pin(root), wanted) if keys_are_shared and change is None else []
        doomed = _Doomed(tuple(wanted), tuple(superseding), change)
        for month in sorted({file.month for file in pin(root).files}):
            _forget_month(connection, root, month, doomed)
    finally:
        disconnect(connection, spill)


def forget_history(root: Path, grace: timedelta) -> None:
    """Remove what older versions of a table leave behind: retired files, log entries and checkpoints with statistics.

    What is younger than `grace` stays, for readers that opened the table before. The version of now is kept.
    """
    if not DeltaTable.is_deltatable(root):
        return
    vacuum(root, grace)
    log, horizon = root / "_delta_log", time.time() - grace.total_seconds()
    aged = [_version(path) for path in log.glob("*.json") if path.stat().st_mtime <= horizon and _tells(path)]
    if not aged:
        return
    # An entry that tells nothing comes last, because writers need the newest one to be there.
    handle = DeltaTable(root)
    number = (handle.transaction_version(APPLICATION) or 0) + 1
    commit(handle, (), (APPLICATION, number))
    table = DeltaTable(root)
    table.create_checkpoint()
    newest = log / f"{table.version():020d}.checkpoint.parquet"
    for path in (log / f"{table.version():020d}.json", newest, log / "_last_checkpoint"):
        sync_file(path)
    sync_folder(log)
    old = [path for path in log.glob("*.json") if _version(path) <= max(aged)]
    for path in [*old, *(path for path in log.glob("*.checkpoint*.parquet") if _version(path) <= max(aged))]:
        path.unlink()
    sync_folder(log)


@dataclass(frozen=True)
class _Doomed:
    """The rows that go: of the ids, and every revision of the keys."""

    sources: tuple[int, ...]
    keys: tuple[str, ...]
    change: Change | None

    def are(self, rows: ir.Table) -> ir.BooleanValue:
        mine = rows.source_id.isin(self.sources).coalesce(False)
        return mine | rows.key.isin(self.keys) if self.keys else mine

    def may_be_in(self, file: FileFacts) -> bool:
        return bool(self.keys) or any(file.may_hold("source_id", source, source) for source in self.sources)

    def left(self, rows: ir.Table) -> ir.Table:
        """Return the rows as they are to be: without the doomed ones, or with the change made to them."""
        if self.change is None:
            return rows.filter(~self.are(rows))
        return rows.filter(~self.are(rows)).union(self.change(rows.filter(self.are(rows))).select(*rows.columns))


def _forget_month(connection: Backend, root: Path, month: str, doomed: _Doomed) -> None:
    for _ in range(ATTEMPTS):
        # The commit uses this very handle: if upkeep commits after it was opened, ours is refused and tried again.
        handle = DeltaTable(root)
        pinned = pin(root, handle)
        files = [file for file in pinned.files if file.month == month and _count(connection, pinned, [file], doomed)]
        if not files:
            return
        rows = scan(connection, pinned, files)
        total = int(connection.to_pyarrow(rows.count()).as_py())
        gone = 0 if doomed.change else _count(connection, pinned, files, doomed)
        written = write_sorted(connection, root, pinned.schema, month, doomed.left(rows))
        if sum(file.rows for file in written) != total - gone:
            drop_files(root, written)
            raise LakeDamage(f"{root.name} {month}: {total} rows less {gone} were to be written")
        if exchange(handle, root, month, files, written, changes_data=True):
            return
    raise LakeDamage(f"{root.name} {month}: others rewrote the month {ATTEMPTS} times meanwhile")


def _count(connection: Backend, pinned: PinnedTable, files: list[FileFacts], doomed: _Doomed) -> int:
    chosen = [file for file in files if doomed.may_be_in(file)]
    if not chosen:
        return 0
    rows = scan(connection, pinned, chosen)
    return int(connection.to_pyarrow(rows.filter(doomed.are(rows)).count()).as_py())


def _superseding(connection: Backend, pinned: PinnedTable, wanted: list[int]) -> list[str]:
    """Return the keys whose last revision is of the ids while an earlier one is of somebody else."""
    revised = [file for file in pinned.files if not file.surely_at_most("revision", 0)]
    if not revised:
        return []
    rows = scan(connection, pinned, revised)
    mine = rows.filter(rows.source_id.isin(wanted) & (rows.revision > 0)).key
    keys = sorted(set(connection.to_pyarrow(mine).to_pylist()))
    if not keys:
        return []
    every = scan(connection, pinned, list(pinned.files))
    shared = every.filter(every.key.isin(keys))
    last = shared.group_by("key").agg(
        last=shared.source_id.argmax(shared.revision), others=(~shared.source_id.isin(wanted)).coalesce(True).any()
    )
    return sorted(connection.to_pyarrow(last.filter(last.last.isin(wanted) & last.others).key).to_pylist())


def _tells(entry: Path) -> bool:
    """Say whether a log entry names files, whose statistics tell of their rows."""
    text = entry.read_text()
    return '"add"' in text or '"remove"' in text


def _version(path: Path) -> int:
    return int(path.name.partition(".")[0])
