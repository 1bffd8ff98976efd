"""Staging an import: the file is read once into sorted typed chunks and a quarantine; a plan written last says it is whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from siyu.connect.imports.checking import FAULT, Checker
from siyu.connect.imports.kinds import ImportKind
from siyu.connect.imports.mapping import check_mapping, parse_mapping
from siyu.connect.imports.models import Import, Upload
from siyu.connect.imports.parsing import Settings, text_of
from siyu.connect.loads.reading import open_snapshot
from siyu.engine.files import sync_file, sync_folder
from siyu.engine.staging import open_file

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.engine.snapshot import Snapshot
    from siyu.engine.staging import Staged

CHUNK_ROWS = 250_000
MEMORY = "1GB"
PLAN = "plan.json"
QUARANTINE = "quarantine.parquet"
ORIGINAL = "original:"
"""Before the names of the file's own columns in the quarantine, one of which may well be called `reason`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What staging found: the rows of every chunk, the identifier kinds of the column `who`, and notes."""

    rows_read: int
    quarantined: int
    chunk_rows: list[int]
    identifiers: list[str]
    notes: list[dict[str, Any]]

    @property
    def accepted(self) -> int:
        """Rows that go on to loading."""
        return sum(self.chunk_rows)


def stage(run: Import) -> Plan:
    """Return the plan of an import, staging its file first unless that has been finished before.

    Raises `Refusal` for a file that cannot be read or a mapping that does not fit it; nothing is kept then.
    """
    if (run.folder / PLAN).exists():
        return Plan(**json.loads((run.folder / PLAN).read_text()))
    shutil.rmtree(run.folder, ignore_errors=True)
    run.folder.mkdir(parents=True, mode=0o700)
    mapping = parse_mapping(run.mapping)
    upload = run.upload
    with (
        _opened(upload, run.folder) as staged,
        open_snapshot(run.workspace, memory_limit=MEMORY) as snapshot,
    ):
        kind = check_mapping(mapping, [column.name for column in staged.columns], run.workspace)
        workspace = run.workspace
        settings = Settings(mapping.zone, mapping.time_format, workspace.currency, workspace.clock.now())
        rows = staged.relation(snapshot)
        checked = Checker(snapshot, kind, mapping, settings, workspace).check(_rearmed(rows) if run.mends_id else rows)
        quarantined = _write_quarantine(snapshot, staged, checked, run.folder / QUARANTINE)
        good = checked.filter(checked[FAULT].isnull()).drop(FAULT)
        plan = Plan(
            rows_read=staged.rows,
            quarantined=quarantined,
            chunk_rows=[] if run.dry_run else _write_chunks(snapshot, kind, good, run.folder),
            identifiers=[source.kind for source in mapping.identifiers],
            notes=_take_notes(snapshot, kind, good),
        )
    _finish(run.folder, plan)
    return plan


def chunk_path(folder: Path, number: int) -> Path:
    """Return where chunk `number` (from 0) of an import is staged."""
    return folder / f"chunk-{number:05d}.parquet"


def _opened(upload: Upload, work: Path) -> Staged:
    return open_file(upload.file, upload.format, upload.encoding or None, sheet=upload.sheet or None, work=work)


def _rearmed(rows: ir.Table) -> ir.Table:
    """Take off the apostrophes that the export of a quarantine puts before what a spreadsheet would run."""
    texts = [name for name in rows.columns if rows[name].type().is_string()]
    return rows.mutate(**{name: rows[name].re_replace(r"^'([=+\-@\t\r])", r"\1") for name in texts})


def _write_quarantine(snapshot: Snapshot, staged: Staged, checked: ir.Table, path: Path) -> int:
    bad = snapshot.memtable(snapshot.to_arrow(checked.filter(checked[FAULT].notnull()).select("row_no", reason=FAULT)))
    count = int(snapshot.to_arrow(bad.count()).as_py())
    if count:
        rows = staged.relation(snapshot)
        values = {f"{ORIGINAL}{name}": text_of(rows[name]) for name in rows.columns if name != "row_no"}
        snapshot.to_parquet(bad.join(rows.select("row_no", **values), "row_no").order_by("row_no"), path)
        path.chmod(0o600)
    return count


def _write_chunks(snapshot: Snapshot, kind: ImportKind, good: ir.Table, folder: Path) -> list[int]:
    """Write the rows sorted by time, then by group, in chunks that never cut a group; return the rows of each."""
    sizes: list[int] = []
    for chunk in _cut(snapshot, _sorted(snapshot, kind, good), kind.group):
        path = chunk_path(folder, len(sizes))
        pq.write_table(chunk, path, compression="lz4", use_dictionary=False, write_statistics=False)
        sync_file(path)
        sizes.append(len(chunk))
    return sizes


def _sorted(snapshot: Snapshot, kind: ImportKind, good: ir.Table) -> ir.Table:
    """Return the rows by time, the rows of one group together at the group's earliest time."""
    if "occurred_at" not in good.columns:
        return good.order_by("row_no")
    if kind.group is None:
        return good.order_by("occurred_at", "row_no")
    spans = good.group_by(kind.group).agg(begins=good.occurred_at.min(), ends=good.occurred_at.max())
    spread = spans.filter(spans.begins < spans.ends).select(kind.group, "begins")
    if not snapshot.to_arrow(spread.count()).as_py():
        return good.order_by("occurred_at", kind.group, "row_no")
    joined = good.left_join(spread, kind.group)
    joined = joined.order_by(joined.begins.coalesce(joined.occurred_at), joined[kind.group], joined.row_no)
    return joined.select(*good.columns)


def _cut(snapshot: Snapshot, rows: ir.Table, group: str | None) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    held = 0
    for batch in snapshot.to_batches(rows):
        waiting.append(batch)
        held += batch.num_rows
        if held >= CHUNK_ROWS:
            table = pa.Table.from_batches(waiting)
            end = _last_boundary(table[group]) if group else held
            if end:
                yield table.slice(0, end)
                waiting, held = table.slice(end).combine_chunks().to_batches(), held - end
    if held:
        yield pa.Table.from_batches(waiting)


def _last_boundary(group: pa.ChunkedArray) -> int:
    """Return where the last group begins; 0 when all rows belong to one."""
    flat = group.combine_chunks()
    changes = pc.indices_nonzero(pc.not_equal(flat.slice(1), flat.slice(0, len(flat) - 1)))
    return changes[-1].as_py() + 1 if len(changes) else 0


def _take_notes(snapshot: Snapshot, kind: ImportKind, good: ir.Table) -> list[dict[str, Any]]:
    notes = []
    for note in kind.notes:
        count = int(snapshot.to_arrow(note.count(good, snapshot).name("count")).as_py() or 0)
        if count:
            text = note.text
            if note.example is not None:
                example = snapshot.to_arrow(note.example(good).name("example")).as_py()
                text = text.format(example=example)
            notes.append({"code": note.code, "text": text.as_dict(), "count": count})
    return notes


def _finish(folder: Path, plan: Plan) -> None:
    made = folder / f".{PLAN}"
    made.write_text(json.dumps(asdict(plan)))
    sync_file(made)
    made.rename(folder / PLAN)
    sync_folder(folder)


__all__ = ["Plan", "chunk_path", "stage"]
