"""Excel workbooks as tables of text: one sheet, read row by row; sizes are judged before anything is unpacked."""

from __future__ import annotations

import itertools
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from siyu.engine.formats import MOST_RATIO, SMALL, too_large
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

READ_AT_ONCE = 500
MOST_PARTS = 10_000
MOST_SHEET_BYTES = 4 * 1024**3
MOST_WORDS_BYTES = 512 * 1024 * 1024
"""The table of words is held in memory, a sheet is not."""
MOST_OTHER_BYTES = 64 * 1024 * 1024
MOST_ROWS = 1_048_576
"""Excel's own limit."""

Row = tuple[int, list[str | None]]


@contextmanager
def open_sheet(path: Path, sheet: str | None = None) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    """Open a workbook and give the sheet's name, its header and its rows as (row number in Excel, values).

    The first row that holds anything is the header; empty rows are left out. Without `sheet` the only visible sheet
    that holds anything is taken. Raises `Refusal` when there are several, for a sheet that is not there or is empty,
    for a row that is wider than the header, and for a file that is no workbook or unpacks to far too much.
    """
    with _workbook(path) as sheets:
        chosen = _choose(sheets, sheet)
        rows = _rows(chosen)
        _, header = next(rows, (0, []))
        if not header:
            raise Refusal("file.empty", Text("工作表是空的", "the sheet is empty"), where=chosen.title)
        yield chosen.title, [name or "" for name in header], _fitting(rows, len(header))


def sheets_of(path: Path) -> list[str]:
    """Return the names of the visible sheets that hold anything. Raises `Refusal` for a file that is no workbook."""
    with _workbook(path) as sheets:
        return [sheet.title for sheet in _filled(sheets)]


@contextmanager
def _workbook(path: Path) -> Iterator[list[ReadOnlyWorksheet]]:
    from openpyxl import load_workbook

    # A kept file has no ending, and the library goes by the ending of a path.
    with path.open("rb") as file:
        with _mended():
            _judge(path)
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            yield [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]
        finally:
            book.close()


@contextmanager
def _mended() -> Iterator[None]:
    """Turn whatever a damaged workbook makes its reader raise into one refusal, and be silent about decoration."""
    faults = (
        zipfile.BadZipFile, zlib.error, ParseError, KeyError, IndexError, ValueError, TypeError, AttributeError,
        OverflowError, EOFError, OSError, NotImplementedError, RuntimeError,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        try:
            yield
        except faults as error:
            raise Refusal(
                "file.not_excel",
                Text("不是完整的 Excel 工作簿", "this is not a whole Excel workbook"),
                mend=Text("请在 Excel 中打开并另存为 .xlsx。", "Open it in Excel and save it as .xlsx."),
            ) from error


def _judge(path: Path) -> None:
    """Refuse an archive by what it declares; the reader never unpacks more of a part than was declared."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise too_large()
    for part in parts:
        most = MOST_OTHER_BYTES
        if part.filename.startswith("xl/worksheets/"):
            most = MOST_SHEET_BYTES
        elif part.filename == "xl/sharedStrings.xml":
            most = MOST_WORDS_BYTES
        is_dense = part.file_size > SMALL and part.file_size > MOST_RATIO * part.compress_size
        if part.file_size > most or is_dense:
            raise too_large()


def _choose(sheets: list[ReadOnlyWorksheet], name: str | None) -> ReadOnlyWorksheet:
    if name:
        for sheet in sheets:
            if sheet.title == name:
                return sheet
        raise Refusal(
            "file.unknown_sheet",
            Text("没有工作表“{name}”", "there is no sheet “{name}”").format(name=name),
            where="sheet",
            mend=_known(sheets),
        )
    filled = _filled(sheets)
    if not filled:
        raise Refusal("file.empty", Text("工作簿是空的", "the workbook is empty"))
    if len(filled) > 1:
        raise Refusal(
            "file.several_sheets",
            Text("工作簿里有 {count} 张有内容的工作表", "{count} sheets of the workbook hold something").format(
                count=len(filled)
            ),
            where="sheet",
            mend=_known(filled),
        )
    return filled[0]


def _known(sheets: list[ReadOnlyWorksheet]) -> Text:
    names = ", ".join(sheet.title for sheet in sheets[:20])
    return Text("请选择其中一张：{names}", "Choose one of: {names}").format(names=names)


def _filled(sheets: list[ReadOnlyWorksheet]) -> list[ReadOnlyWorksheet]:
    return [sheet for sheet in sheets if sheet.sheet_state == "visible" and next(_rows(sheet), None)]


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[Row]:
    """Yield the rows that hold anything, each up to its last value. What the sheet declares as its size is not believed."""
    sheet.reset_dimensions()
    for number, cells in enumerate(_read(sheet), 1):
        if number > MOST_ROWS:
            raise too_large()
        values = [_text(value) for value in cells]
        while values and values[-1] is None:
            values.pop()
        if values:
            yield number, values


def _read(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Yield from the library's reader a few rows at a time, so that only its own faults are taken for the file's."""
    rows = sheet.iter_rows(values_only=True)
    while True:
        with _mended():
            part = list(itertools.islice(rows, READ_AT_ONCE))
        if not part:
            return
        yield from part


def _fitting(rows: Iterator[Row], width: int) -> Iterator[Row]:
    for number, values in rows:
        if len(values) > width:
            raise Refusal(
                "file.ragged_row",
                Text(
                    "这一行有 {found} 列，表头有 {width} 列", "this row has {found} columns, the header {width}"
                ).format(found=len(values), width=width),
                where=f"row {number}",
                mend=Text("第一行须是列名，表格旁边不要有别的内容。", "The first row must name every column."),
            )
        yield number, values + [None] * (width - len(values))


def _text(value: Any) -> str | None:
    """Return a cell as it would be written: a whole number without a point, a midnight without a clock."""
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # Excel keeps fifteen digits; what a binary number holds beyond them was never typed.
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
