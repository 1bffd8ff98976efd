"""CSV that a spreadsheet opens without running anything: cells that look like formulas are disarmed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

BOM = "\ufeff"
"""Excel reads a CSV file as UTF-8 only when it begins with this."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


def safe_cell(value: Any) -> str:
    """Return the value as text, with `'` before anything a spreadsheet would run; plain numbers stay as they are."""
    text = "" if value is None else str(value)
    if text.startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield the lines of a CSV file, header first with a byte order mark, every cell safe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in header])
    yield BOM + _drain(out)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
        yield _drain(out)


def _drain(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
