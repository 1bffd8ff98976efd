"""The serials of a range as text: what a printer of packs is sent."""

from __future__ import annotations

from collections.abc import Iterator

from siyu.connect.codes.keys import key_of
from siyu.connect.codes.models import CodeBatch
from siyu.connect.codes.serials import shown, write_serial
from siyu.lib.errors import Refusal
from siyu.lib.spreadsheet import csv_lines
from siyu.lib.text import Text

PATH = "/c/"
COLUMNS = ("number", "serial", "address")
LINES_AT_ONCE = 1_000


def address_of(origin: str, serial: str) -> str:
    """Return what the QR code of a serial holds."""
    return f"{origin}{PATH}{serial}"


def checked_range(batch: CodeBatch, first: int | None, last: int | None) -> tuple[int, int]:
    """Return the range, by default all. Raises `Refusal` for one that does not lie in the batch."""
    begin, end = first or 1, last or batch.count
    if not 1 <= begin <= end <= batch.count:
        text = Text(
            "编号须在 1 到 {count} 之间，且先小后大", "numbers lie between 1 and {count}, the smaller one first"
        )
        raise Refusal("code_batch.bad_range", text.format(count=batch.count), where="first")
    return begin, end


def serials_of(batch: CodeBatch, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield number and serial of a range."""
    key = key_of(batch)
    for number in range(first, last + 1):
        yield number, write_serial(batch.tag, key, number)


def serial_lines(batch: CodeBatch, first: int, last: int, origin: str) -> Iterator[str]:
    """Yield the CSV of a range, a thousand lines at once."""
    rows = ((number, shown(serial), address_of(origin, serial)) for number, serial in serials_of(batch, first, last))
    some: list[str] = []
    for line in csv_lines(COLUMNS, rows):
        some.append(line)
        if len(some) >= LINES_AT_ONCE:
            yield "".join(some)
            some.clear()
    if some:
        yield "".join(some)
