"""`siyu link`: who is one person in anyone's file, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siyu.cli.output import Rows, show
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

if TYPE_CHECKING:
    import pyarrow as pa

    from siyu.unify.members.link_rows import LinkedRows

MOST_COLUMNS = 20
MEMORY = "4GB"


@command("link", "把文件里属于同一个人的行归到一起（CSV 或 Parquet，不写入工作区）。",
         "Find who is one person in a CSV or Parquet file; no workspace is changed.")  # fmt: skip
@click.argument("file", type=click.Path(path_type=Path))
@option("--column", "columns", multiple=True,
        zh="标识列，写作 类型=列名，如 phone=手机号、openid:wx12=小程序；默认按列名识别",
        en="A column of identifiers as KIND=COLUMN, such as openid:wx12=app_openid; by default they are recognised")  # fmt: skip
@option("--to", type=click.Path(path_type=Path, dir_okay=False), default=None,
        zh="把每行的人写入文件（.csv 或 .parquet）", en="Write the person of each row (.csv or .parquet)")  # fmt: skip
@option("--reasons", type=click.Path(path_type=Path, dir_okay=False), default=None,
        zh="把理由写入 CSV（标识打码）", en="Write the reasons as CSV, identifiers masked")  # fmt: skip
@option("--encoding", default=None, zh="文件编码（默认自动识别）", en="The file's encoding (default: recognised)")
def link_(file: Path, *, columns: tuple[str, ...], to: Path | None, reasons: Path | None, encoding: str | None) -> None:
    """Print how many rows, identifiers and people there are, and what links nobody."""
    from siyu.unify.members.link_rows import link_rows

    rows, names = _read(file, columns, encoding)
    found = link_rows(rows, names)
    if to is not None:
        _write_people(found, to)
    if reasons is not None:
        _write_reasons(found, reasons)
    held = found.held_back()
    told = {"rows": len(rows), "identifiers": sum(len(known) for known in found.values), "people": found.people, **held}
    show(Rows(list(told), [tuple(told.values())]), "table")


def _read(file: Path, given: tuple[str, ...], encoding: str | None) -> tuple[pa.Table, dict[str, str]]:
    from siyu.engine.connection import connect, disconnect
    from siyu.engine.staging import open_file

    try:
        with open_file(file, encoding=encoding) as staged:
            names = _columns(given, [column.name for column in staged.columns])
            connection, spill = connect(MEMORY)
            try:
                relation = staged.relation(connection)
                rows = connection.to_pyarrow(relation.order_by("row_no").select(*names))
            finally:
                disconnect(connection, spill)
    except OSError as error:
        text = Text("无法读取 {path}：{error}", "can't read {path}: {error}").format(path=file, error=error.strerror)
        raise Refusal("file.unreadable", text, where="FILE") from None
    return rows, names


def _columns(given: tuple[str, ...], known: list[str]) -> dict[str, str]:
    """Return the kind of each column that holds identifiers."""
    if not given:
        found = _recognised(known)
        if found:
            return found
        mend = Text("用 --column phone=列名 指明。", "Name them by --column phone=COLUMN.")
        text = Text("没有认出任何标识列", "no column was recognised as identifiers")
        raise Refusal("link.no_columns", text, where="--column", mend=mend)
    if len(given) > MOST_COLUMNS:
        text = Text("标识列最多 {n} 个", "at most {n} columns of identifiers").format(n=MOST_COLUMNS)
        raise Refusal("link.many_columns", text, where="--column")
    return dict(_column(one, known) for one in given)


def _column(one: str, known: list[str]) -> tuple[str, str]:
    from siyu.unify.members.identifiers import KINDS, split

    reference, equals, column = one.partition("=")
    kind, scope = split(reference)
    if kind not in KINDS or not equals or (scope and KINDS[kind].scope is None):
        text = Text("“{one}”不是 类型=列名", "{one!r} is not KIND=COLUMN").format(one=one)
        mend = Text("类型：{kinds}", "Kinds: {kinds}").format(kinds=", ".join(KINDS))
        raise Refusal("link.column", text, where="--column", mend=mend)
    if column not in known:
        text = Text("文件里没有列“{name}”", "the file has no column {name!r}").format(name=column)
        mend = Text("已有：{names}", "Known: {names}").format(names=nearest(column, known) or ", ".join(known[:20]))
        raise Refusal("link.unknown_column", text, where="--column", mend=mend)
    return column, reference


def _recognised(known: list[str]) -> dict[str, str]:
    from siyu.unify.members.identifiers import KINDS

    kind_of = {alias.lower(): kind.name for kind in KINDS.values() for alias in (kind.name, *kind.aliases)}
    found = {}
    for column in known:
        name, colon, scope = column.lower().partition(":")
        kind = kind_of.get(name)
        if kind is not None and (not colon or KINDS[kind].scope is not None):
            found[column] = f"{kind}:{scope}" if colon else kind
    return found


def _write_people(found: LinkedRows, to: Path) -> None:
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import csv

    table = pa.table({"row_no": np.arange(1, len(found.person) + 1), "person": found.person})
    try:
        if to.suffix.lower() == ".parquet":
            pq.write_table(table, to)
        else:
            csv.write_csv(table, to)
    except OSError as error:
        text = Text("无法写入 {path}：{error}", "can't write {path}: {error}").format(path=to, error=error.strerror)
        raise Refusal("file.unwritable", text, where="--to") from None


def _write_reasons(found: LinkedRows, to: Path) -> None:
    from siyu.cli.files import write_lines
    from siyu.lib.spreadsheet import csv_lines

    def lines() -> Iterator[str]:
        yield from csv_lines(
            ["person", "what", "kind", "identifier", "with_kind", "with_identifier", "row_no"], found.why()
        )

    write_lines(lines(), to)
