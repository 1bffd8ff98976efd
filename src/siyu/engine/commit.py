"""Commits to a Delta table: one log entry names new and retired files; a transaction tells a repeat from a first."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties, Transaction
from deltalake.transaction import AddAction, RemoveAction

from siyu.engine.parquet import DataFile

RETRIES = 20


class LakeDamage(Exception):  # noqa: N818 - it names what was found, not what went wrong in the code
    """A committed file is absent or has another size than its commit says: the disk lost what was flushed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A log entry: its number, its file, and the (path, size) of the files it added."""

    version: int
    path: Path
    added: tuple[tuple[str, int], ...]


def is_committed(table: DeltaTable, app_id: str, version: int) -> bool:
    """Say whether the table, as this handle read it, already holds the transaction or a later one."""
    known = table.transaction_version(app_id)
    return known is not None and known >= version


def commit(
    table: DeltaTable,
    added: Iterable[DataFile],
    transaction: tuple[str, int],
    *,
    retired: Iterable[tuple[str, str]] = (),
    changes_data: bool = False,
) -> None:
    """Add the files, and retire the (path, month) ones, in one entry under the transaction.

    With retired files the rows are the same as before, unless `changes_data` says otherwise.

    Raises `CommitFailedError` when someone else committed a transaction of the same application since the handle was
    opened; that makes `app_id` a lock, the only one there is: Delta lets two writers retire the same file.
    """
    now = int(time.time() * 1000)
    gone = [RemoveAction(path, changes_data, now, None, {"month": month}) for path, month in retired]
    is_change = changes_data or not gone
    actions = [AddAction(f.path, f.size, {"month": f.month}, now, is_change, f.stats) for f in added]
    table.create_write_transaction(
        [*actions, *gone],
        "append",
        table.schema(),
        ["month"],
        commit_properties=CommitProperties(app_transactions=[Transaction(*transaction)], max_commit_retries=RETRIES),
        # A checkpoint is written and flushed by the maintenance lane only.
        post_commithook_properties=PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False),
    )


def live_files(table: DeltaTable) -> set[str]:
    """Return the paths, below the table's folder, of the files that the handle's version reads."""
    return set(pa.table(table.get_add_actions()).column("path").to_pylist())


def find_entry(root: Path, app_id: str, version: int) -> Entry | None:
    """Return the log entry that holds the transaction, newest first; None when clean-up has removed it."""
    for path in sorted((root / "_delta_log").glob("*.json"), reverse=True):
        text = path.read_text()
        if json.dumps(app_id) not in text:
            continue
        actions = [json.loads(line) for line in text.splitlines() if line]
        transactions = [action["txn"] for action in actions if "txn" in action]
        if (app_id, version) in [(done["appId"], done["version"]) for done in transactions]:
            added = tuple((action["add"]["path"], action["add"]["size"]) for action in actions if "add" in action)
            return Entry(int(path.stem), path, added)
    return None


def verify_files(root: Path, entry: Entry, live: set[str]) -> list[Path]:
    """Return the entry's files that the table still reads, having checked that each exists with its size.

    Files that compaction has retired since are not needed: their rows were flushed again in another file.
    Raises `LakeDamage` for a file that is absent or of another size.
    """
    found = []
    for name, size in entry.added:
        path = root / name
        if name not in live:
            continue
        if not path.is_file() or path.stat().st_size != size:
            raise LakeDamage(f"{path} is absent or not {size} bytes long")
        found.append(path)
    return found
