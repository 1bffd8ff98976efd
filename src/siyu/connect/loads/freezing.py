"""Step (a) of a load: decide what goes into the lake, write it durably beside it, and only then say so in the database."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.accounts.workspaces import lock_settings
from siyu.connect.loads.completing import Stamp, complete
from siyu.connect.loads.keeping import Kept, keep_all, keep_new
from siyu.connect.loads.leases import HeldLease
from siyu.connect.loads.models import Load
from siyu.connect.loads.reading import open_snapshot
from siyu.engine.files import sync_file, sync_folder

if TYPE_CHECKING:
    from siyu.connect.loads.batch import Batch, Prepare, Rows
    from siyu.engine.snapshot import Snapshot

Hook = Callable[[str], None]


def freeze(
    workspace: Workspace, number: int, prepare: Prepare, *, lane: int, reference: str, lease: HeldLease, hook: Hook
) -> Load:
    """Write the batch to staging and mark it frozen. Until the row exists nothing has happened and all starts over."""
    _drop_leftovers(workspace, lane)
    folder = f"{lane}-{number}-{uuid.uuid4().hex[:8]}"
    with open_snapshot(workspace, as_loaded=True) as snapshot:
        batch = prepare(snapshot)
        hook("prepared")
        stamp = Stamp(number, workspace.clock.now(), workspace.zone)
        kept = _keep(snapshot, batch, stamp)
    _write(staging_of(workspace) / folder, kept)
    hook("written")
    counts = {"tables": {table: found.counts for table, found in kept.items()}, **batch.notes}
    load = Load(workspace=workspace, lane=lane, number=number, reference=reference, folder=folder, counts=counts)
    with transaction.atomic():
        lease.confirm()
        lock_settings(workspace)
        load.save(force_insert=True)
    return load


def staging_of(workspace: Workspace) -> Path:
    """Return the folder in which the workspace's frozen batches wait for the lake."""
    return Path(settings.SIYU_HOME) / "staging" / workspace.slug


def frozen_tables(workspace: Workspace, load: Load) -> Mapping[str, Path]:
    """Return the frozen file of each table of a load, in the order in which they are appended."""
    folder = staging_of(workspace) / load.folder
    return {path.stem: path for path in sorted(folder.glob("*.parquet"))}


def _keep(snapshot: Snapshot, batch: Batch, stamp: Stamp) -> dict[str, Kept]:
    kept: dict[str, Kept] = {}
    for table, rows in batch.rows.items():
        completed = _completed(snapshot, table, rows, stamp)
        kept[table] = keep_all(completed) if table in batch.fresh else keep_new(snapshot, table, completed)
    for table, (base, derive) in batch.derive.items():
        rows = derive(snapshot, kept[base].rows) if base in kept and len(kept[base].rows) else None
        if rows is not None:
            derived = keep_new(snapshot, table, _completed(snapshot, table, rows, stamp))
            kept[table] = kept[table].beside(derived) if table in kept else derived
    return kept


def _completed(snapshot: Snapshot, table: str, rows: Rows, stamp: Stamp) -> pa.Table:
    if isinstance(rows, list):
        return pa.concat_tables([_completed(snapshot, table, part, stamp) for part in rows])
    given = snapshot.memtable(rows) if isinstance(rows, pa.Table) else rows
    return snapshot.to_arrow(complete(given, table, stamp))


def _write(folder: Path, kept: Mapping[str, Kept]) -> None:
    folder.mkdir(parents=True)
    for table, found in kept.items():
        if len(found.rows):
            path = folder / f"{table}.parquet"
            pq.write_table(found.rows, path, compression="lz4", use_dictionary=False, write_statistics=False)
            sync_file(path)
    sync_folder(folder)
    sync_folder(folder.parent)


def _drop_leftovers(workspace: Workspace, lane: int) -> None:
    """Remove what a loader that died before freezing left behind; the lease says nobody else is writing there."""
    for folder in staging_of(workspace).glob(f"{lane}-*"):
        shutil.rmtree(folder)
