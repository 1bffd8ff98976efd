"""What imports hold about one person: uploaded files, staged chunks, quarantined rows, texts about imports."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, count_named, redact_named, redact_names, redacted
from siyu.connect.imports.identifiers import BETWEEN, identifier_kinds
from siyu.connect.imports.models import Import, MappingTemplate, Upload
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.lib.traces import Traces

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 10_000

TEMPLATES = Texts(MappingTemplate, ("mapping", "columns", "source"))

DROPPED = Refusal(
    "import.person_erased",
    Text("文件中有人已被删除，文件已移除", "somebody in the file was erased, so the file was removed"),
    mend=Text("请去掉此人后重新上传。", "Upload the file again without that person."),
)


def _settle(person: Person) -> None:
    """Refuse while an import that has not ended brings rows of the person."""
    begun = Import.objects.filter(workspace=person.workspace, state__in=[Import.QUEUED, Import.RUNNING])
    for run in begun.select_related("upload", "workspace"):
        if _is_in_upload(run.upload, person.traces) or any(_chunks_of(run, person.traces)):
            raise Refusal(
                "privacy.import_running",
                Text("导入 {id} 正在载入此人的数据", "import {id} is bringing rows of this person").format(id=run.pk),
                mend=Text("导入结束后会自动继续。", "It goes on by itself once the import has ended."),
                status=409,
            )


def _uploads(person: Person) -> list[Upload]:
    """Return the kept files that name the person; what the command line read elsewhere is not ours."""
    held = Upload.objects.filter(workspace=person.workspace, path="", dropped_at=None)
    return [upload for upload in held if _is_in_upload(upload, person.traces)]


def _drop_uploads(person: Person) -> None:
    for upload in _uploads(person):
        upload.file.unlink(missing_ok=True)
        now = datetime.now(UTC)
        Upload.objects.filter(pk=upload.pk).update(dropped_at=now)
        open_ = Import.objects.filter(upload=upload).exclude(state=Import.DONE)
        open_.update(state=Import.FAILED, error=DROPPED.as_dict(), finished_at=now)


def _is_in_upload(upload: Upload, traces: Traces) -> bool:
    if not upload.file.is_file():
        return False
    from siyu.engine.staging import open_file

    kinds = _kinds_of(upload)
    with open_file(upload.file, upload.format, upload.encoding or None, sheet=upload.sheet or None) as staged:
        names = {column.name for column in staged.columns}
        told = {column: kind for column, kind in kinds.items() if column in names}
        return any(_rows_with(rows, told, traces) for rows in staged.batches(ROWS_AT_ONCE))


def _kinds_of(upload: Upload) -> dict[str, str]:
    """Return the identifier kind of each column that an import of the file, or its name, tells to be one."""
    known = {alias.lower(): kind.name for kind in identifier_kinds().values() for alias in (kind.name, *kind.aliases)}
    told = {
        column["name"]: known[column["name"].lower()] for column in upload.columns if column["name"].lower() in known
    }
    for mapping in Import.objects.filter(upload=upload).values_list("mapping", flat=True):
        told |= {source["from"]: source["kind"] for source in mapping.get("identifiers", [])}
    return told


def _rows_with(rows: pa.Table, kinds: dict[str, str], traces: Traces) -> list[int]:
    """Return the places of the rows that name the person: in a column of a kind, or tellingly in any other."""
    found: set[int] = set()
    for name in rows.column_names:
        normalise = identifier_kinds()[kinds[name]].normalise if name in kinds else None
        for place, value in enumerate(rows[name].to_pylist()):
            if value is None:
                continue
            text = value if isinstance(value, str) else str(value)
            if (normalise and traces.spells(kinds[name], text, normalise)) or traces.found_in(text):
                found.add(place)
    return sorted(found)


def _quarantined(person: Person) -> Iterator[tuple[Path, list[int]]]:
    """Yield the quarantine files that hold the person, with the places of the rows."""
    import pyarrow.parquet as pq

    from siyu.connect.imports.staging import ORIGINAL, QUARANTINE

    for run in Import.objects.filter(workspace=person.workspace).select_related("workspace", "upload"):
        path = run.folder / QUARANTINE
        if path.is_file():
            kinds = {f"{ORIGINAL}{column}": kind for column, kind in _kinds_of(run.upload).items()}
            places: list[int] = []
            with pq.ParquetFile(path) as file:
                read = 0
                for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
                    places += [read + place for place in _rows_with(_table(batch), kinds, person.traces)]
                    read += batch.num_rows
            if places:
                yield path, places


def _export_quarantined(person: Person) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    from siyu.connect.imports.staging import ORIGINAL

    for path, places in _quarantined(person):
        for row in pq.read_table(path).take(places).to_pylist():
            values = {name.removeprefix(ORIGINAL): value for name, value in row.items() if name.startswith(ORIGINAL)}
            yield {"import": int(path.parent.name), "row_no": row["row_no"], "reason": row["reason"], "values": values}


def _drop_quarantined(person: Person) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from siyu.engine.files import sync_file, sync_folder

    for path, places in _quarantined(person):
        rows = pq.read_table(path)
        gone = pc.is_in(pa.array(range(len(rows))), value_set=pa.array(places))
        made = path.with_name(f".{path.name}")
        pq.write_table(rows.filter(pc.invert(gone)), made, compression="zstd")
        made.chmod(0o600)
        sync_file(made)
        made.rename(path)
        sync_folder(path.parent)


def _staged(person: Person) -> Iterator[tuple[Import, int]]:
    """Yield the imports whose staged chunks hold the person, with the number of rows."""
    for run in Import.objects.filter(workspace=person.workspace).select_related("workspace"):
        if count := sum(_chunks_of(run, person.traces)):
            yield run, count


def _chunks_of(run: Import, traces: Traces) -> Iterator[int]:
    """Yield how many rows of each staged chunk are of the person."""
    import json

    import pyarrow.parquet as pq

    from siyu.connect.imports.staging import PLAN

    if not (run.folder / PLAN).is_file():
        return
    kinds = json.loads((run.folder / PLAN).read_text())["identifiers"]
    for path in sorted(run.folder.glob("chunk-*.parquet")):
        count = 0
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
                told = _table(batch)
                others = _rows_with(told.drop_columns("who"), {}, traces)
                mine = [place for place, who in enumerate(told["who"].to_pylist()) if _is_who(who, kinds, traces)]
                count += len({*others, *mine})
        yield count


def _is_who(who: str | None, kinds: list[str], traces: Traces) -> bool:
    return who is not None and traces.known_by(zip(kinds, who.split(BETWEEN), strict=True))


def _drop_staged(person: Person) -> None:
    """Remove what was staged of imports that stopped or failed; without their plan they would begin anew."""
    for run, _ in _staged(person):
        quarantine = run.folder / "quarantine.parquet"
        for path in run.folder.iterdir():
            if path != quarantine:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        changes = {"state": Import.FAILED, "error": DROPPED.as_dict(), "finished_at": datetime.now(UTC)}
        Import.objects.filter(pk=run.pk).exclude(state=Import.DONE).update(**changes)


def _count_templates(person: Person) -> int:
    return count_named(TEMPLATES.rows(person), ("name", *TEMPLATES.fields), person.traces)


def _redact_templates(person: Person) -> None:
    rows = TEMPLATES.rows(person)
    redact_names(rows, "name", person.traces)
    redact_named(rows, TEMPLATES.fields, person.traces)


def _table(batch: pa.RecordBatch) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_batches([batch])


STORES = (
    PersonalData(
        name="uploads",
        label=Text("上传的文件", "Uploaded files"),
        holds=("connect_imports.Upload", "files.uploads"),
        fate="erased",
        count=lambda person: len(_uploads(person)),
        erase=_drop_uploads,
        settle=_settle,
    ),
    PersonalData(
        name="quarantine",
        label=Text("隔离的行", "Quarantined rows"),
        holds=("files.quarantine",),
        fate="erased",
        count=lambda person: sum(len(places) for _, places in _quarantined(person)),
        erase=_drop_quarantined,
        export=_export_quarantined,
    ),
    PersonalData(
        name="staged",
        label=Text("待载入的行", "Staged rows"),
        holds=("files.chunks",),
        fate="erased",
        count=lambda person: sum(count for _, count in _staged(person)),
        erase=_drop_staged,
    ),
    redacted(
        "imports",
        Text("导入记录", "Records of imports"),
        Texts(Import, ("mapping", "notes", "error")),
        Texts(Upload, ("filename", "columns")),
    ),
    PersonalData(
        name="mapping_templates",
        label=Text("对应模板", "Mapping templates"),
        holds=("connect_imports.MappingTemplate",),
        fate="redacted",
        count=_count_templates,
        erase=_redact_templates,
    ),
)
