"""What a file is, told by its first bytes and its name: CSV, JSON Lines, Excel or Parquet; the first two may be gzipped."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

CSV, JSON_LINES, EXCEL, PARQUET = "csv", "jsonl", "excel", "parquet"

BLOCK = 1 << 20
MOST_RATIO = 200
"""Text rarely becomes a fiftieth; what unpacks to more than this was made to fill a disk."""
SMALL = 64 * 1024 * 1024
MOST_UNPACKED = 32 * 1024**3

_GZIP, _ZIP, _PARQUET, _OLE = b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"
_JSON_NAMES = (".jsonl", ".ndjson", ".json")


def format_of(path: Path, name: str | None = None) -> str:
    """Return what a file is. Raises `Refusal` for an old or locked workbook, a JSON array, and archives of archives."""
    name = (name or path.name).lower()
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(_GZIP):
        start, name = _first_unpacked(path), name.removesuffix(".gz")
        if start.startswith((_GZIP, _ZIP, _PARQUET, _OLE)):
            raise _packed_needlessly()
    elif start.startswith(_PARQUET) or name.endswith(".parquet"):
        return PARQUET
    elif start.startswith(_ZIP) or name.endswith((".xlsx", ".xlsm")):
        return EXCEL
    elif start.startswith(_OLE):
        raise _old_excel()
    return _text_format(start, name)


def is_gzip(path: Path) -> bool:
    """Say whether a file is gzipped."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def unpack(path: Path, target: Path, most: int | None = None) -> None:
    """Write what is in a gzip file to `target`, at most the first `most` bytes.

    Raises `Refusal` for a file that is cut off or damaged, and for one that unpacks to far more than text would.
    """
    allowed = min(max(SMALL, MOST_RATIO * path.stat().st_size), MOST_UNPACKED)
    written = 0
    with target.open("wb") as out:
        for block in _unpacked(path):
            written += len(block)
            if written > allowed:
                raise too_large()
            out.write(block)
            if most is not None and written >= most:
                return


def _unpacked(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path, "rb") as file:
            yield from iter(lambda: file.read(BLOCK), b"")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Refusal(
            "file.broken_gzip",
            Text("gzip 文件不完整或已损坏", "the gzip file is cut off or damaged"),
            mend=Text("文件可能没有传完，请重新压缩或上传。", "Pack it or upload it again."),
        ) from error


def _first_unpacked(path: Path) -> bytes:
    return next(_unpacked(path), b"")[:4096]


def _text_format(start: bytes, name: str) -> str:
    first = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if name.endswith(_JSON_NAMES) and first == b"[":
        raise Refusal(
            "file.json_array",
            Text("这是一个 JSON 数组，不是 JSON Lines", "this is a JSON array, not JSON Lines"),
            where="line 1",
            mend=Text("每行写一个 JSON 对象，不要方括号和行末逗号。", "Write one object a line, without brackets."),
        )
    return JSON_LINES if first == b"{" or name.endswith(_JSON_NAMES) else CSV


def _packed_needlessly() -> Refusal:
    return Refusal(
        "file.packed_needlessly",
        Text("gzip 里不是 CSV 或 JSON Lines", "what is gzipped is neither CSV nor JSON Lines"),
        mend=Text(
            "Excel 和 Parquet 文件请直接上传，不要压缩。", "Excel and Parquet files come as they are: unpack it."
        ),
    )


def _old_excel() -> Refusal:
    return Refusal(
        "file.old_excel",
        Text("这是旧版或带密码的 Excel 文件", "this is an old Excel file, or one with a password"),
        mend=Text(
            "用 Excel 打开，去掉密码并另存为 .xlsx。", "Open it in Excel, take off the password, save it as .xlsx."
        ),
    )


def too_large() -> Refusal:
    """Return the refusal of a file that was made to fill a disk or the memory."""
    return Refusal(
        "file.unpacks_too_large",
        Text("文件解压后大得不合理", "the file unpacks to more than any table would"),
        mend=Text("请分成几个文件，或不压缩。", "Split it, or bring it unpacked."),
    )
