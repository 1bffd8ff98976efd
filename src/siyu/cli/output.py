"""Rows as a table, CSV or JSON on standard output; CSV cells never run as formulas."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.headings import heading
from siyu.cli.language import say
from siyu.cli.words import option
from siyu.lib.jsons import plain
from siyu.lib.text import Text

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN_IN_A_TABLE = 200
WIDTH_OF_A_PIPE = 10_000

format_option: Callable[[Any], Any] = option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    zh="输出格式",
    en="How to print the rows",
)
workspace_option: Callable[[Any], Any] = option(
    "--workspace", zh="工作区代号（默认唯一的那个）", en="Slug of the workspace (default: the only one)"
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns and rows, read once. The columns of a question in SQL are `given`: they are shown as they were asked for."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    given: bool = False


def rows_of(table: pa.Table | pa.RecordBatchReader) -> Rows:
    """Return an Arrow table or reader as rows, converted batch by batch."""
    batches = table.to_batches() if hasattr(table, "to_batches") else table
    return Rows(table.schema.names, _rows_of(batches))


def show(rows: Rows, form: str) -> None:
    """Print the rows; a table shows the first 200 and says so, CSV and JSON bring all."""
    {"table": _show_table, "csv": _show_csv, "json": _show_json}[form](rows)


def _rows_of(batches: Iterable[pa.RecordBatch]) -> Iterator[Sequence[Any]]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _show_table(rows: Rows) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    found = iter(rows.rows)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    shown = list(islice(found, SHOWN_IN_A_TABLE))
    for place, name in enumerate(rows.columns):
        is_number = all(isinstance(row[place], int | float) or row[place] is None for row in shown)
        head = name if rows.given else heading(name)
        table.add_column(head, justify="right" if is_number and shown else "left", overflow="fold")
    for row in shown:
        table.add_row(*("" if value is None else _cell(value) for value in row))
    Console(width=_width(), highlight=False, markup=False).print(table)
    if next(found, None) is not None:
        text = Text("只显示前 {n} 行；用 --format csv 输出全部。", "Only the first {n} rows; --format csv brings all.")
        click.echo(say(text.format(n=SHOWN_IN_A_TABLE)), err=True)


def _width() -> int | None:
    """Return None for the terminal's own width; a pipe or a file has none, and no cell is folded there."""
    return None if sys.stdout.isatty() else WIDTH_OF_A_PIPE


def _cell(value: Any) -> str:
    text = json.dumps(value, default=plain, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    return "".join(character if character.isprintable() else " " for character in text)


def _show_csv(rows: Rows) -> None:
    from siyu.lib.spreadsheet import BOM, csv_lines

    for line in csv_lines(rows.columns, rows.rows):
        sys.stdout.write(line.removeprefix(BOM))


def _show_json(rows: Rows) -> None:
    separator = "["
    for row in rows.rows:
        line = json.dumps(dict(zip(rows.columns, row, strict=True)), default=plain, ensure_ascii=False)
        sys.stdout.write(f"{separator}\n  {line}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")
