"""Writing the file of a run: counted and hashed on the way, readable by nobody else, on the disk before it counts."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.engine.files import sync_file, sync_folder
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.segments.export import member_lines

if TYPE_CHECKING:
    from pyroaring import BitMap

SPARE_BYTES = 512 * 1024 * 1024
"""Room that is left on the disk: a full one would stop everything else."""


@dataclass(frozen=True, slots=True)
class Written:
    """Rows without the header, bytes, and the SHA-256 of the bytes."""

    rows: int
    size: int
    sha256: str


def write_members(workspace: Workspace, members: BitMap, path: Path, *, masked: bool) -> Written:
    """Write the members to a new CSV file. Raises `Refusal` when the disk has no room or can't be written."""
    return _write(path, member_lines(workspace, members, masked=masked))


def write_without(source: Path, target: Path, ids: Collection[int]) -> Written:
    """Copy an export's file without the rows of the ids; `target` may be there from an earlier try."""
    target.unlink(missing_ok=True)
    with source.open(encoding="utf-8", newline="") as file:
        return _write(target, _lines_without(file, ids))


def rows_of(path: Path, ids: Collection[int]) -> int:
    """Return how many rows of an export's file are of the ids; none when the file is gone."""
    if not path.is_file():
        return 0
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for row in csv.reader(file) if _is_of(row, ids))


def _lines_without(file: Iterable[str], ids: Collection[int]) -> Iterator[str]:
    kept: list[str] = []

    class Sink:
        def write(self, text: str) -> None:
            kept.append(text)

    writer = csv.writer(Sink(), lineterminator="\r\n")
    # The cells were made safe when they were written, and stay as they are.
    for row in csv.reader(file):
        if not _is_of(row, ids):
            writer.writerow(row)
            yield kept.pop()


def _is_of(row: list[str], ids: Collection[int]) -> bool:
    return bool(row) and row[0].isdecimal() and int(row[0]) in ids


def _write(path: Path, lines: Iterable[str]) -> Written:
    digest, size, count = hashlib.sha256(), 0, -1
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_too_full(path.parent)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for count, line in enumerate(lines):  # noqa: B007 - how many there were
                raw = line.encode()
                digest.update(raw)
                size += out.write(raw)
        sync_file(path)
        sync_folder(path.parent)
    except OSError as error:
        text = Text("无法写入文件：{why}", "the file can't be written: {why}").format(why=error.strerror)
        mend = Text("请检查磁盘空间和目录权限。", "Look at the disk's room and the folder's permissions.")
        raise Refusal("export.disk", text, mend=mend) from error
    return Written(count, size, digest.hexdigest())


def _refuse_too_full(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < SPARE_BYTES:
        text = Text("磁盘空间不足：可用 {free:,} 字节", "the disk has too little room: {free:,} bytes are free")
        mend = Text("请腾出空间，然后重新运行。", "Make room, then run it again.")
        raise Refusal("export.disk_full", text.format(free=free), mend=mend)
