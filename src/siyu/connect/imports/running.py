"""Running an import: stage once, then load chunk by chunk; killed at any point it goes on where it was and doubles nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from siyu.connect.imports.afterwards import after_import
from siyu.connect.imports.identifying import identify
from siyu.connect.imports.kinds import ImportKind, kind_of
from siyu.connect.imports.models import Import
from siyu.connect.imports.notes import notes_of_tallies
from siyu.connect.imports.staging import Plan, chunk_path, stage
from siyu.connect.imports.templates import keep_template
from siyu.connect.loads.batch import Batch
from siyu.connect.loads.leases import hold
from siyu.connect.loads.loading import run_load
from siyu.connect.loads.origin import coming_from
from siyu.engine.snapshot import Snapshot
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

Hook = Callable[[str], None]

WRITTEN_AT_ONCE = 1_000
"""Rows a transaction writes at most: few enough that a web request waiting for SQLite does not notice."""

INTERNAL = Refusal(
    "import.internal",
    Text("导入时发生内部错误", "the import met an internal error"),
    mend=Text("查看服务日志后重试，已导入的部分不会重复。", "See the log, then run it again: nothing is doubled."),
)


def _no_hook(step: str) -> None:
    """Do nothing between steps."""


def run_import(import_id: int, *, hook: Hook = _no_hook, patience: float = 0.0) -> Import:
    """Carry an import out to its end, or on from where it was killed, and return it; one that was stopped stays so.

    What the file or the mapping is refused for ends up in `error` with the state `failed`; any other exception is
    recorded as an internal error and raised. `hook` is called with the name of every step just done. Raises `Refusal`
    `lease.held` when another process works on it for longer than `patience` seconds.
    """
    with hold(f"import:{import_id}", patience=patience):
        run = Import.objects.select_related("workspace", "upload").get(pk=import_id)
        if run.state in {Import.DONE, Import.STOPPED} or (run.error and run.error["code"] != INTERNAL.code):
            return run
        _change(run, state=Import.RUNNING, started_at=run.started_at or datetime.now(UTC), error=None)
        try:
            _run(run, hook)
        except Refusal as refusal:
            _change(run, state=Import.FAILED, error=refusal.as_dict(), finished_at=datetime.now(UTC))
        except Exception:
            _change(run, state=Import.FAILED, error=INTERNAL.as_dict(), finished_at=datetime.now(UTC))
            raise
        return run


def _run(run: Import, hook: Hook) -> None:
    plan = stage(run)
    hook("staged")
    _change(
        run,
        rows_read=plan.rows_read,
        quarantined=plan.quarantined,
        notes=plan.notes,
        chunks=len(plan.chunk_rows),
        loading_since=datetime.now(UTC),
    )
    if run.dry_run:
        _change(run, loaded=plan.rows_read - plan.quarantined)
    elif not _load_chunks(run, plan, hook):
        _change(run, state=Import.STOPPED, finished_at=datetime.now(UTC))
        return
    for number in range(len(plan.chunk_rows)):
        chunk_path(run.folder, number).unlink(missing_ok=True)
    hook("tidied")
    notes = [*plan.notes, *notes_of_tallies(run.tallies)]
    with transaction.atomic():
        _change(run, state=Import.DONE, notes=notes, finished_at=datetime.now(UTC))
        keep_template(run)
    if not run.dry_run:
        after_import(run.workspace)


def _load_chunks(run: Import, plan: Plan, hook: Hook) -> bool:
    """Load what has not been loaded; return False when somebody asked to stop between two chunks."""
    kind = kind_of(run.kind)
    write = _store_chunk if kind.store is not None else _load_chunk
    for number in range(run.chunks_done, len(plan.chunk_rows)):
        if Import.objects.filter(pk=run.pk, stop_asked_at__isnull=False).exists():
            return False
        with coming_from(f"import:{run.pk}"):
            write(run, kind, Chunk(plan, number, pq.read_table(chunk_path(run.folder, number))), hook)
        hook(f"chunk {number}")
    return True


@dataclass(frozen=True, slots=True)
class Chunk:
    """A staged chunk in memory."""

    plan: Plan
    number: int
    rows: pa.Table

    @property
    def begins(self) -> int:
        """How many accepted rows come before it."""
        return sum(self.plan.chunk_rows[: self.number])


def _load_chunk(run: Import, kind: ImportKind, chunk: Chunk, hook: Hook) -> None:
    """Load one chunk of facts; its load carries a reference, so that a second try finds the first one's decision."""

    def prepare(snapshot: Snapshot) -> Batch:
        known = identify(run.workspace, chunk.rows, chunk.plan.identifiers)
        facts = kind.make_facts(known.rows, snapshot, run.workspace)
        return Batch({kind.lake_table: facts}, kind.derive, known.tallies)

    load = run_load(run.workspace, prepare, reference=f"import:{run.pk}:{chunk.number}", hook=hook)
    counts = load.counts["tables"][kind.lake_table]
    tallies = {name: value for name, value in load.counts.items() if name != "tables"}
    with transaction.atomic():
        _count(run, counts["kept"], counts["repeated"], tallies, chunks_done=chunk.number + 1)


def _store_chunk(run: Import, kind: ImportKind, chunk: Chunk, hook: Hook) -> None:
    """Write rows of state in small transactions, each of which also moves the import's own place in the file."""
    # One row of a file may make a member, change it, and make each of its identifiers.
    at_once = max(WRITTEN_AT_ONCE // (2 + len(chunk.plan.identifiers)), 1)
    for start in range(max(run.rows_done - chunk.begins, 0), len(chunk.rows), at_once):
        part = chunk.rows.slice(start, at_once)
        with transaction.atomic():
            stored = kind.keep_state(run.workspace, part, chunk.plan.identifiers)
            done = chunk.begins + start + len(part)
            _count(run, stored.loaded, stored.repeated, stored.tallies, rows_done=done)
        hook(f"stored {done}")
    _change(run, chunks_done=chunk.number + 1)


def _count(run: Import, loaded: int, repeated: int, tallies: Mapping[str, int], **places: int) -> None:
    """Add to the counts inside the caller's transaction."""
    added = {name: run.tallies.get(name, 0) + value for name, value in tallies.items()}
    _change(
        run, loaded=run.loaded + loaded, repeated=run.repeated + repeated, tallies={**run.tallies, **added}, **places
    )


def _change(run: Import, **changes: Any) -> None:
    Import.objects.filter(pk=run.pk).update(**changes)
    for name, value in changes.items():
        setattr(run, name, value)
