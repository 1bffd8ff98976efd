"""After a power cut: log files that were not flushed yet may be half written, and would keep every reader out."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from siyu.engine.files import sync_file, sync_folder


def mend(root: Path) -> tuple[str, ...]:
    """Make a table that can not be opened readable again; return the names of the log files mended, none when it opens.

    A torn entry becomes an empty one: its append had not returned, so its rows are appended again under the same
    transaction. A torn checkpoint is removed: the entries it sums up go only after it was flushed. While the machine
    runs no log file is ever seen half written, so this is safe beside live processes.
    """
    if not DeltaTable.is_deltatable(root):
        return ()
    try:
        DeltaTable(root)
        return ()
    except DeltaError:
        log = root / "_delta_log"
        mended = [*_remove_torn_checkpoints(log), *_empty_torn_entries(log)]
        sync_folder(log)
        return tuple(mended)


def _remove_torn_checkpoints(log: Path) -> list[str]:
    torn = [path for path in log.glob("*.checkpoint.parquet") if not _is_parquet(path)]
    hint = log / "_last_checkpoint"
    for path in [*torn, *([hint] if torn or not any(log.glob("*.checkpoint.parquet")) else [])]:
        path.unlink(missing_ok=True)
    return [path.name for path in torn]


def _empty_torn_entries(log: Path) -> list[str]:
    torn = [path for path in sorted(log.glob("*.json")) if not _is_entry(path)]
    for path in torn:
        os.truncate(path, 0)
        sync_file(path)
    return [path.name for path in torn]


def _is_parquet(path: Path) -> bool:
    try:
        pq.read_metadata(path)
    except (pa.ArrowException, OSError):
        return False
    return True


def _is_entry(path: Path) -> bool:
    try:
        for line in path.read_text().splitlines():
            json.loads(line)
    except ValueError:
        return False
    return True
