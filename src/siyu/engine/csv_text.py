"""CSV as text: transcoding to UTF-8, the delimiter, the header, and the exact line of what is wrong with a file."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

ENCODINGS = {
    "utf-8": "utf-8-sig",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
}
GUESSED = ("utf-8", "gb18030")
DELIMITERS = ",\t;|"
BLOCK = 1 << 20
LOOKED_AT = 50
LONGEST = 1 << 21
"""No line is longer for DuckDB, and no more than this of one is held in memory."""

csv.field_size_limit(LONGEST)


def transcode(source: Path, target: Path, encoding: str | None) -> str:
    """Write the file as UTF-8 with `\\n` line ends and without a byte order mark; return the encoding it was in.

    With None the byte order mark decides, then the first of UTF-8 and GB18030 that fits the whole file. Works a block
    at a time. Raises `Refusal` with the line for bytes that are not in the encoding, and for a file that is no text.
    """
    names = [_known(encoding)] if encoding else _guesses(source)
    for name in names[:-1]:
        try:
            _rewrite(source, target, name)
            return name
        except Refusal:
            continue
    _rewrite(source, target, names[-1])
    return names[-1]


def _known(encoding: str) -> str:
    name = encoding.lower().replace("_", "-").removesuffix("-sig")
    name = {"utf8": "utf-8", "utf16": "utf-16", "cp1252": "windows-1252", "cp936": "gbk"}.get(name, name)
    if name not in ENCODINGS:
        raise Refusal(
            "file.unknown_encoding",
            Text("不认识的编码 {name}", "unknown encoding {name}").format(name=encoding),
            mend=Text("可用的编码：{names}", "Use one of: {names}").format(names=", ".join(ENCODINGS)),
        )
    return name


def _guesses(source: Path) -> list[str]:
    with source.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    return ["utf-8"] if start.startswith(codecs.BOM_UTF8) else [*GUESSED, "utf-8"]


def _rewrite(source: Path, target: Path, name: str) -> None:
    codec = ENCODINGS[name]
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(codec)("strict"), translate=True)
    line = 1
    with source.open("rb") as file, target.open("wb") as out:
        for block in itertools.chain(iter(lambda: file.read(BLOCK), b""), [b""]):
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(codec, "ignore")
                raise _wrong_encoding(name, line + before.count("\n")) from None
            if "\0" in text:
                raise _not_text(line + text[: text.index("\0")].count("\n"))
            line += text.count("\n")
            out.write(text.encode())


def _wrong_encoding(name: str, line: int) -> Refusal:
    return Refusal(
        "file.wrong_encoding",
        Text("文件不是 {name} 编码", "the file is not in the encoding {name}").format(name=name),
        where=f"line {line}",
        mend=Text(
            "请选择正确的编码，或另存为 UTF-8 后再上传。", "Choose the right encoding, or save the file as UTF-8."
        ),
    )


def _not_text(line: int) -> Refusal:
    return Refusal(
        "file.not_text",
        Text("文件里有空字节，不是文本", "the file holds null bytes, so it is no text"),
        where=f"line {line}",
        mend=Text("若文件是 UTF-16，请选择该编码。", "If the file is in UTF-16, choose that encoding."),
    )


def read_header(path: Path) -> tuple[str, list[str]]:
    """Return the delimiter and the header of a UTF-8 file: the delimiter that cuts most of the first rows alike.

    Raises `Refusal` for a file without a first line.
    """
    with path.open(encoding="utf-8", newline="") as file:
        start = list(itertools.islice(_lines(file), LOOKED_AT))
    if not any(line.strip() for line in start):
        raise Refusal("file.empty", Text("文件是空的", "the file is empty"))
    best = max(DELIMITERS, key=lambda delimiter: _fit(start, delimiter))
    return best, next(row for row in csv.reader(start, delimiter=best) if row)


def _lines(file: TextIO) -> Iterator[str]:
    """Yield the lines, one that is too long in pieces."""
    return iter(lambda: file.readline(LONGEST), "")


def _fit(lines: list[str], delimiter: str) -> tuple[int, int]:
    rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    width = len(rows[0])
    return (sum(len(row) == width for row in rows) if width > 1 else 0, width)


def first_fault(path: Path, delimiter: str, width: int) -> Refusal | None:
    """Read a UTF-8 file row by row and return what is wrong with the first faulty row, or None when all are whole."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in _rows(file, delimiter):
            if isinstance(row, csv.Error):
                return _bad_quotes(line)
            if row and len(row) != width:
                return _ragged(line, width, len(row))
    return None


def _rows(file: TextIO, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
            return


def _bad_quotes(line: int) -> Refusal:
    return Refusal(
        "file.bad_quotes",
        Text("引号没有成对", "a quote is opened and not closed as it should be"),
        where=f"line {line}",
        mend=Text('值里的引号要写成两个（""）。', 'Write a quote inside a value twice ("").'),
    )


def _ragged(line: int, width: int, found: int) -> Refusal:
    return Refusal(
        "file.ragged_row",
        Text("这一行有 {found} 列，表头有 {width} 列", "this row has {found} columns, the header has {width}").format(
            found=found, width=width
        ),
        where=f"line {line}",
        mend=Text("含有分隔符的值要用引号括起来。", "Put values that hold the delimiter in quotes."),
    )
