"""Files on their way in: a table of any format as a relation with row numbers, checked, in bounded memory."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from siyu.engine.connection import connect, disconnect
from siyu.engine.csv_text import first_fault, read_header, transcode
from siyu.engine.excel import open_sheet
from siyu.engine.formats import EXCEL, JSON_LINES, PARQUET, format_of, is_gzip, unpack
from siyu.engine.json_lines import keys_of, rows_of
from siyu.engine.snapshot import Snapshot
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

ROW_NO = "row_no"
NUMBERED = "file_row_number"
RESERVED = (ROW_NO, NUMBERED)
CSV_MEMORY = "512MB"
MOST_COLUMNS = 2_000
WRITTEN_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a staged file: its unique name, and text, integer, number, boolean, date, time or other."""

    name: str
    type: str


@dataclass
class Staged:
    """A file that has been read once and is whole. Use as a context manager: it owns temporary files."""

    format: str
    encoding: str | None
    columns: tuple[Column, ...]
    rows: int
    _path: Path
    _names: tuple[str, ...]
    _folder: tempfile.TemporaryDirectory[str]

    def __enter__(self) -> Staged:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the temporary files; relations made of them can be read no more."""
        self._folder.cleanup()

    def sample(self, rows: int) -> list[list[Any]]:
        """Return the first rows as lists in the order of `columns`."""
        found: list[list[Any]] = []
        with pq.ParquetFile(self._path) as file:
            for batch in file.iter_batches(batch_size=max(rows, 1), columns=list(self._names)):
                found += [list(row) for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)]
                if len(found) >= rows:
                    break
        return found[:rows]

    def batches(self, rows: int) -> Iterator[pa.Table]:
        """Yield all rows, so many at a time, with the columns named as in `columns`."""
        named = [column.name for column in self.columns]
        with pq.ParquetFile(self._path) as file:
            for batch in file.iter_batches(batch_size=rows, columns=list(self._names)):
                yield pa.Table.from_batches([batch]).select(list(self._names)).rename_columns(named)

    def relation(self, reader: Snapshot | Backend) -> ir.Table:
        """Return the rows on the reader's connection: `row_no` (1 is the first data row) and the columns.

        Columns are text, null where a value is empty; only a Parquet file has its own types.
        """
        connection = reader.connection if isinstance(reader, Snapshot) else reader
        rows = connection.read_parquet(self._path, file_row_number=True, hive_partitioning=False)
        renamed = {column.name: rows[name] for column, name in zip(self.columns, self._names, strict=True)}
        return rows.select(**{ROW_NO: rows[NUMBERED] + ibis.literal(1, "int64")}, **renamed)


def open_file(
    path: Path,
    format: str | None = None,
    encoding: str | None = None,
    *,
    sheet: str | None = None,
    work: Path | None = None,
    rows: int | None = None,
) -> Staged:
    """Read a file once and return it as a relation; temporary files go below `work`, or the system's folder.

    Without `format` the first bytes and the name decide. `encoding` is for text; without it, it is found out. `sheet`
    is for a workbook with several. `rows` stops after the first ones of a workbook. A header without rows is zero rows.
    Raises `Refusal` with the line for a wrong encoding, ragged rows or open quotes, and for a file that is cut off.
    """
    folder = tempfile.TemporaryDirectory(prefix="siyu-staged-", dir=work)
    try:
        format = format or format_of(path)
        if format == PARQUET:
            return _open_parquet(path, folder)
        if format == EXCEL:
            return _open_excel(path, sheet, rows, folder)
        if is_gzip(path):
            path = _unpacked(path, Path(folder.name))
        return _open_json_lines(path, encoding, folder) if format == JSON_LINES else _open_csv(path, encoding, folder)
    except BaseException:
        folder.cleanup()
        raise


def _unpacked(path: Path, folder: Path) -> Path:
    plain = folder / "unpacked"
    unpack(path, plain)
    return plain


def _open_parquet(path: Path, folder: tempfile.TemporaryDirectory[str]) -> Staged:
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        raise _not_parquet() from error
    names = tuple(schema.names)
    _refuse_too_wide(len(names))
    if len({name.lower() for name in names}) < len(names):
        raise Refusal(
            "file.duplicate_columns", Text("Parquet 文件有同名的列", "the Parquet file has columns of the same name")
        )
    # DuckDB takes a name with brackets for a pattern, a link of our own has none.
    link = Path(folder.name) / "staged.parquet"
    link.symlink_to(path.resolve())
    columns = tuple(
        Column(name, _type_name(schema.field(old).type)) for name, old in zip(unique(names), names, strict=True)
    )
    return Staged("parquet", None, columns, rows, link, names, folder)


def _open_csv(path: Path, encoding: str | None, folder: tempfile.TemporaryDirectory[str]) -> Staged:
    text, staged = Path(folder.name) / "staged.csv", Path(folder.name) / "staged.parquet"
    found = transcode(path, text, encoding)
    delimiter, header = read_header(text)
    _refuse_too_wide(len(header))
    names = unique(header)
    _csv_to_parquet(text, staged, delimiter, names)
    text.unlink()
    columns = tuple(Column(name, "text") for name in names)
    return Staged("csv", found, columns, pq.read_metadata(staged).num_rows, staged, names, folder)


def _csv_to_parquet(text: Path, staged: Path, delimiter: str, names: Sequence[str]) -> None:
    connection, spill = connect(CSV_MEMORY)
    try:
        rows = connection.read_csv(
            text,
            auto_detect=False,
            header=True,
            delim=delimiter,
            quote='"',
            escape='"',
            strict_mode=True,
            columns=dict.fromkeys(names, "string"),
        )
        connection.to_parquet(rows, staged, compression="zstd")
    except duckdb.Error as error:
        # DuckDB reads fast and in parallel; which line is at fault is found out only now.
        raise first_fault(text, delimiter, len(names)) or _unreadable() from error
    finally:
        disconnect(connection, spill)


def _open_excel(path: Path, sheet: str | None, rows: int | None, folder: tempfile.TemporaryDirectory[str]) -> Staged:
    with open_sheet(path, sheet) as (_, header, found):
        return _write_rows(EXCEL, None, header, (row for _, row in itertools.islice(found, rows)), folder)


def _open_json_lines(path: Path, encoding: str | None, folder: tempfile.TemporaryDirectory[str]) -> Staged:
    text = Path(folder.name) / "staged.jsonl"
    used = transcode(path, text, encoding)
    keys = keys_of(text)
    if not keys:
        raise Refusal("file.empty", Text("文件是空的", "the file is empty"))
    staged = _write_rows(JSON_LINES, used, keys, rows_of(text, keys), folder)
    text.unlink()
    return staged


def _write_rows(
    format: str,
    encoding: str | None,
    header: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    folder: tempfile.TemporaryDirectory[str],
) -> Staged:
    """Stage rows of text that come one after the other."""
    _refuse_too_wide(len(header))
    names, path, count = unique(header), Path(folder.name) / "staged.parquet", 0
    schema = pa.schema([(name, pa.string()) for name in names])
    waiting = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := list(itertools.islice(waiting, WRITTEN_AT_ONCE)):
            columns = [pa.array(values, pa.string()) for values in zip(*part, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
            count += len(part)
    return Staged(format, encoding, tuple(Column(name, "text") for name in names), count, path, names, folder)


def _refuse_too_wide(columns: int) -> None:
    if columns > MOST_COLUMNS:
        text = Text(
            "文件有 {columns:,} 列，最多 {most:,} 列", "the file has {columns:,} columns, at most {most:,} can be read"
        )
        mend = Text("请只导出需要的列。", "Export only the columns you need.")
        raise Refusal("file.too_many_columns", text.format(columns=columns, most=MOST_COLUMNS), mend=mend)


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Return trimmed column names, an empty one as `column_3`, a repeated one as `name_2`; case makes no difference."""
    return tuple(_unique(names))


def _unique(names: Sequence[str]) -> Iterator[str]:
    taken = set(RESERVED)
    for number, raw in enumerate(names, 1):
        plain = raw.strip() or f"column_{number}"
        name, count = plain, 1
        while name.lower() in taken:
            count += 1
            name = f"{plain}_{count}"
        taken.add(name.lower())
        yield name


def _type_name(kind: pa.DataType) -> str:
    tests = (
        ("text", pa.types.is_string),
        ("text", pa.types.is_large_string),
        ("boolean", pa.types.is_boolean),
        ("integer", pa.types.is_integer),
        ("number", pa.types.is_floating),
        ("number", pa.types.is_decimal),
        ("date", pa.types.is_date),
        ("time", pa.types.is_timestamp),
    )
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return next((name for name, is_kind in tests if is_kind(inner)), "other")


def _not_parquet() -> Refusal:
    return Refusal(
        "file.not_parquet",
        Text("不是完整的 Parquet 文件", "this is not a whole Parquet file"),
        mend=Text("文件可能没有传完，请重新导出或上传。", "It may be cut off: export or upload it again."),
    )


def _unreadable() -> Refusal:
    return Refusal(
        "file.unreadable_csv",
        Text("读不懂这个 CSV 文件", "the CSV file can not be read"),
        mend=Text("请检查引号和过长的行。", "Look for quotes out of place and very long lines."),
    )
