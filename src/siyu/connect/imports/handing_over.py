"""Handing a file over: it is kept under a random name, looked into, and refused when nothing can be made of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from siyu.accounts.models import Workspace
from siyu.connect.imports.kinds import kind_of
from siyu.connect.imports.mapping import check_mapping, parse_mapping
from siyu.connect.imports.models import Import, Upload
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
    """What a file looks like: format, encoding, columns as (name, type) and its first rows as text."""

    format: str
    encoding: str
    columns: list[dict[str, str]]
    sample: list[list[str | None]]

    @property
    def names(self) -> list[str]:
        """The column names."""
        return [column["name"] for column in self.columns]


def look_into(path: Path, filename: str, encoding: str | None = None) -> Glimpse:
    """Return what a file looks like. Raises `Refusal` when it is empty, cut off, or not in its encoding."""
    with _opened(path, filename, encoding) as staged:
        columns = [{"name": column.name, "type": column.type} for column in staged.columns]
        sample = [[_shown(value) for value in row] for row in staged.sample(SAMPLED)]
    if not sample:
        raise Refusal(
            "file.no_rows",
            Text("文件里只有表头，没有数据", "the file has a header and no rows"),
            mend=Text("请确认导出时选中了数据。", "Check that the export selected any data."),
        )
    return Glimpse(staged.format, staged.encoding or "", columns, sample)


def keep_upload(
    workspace: Workspace, chunks: Iterable[bytes], filename: str, *, by: str, encoding: str | None = None
) -> tuple[Upload, Glimpse]:
    """Keep an uploaded file, readable by nobody else on the machine, and look into it; a refused one is not kept."""
    upload = Upload(workspace=workspace, filename=_plain_name(filename), by=by, encoding=encoding or "", bytes=0)
    folder = Path(settings.SIYU_HOME) / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        upload.bytes = _write(upload.file, chunks)
        glimpse = look_into(upload.file, upload.filename, encoding)
    except BaseException:
        upload.file.unlink(missing_ok=True)
        raise
    upload.format, upload.columns = glimpse.format, glimpse.columns
    upload.save()
    return upload, glimpse


def note_file(workspace: Workspace, path: Path, *, by: str, encoding: str | None = None) -> tuple[Upload, Glimpse]:
    """Look into a file that stays where it is, as the command line names it."""
    if path.is_dir():
        raise Refusal(
            "file.folder",
            Text("{path} 是文件夹", "{path} is a folder").format(path=path),
            mend=Text("请指定其中的一个 CSV 或 Parquet 文件。", "Name one CSV or Parquet file in it."),
        )
    if not path.is_file():
        raise Refusal("file.missing", Text("没有文件 {path}", "there is no file {path}").format(path=path))
    glimpse = look_into(path, path.name, encoding)
    upload = Upload.objects.create(
        workspace=workspace, path=str(path.resolve()), filename=_plain_name(path.name), bytes=path.stat().st_size,
        format=glimpse.format, encoding=encoding or "", columns=glimpse.columns, by=by,
    )  # fmt: skip
    return upload, glimpse


def order_import(upload: Upload, document: Any, *, by: str, dry_run: bool = False) -> Import:
    """Make an import of an upload, ready to run. Raises `Refusal` when the mapping does not fit the file."""
    mapping = parse_mapping(document)
    columns = [column["name"] for column in upload.columns]
    check_mapping(mapping, columns, upload.workspace)
    return Import.objects.create(
        workspace=upload.workspace,
        upload=upload,
        kind=kind_of(mapping.imports).name,
        mapping=mapping.as_document(),
        dry_run=dry_run,
        by=by,
    )


@contextmanager
def _opened(path: Path, filename: str, encoding: str | None) -> Iterator[Staged]:
    from siyu.engine.staging import open_file

    is_parquet = filename.lower().endswith(".parquet") or _begins_as_parquet(path)
    if is_parquet:
        with open_file(path, "parquet") as staged:
            yield staged
        return
    with tempfile.TemporaryDirectory(prefix="siyu-look-") as folder:
        head = _head(path, Path(folder))
        try:
            opened = open_file(head, "csv", encoding)
        except Refusal:
            # A cut inside a quoted value looks like a fault; the whole file decides.
            if head == path:
                raise
            opened = open_file(path, "csv", encoding)
        with opened as staged:
            yield staged


def _begins_as_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _head(path: Path, folder: Path) -> Path:
    if path.stat().st_size <= LOOKED_AT_BYTES:
        return path
    with path.open("rb") as file:
        start = file.read(LOOKED_AT_BYTES)
    head = folder / "head.csv"
    head.write_bytes(start[: start.rfind(b"\n") + 1])
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
