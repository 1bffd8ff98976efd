"""Loads, one after another in a lane: freeze, append, done. After a crash the next loader finishes what was frozen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.connect.loads.batch import Batch
from siyu.connect.loads.freezing import Hook, freeze, frozen_tables, staging_of
from siyu.connect.loads.leases import HeldLease, hold
from siyu.connect.loads.models import LANE, Load
from siyu.engine.lake import Lake

if TYPE_CHECKING:
    from siyu.connect.loads.batch import Prepare

PATIENCE_SECONDS = 600.0


def _no_hook(step: str) -> None:
    """Do nothing between steps."""


def run_load(
    workspace: Workspace,
    prepare: Prepare,
    *,
    reference: str = "",
    lane: int = LANE,
    hook: Hook = _no_hook,
    patience: float = PATIENCE_SECONDS,
) -> Load:
    """Bring one batch into the lake exactly once and return its load.

    `prepare` is called inside the lane's lease with a snapshot of the load before. With a `reference` that has a load
    already, that load is finished if need be and returned, and nothing is decided anew. `hook` is called with the
    name of every step just done, for tests that crash between two of them. Raises `Refusal` `lease.held` when another
    loader keeps the lane longer than `patience` seconds.
    """
    with hold(_lane_name(workspace, lane), patience=patience) as lease:
        _finish_begun(workspace, lane, lease, hook)
        if reference and (done := Load.objects.filter(workspace=workspace, reference=reference).first()):
            return done
        number = _last_number(workspace, lane) + 1
        load = freeze(workspace, number, prepare, lane=lane, reference=reference, lease=lease, hook=hook)
        hook("frozen")
        _finish(workspace, load, lease, hook)
        return load


def load_batch(
    workspace: Workspace, rows: Mapping[str, pa.Table | Path], *, reference: str = "", hook: Hook = _no_hook
) -> Load:
    """Bring given rows, Arrow or Parquet by table, into the lake: `key`, `occurred_at`, `source_id` and content."""
    given = {table: pq.read_table(found) if isinstance(found, Path) else found for table, found in rows.items()}
    return run_load(workspace, lambda _: Batch(given), reference=reference, hook=hook)


def resume_loads(workspace: Workspace, *, lane: int = LANE, hook: Hook = _no_hook) -> None:
    """Finish what a crashed loader froze; called when a worker starts, and by every load before its own work."""
    with no_loads(workspace, lane=lane, hook=hook):
        pass


@contextmanager
def no_loads(
    workspace: Workspace, *, lane: int = LANE, hook: Hook = _no_hook, patience: float = PATIENCE_SECONDS
) -> Iterator[None]:
    """Keep every load out while the block runs: what was begun is finished, and nothing is frozen or appended."""
    with hold(_lane_name(workspace, lane), patience=patience) as lease:
        _finish_begun(workspace, lane, lease, hook)
        yield


def _finish_begun(workspace: Workspace, lane: int, lease: HeldLease, hook: Hook) -> None:
    begun = Load.objects.filter(workspace=workspace, lane=lane).exclude(state=Load.DONE, folder="")
    for load in begun.order_by("number"):
        _finish(workspace, load, lease, hook)


def _finish(workspace: Workspace, load: Load, lease: HeldLease, hook: Hook) -> None:
    """Rerun from wherever the load stands; every step may have happened already."""
    if load.state == Load.FROZEN:
        _append(workspace, load, hook)
        _move(load, lease, state=Load.APPENDED)
        hook("appended")
    if load.state == Load.APPENDED:
        _move(load, lease, state=Load.DONE, done_at=datetime.now(UTC))
        hook("done")
    shutil.rmtree(staging_of(workspace) / load.folder, ignore_errors=True)
    hook("removed")
    _move(load, lease, folder="")


def _append(workspace: Workspace, load: Load, hook: Hook) -> None:
    lake = Lake(workspace.lake_path)
    for table, path in frozen_tables(workspace, load).items():
        with pq.ParquetFile(path) as frozen:
            rows = pa.RecordBatchReader.from_batches(frozen.schema_arrow, frozen.iter_batches())
            lake.append(table, rows, app_id=f"load:{load.lane}", version=load.number)
        hook(f"appended {table}")


def _move(load: Load, lease: HeldLease, **changes: object) -> None:
    with transaction.atomic():
        lease.confirm()
        Load.objects.filter(pk=load.pk).update(**changes)
    for name, value in changes.items():
        setattr(load, name, value)


def _last_number(workspace: Workspace, lane: int) -> int:
    numbers = Load.objects.filter(workspace=workspace, lane=lane).order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def _lane_name(workspace: Workspace, lane: int) -> str:
    return f"load:{workspace.pk}:{lane}"
