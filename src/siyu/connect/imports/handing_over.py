"""Handing a file over: it is kept under a random name, looked into, and refused when nothing can be made of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from siyu.accounts.models import Workspace
from siyu.connect.imports.kinds import kind_of
from siyu.connect.imports.mapping import check_mapping, parse_mapping
from siyu.connect.imports.models import Import, ImportBatch, Upload
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siyu.engine.staging import Staged

SAMPLED = 20
LOOKED_AT_BYTES = 4 * 1024 * 1024
"""Of a longer CSV only the beginning is read to propose a mapping; the import itself checks all of it."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a file looks like: format, encoding, columns as (name, type), its first rows as text; a workbook's sheets."""

    format: str
    encoding: str
    columns: list[dict[str, str]]
    sample: list[list[str | None]]
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""

    @property
    def names(self) -> list[str]:
        """The column names."""
        return [column["name"] for column in self.columns]


def look_into(
    path: Path, filename: str, encoding: str | None = None, sheet: str | None = None, *, first: bool = False
) -> Glimpse:
    """Return what a file looks like; with `first`, the first of several sheets when none is named.

    Raises `Refusal` when it is empty, cut off, not in its encoding, or of no use.
    """
    from siyu.engine.excel import sheets_of
    from siyu.engine.formats import EXCEL, format_of

    format = format_of(path, filename)
    sheets = sheets_of(path) if format == EXCEL else []
    if first and sheets:
        sheet = sheet or sheets[0]
    with _opened(path, format, encoding, sheet) as staged:
        columns = [{"name": column.name, "type": column.type} for column in staged.columns]
        sample = [[_shown(value) for value in row] for row in staged.sample(SAMPLED)]
    if not sample:
        raise Refusal(
            "file.no_rows",
            Text("文件里只有表头，没有数据", "the file has a header and no rows"),
            mend=Text("请确认导出时选中了数据。", "Check that the export selected any data."),
        )
    return Glimpse(staged.format, staged.encoding or "", columns, sample, sheets, sheet or next(iter(sheets), ""))


def keep_upload(
    workspace: Workspace,
    chunks: Iterable[bytes],
    filename: str,
    *,
    by: str,
    encoding: str | None = None,
    sheet: str | None = None,
) -> tuple[Upload, Glimpse]:
    """Keep an uploaded file, readable by nobody else on the machine, and look into it; a refused one is not kept.

    Of a workbook with several sheets the first is taken unless one is named; the glimpse tells all.
    """
    upload = Upload(workspace=workspace, filename=_plain_name(filename), by=by, encoding=encoding or "", bytes=0)
    folder = Path(settings.SIYU_HOME) / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        upload.bytes = _write(upload.file, chunks)
        glimpse = look_into(upload.file, upload.filename, encoding, sheet, first=True)
    except BaseException:
        upload.file.unlink(missing_ok=True)
        raise
    upload.format, upload.columns, upload.sheet = glimpse.format, glimpse.columns, glimpse.sheet
    upload.save()
    return upload, glimpse


def choose_sheet(upload: Upload, sheet: str) -> Glimpse:
    """Read another sheet of a kept workbook from now on. Raises `Refusal` when it has none of that name."""
    glimpse = look_into(upload.file, upload.filename, sheet=sheet, first=True)
    upload.columns, upload.sheet = glimpse.columns, glimpse.sheet
    upload.save(update_fields=["columns", "sheet"])
    return glimpse


def note_file(
    workspace: Workspace, path: Path, *, by: str, encoding: str | None = None, sheet: str | None = None
) -> tuple[Upload, Glimpse]:
    """Look into a file that stays where it is, as the command line names it; of several sheets one must be named."""
    if path.is_dir():
        raise Refusal(
            "file.folder",
            Text("{path} 是文件夹", "{path} is a folder").format(path=path),
            mend=Text("请指定其中的文件。", "Name the files in it."),
        )
    if not path.is_file():
        raise Refusal("file.missing", Text("没有文件 {path}", "there is no file {path}").format(path=path))
    glimpse = look_into(path, path.name, encoding, sheet)
    upload = Upload.objects.create(
        workspace=workspace, path=str(path.resolve()), filename=_plain_name(path.name), bytes=path.stat().st_size,
        format=glimpse.format, encoding=encoding or "", columns=glimpse.columns, by=by,
        sheet=glimpse.sheet,
    )  # fmt: skip
    return upload, glimpse


def order_import(
    upload: Upload, document: Any, *, by: str, dry_run: bool = False, batch: ImportBatch | None = None
) -> Import:
    """Make an import of an upload, ready to run. Raises `Refusal` when the mapping does not fit the file."""
    mapping = parse_mapping(document)
    columns = [column["name"] for column in upload.columns]
    check_mapping(mapping, columns, upload.workspace)
    return Import.objects.create(
        workspace=upload.workspace,
        upload=upload,
        batch=batch,
        kind=kind_of(mapping.imports).name,
        mapping=mapping.as_document(),
        dry_run=dry_run,
        by=by,
    )


@contextmanager
def _opened(path: Path, format: str, encoding: str | None, sheet: str | None) -> Iterator[Staged]:
    from siyu.engine.formats import EXCEL, PARQUET
    from siyu.engine.staging import open_file

    if format in {EXCEL, PARQUET}:
        with open_file(path, format, sheet=sheet, rows=SAMPLED) as staged:
            yield staged
        return
    with tempfile.TemporaryDirectory(prefix="siyu-look-") as folder:
        head = _head(path, Path(folder))
        try:
            opened = open_file(head, format, encoding)
        except Refusal:
            # A cut inside a quoted value looks like a fault; the whole file decides.
            if head == path:
                raise
            opened = open_file(path, format, encoding)
        with opened as staged:
            yield staged


def _head(path: Path, folder: Path) -> Path:
    """Return the beginning of a text file, unpacked, up to its last line end; a short file as it is."""
    from siyu.engine.formats import is_gzip, unpack

    plain = path
    if is_gzip(path):
        plain = folder / "unpacked"
        unpack(path, plain, LOOKED_AT_BYTES)
    elif path.stat().st_size <= LOOKED_AT_BYTES:
        return path
    with plain.open("rb") as file:
        start = file.read(LOOKED_AT_BYTES)
    head = folder / "head"
    head.write_bytes(start[: start.rfind(b"\n") + 1] if len(start) == LOOKED_AT_BYTES else start)
    return head


def _write(path: Path, chunks: Iterable[bytes]) -> int:
    written = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in chunks:
            written += len(chunk)
            if written > settings.SIYU_UPLOAD_MAX_BYTES:
                raise Refusal(
                    "file.too_large",
                    Text("文件超过 {most} MB", "the file is larger than {most} MB").format(
                        most=settings.SIYU_UPLOAD_MAX_BYTES // 1_048_576
                    ),
                    mend=Text("请分成几个文件，或用命令行导入。", "Split it, or import it from the command line."),
                    status=413,
                )
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return written


def _plain_name(filename: str) -> str:
    return "".join(sign for sign in Path(filename).name if sign.isprintable())[-255:] or "file"


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)[:200]
