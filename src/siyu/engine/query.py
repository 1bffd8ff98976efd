"""SQL by analysts over the lake: one reading statement, file access locked to the lake, bounded time and memory."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from siyu.engine.lake import Lake
from siyu.engine.schema import TABLES
from siyu.engine.snapshot import Snapshot
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

EXPLAIN = re.compile(r"\s*explain(\s+analyze)?\s+", re.IGNORECASE)

SHOW_TABLES = re.compile(r"\s*show\s+tables\s*;?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """Column names and rows; `is_cut` says that there were more rows than asked for."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    is_cut: bool


def run_query(
    lake: Lake,
    sql: str,
    done: int | None = None,
    *,
    identity: pa.Table | None = None,
    claims: pa.Table | None = None,
    limit: int = 10_000,
    seconds: float = 60.0,
    memory_limit: str = "1GB",
) -> Answer:
    """Run one SELECT, WITH, DESCRIBE, SHOW or EXPLAIN in DuckDB's SQL over views named like the lake's tables.

    The views show current facts as of finished load `done`, with `member_id` when `identity` is given and claimed orders as their
    members' when `claims` are. The connection
    reads files of this lake only and its settings are locked. Raises `Refusal` for any other statement, for SQL that
    fails, and after `seconds`.
    """
    statement = reading_statement(sql)
    if SHOW_TABLES.fullmatch(sql):
        # DuckDB would list its helper views too.
        return Answer(("name",), [(table,) for table in sorted(TABLES)], False)
    with Snapshot(lake, done, memory_limit=memory_limit, claims=claims) as snapshot:
        _make_views(snapshot, identity)
        connection = snapshot.connection.con
        connection.execute("SET disabled_optimizers = ''")  # An analyst's joins are in any order.
        _lock(connection, lake)
        with _refusals(), _interrupted_after(connection, seconds):
            return _answer(connection.execute(statement), limit)


def reading_statement(sql: str) -> str:
    """Return the statement to run. Raises `Refusal` unless DuckDB's own parser finds exactly one that only reads."""
    explain = EXPLAIN.match(sql)
    # The engine would run what EXPLAIN ANALYZE explains, so that is judged, and the statement put together again.
    prefix, inner = (explain.group(), sql[explain.end() :]) if explain else ("", sql)
    with _refusals():
        statements = duckdb.extract_statements(inner)
    if len(statements) != 1:
        raise _not_reading(Text("一次只能运行一条语句", "one statement at a time"))
    statement = statements[0]
    # A pragma is rewritten by the parser into a SELECT of its own.
    if statement.type != duckdb.StatementType.SELECT or statement.query.strip() != inner.strip():
        raise _not_reading(Text("只能运行读取数据的语句", "only statements that read are allowed"))
    return prefix + inner


def _make_views(snapshot: Snapshot, identity: pa.Table | None) -> None:
    for table in TABLES:
        facts = snapshot.facts(table, identity=identity)
        if snapshot.is_empty(table):
            snapshot.connection.create_table(table, schema=facts.schema())
        else:
            snapshot.connection.create_view(table, facts)


def _lock(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    folder = str(lake.path).replace("'", "''")
    connection.execute(f"SET allowed_directories = ['{folder}/']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


@contextmanager
def _interrupted_after(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise Refusal(
            "sql.too_slow",
            Text("查询超过 {seconds} 秒", "the query took more than {seconds} seconds").format(seconds=seconds),
            mend=Text("请缩小时间范围或先聚合。", "Ask for a shorter time or aggregate first."),
        ) from error
    finally:
        timer.cancel()


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except duckdb.PermissionException as error:
        raise _not_reading(Text("只能读取数据湖里的文件", "only files of the lake can be read")) from error
    except duckdb.Error as error:
        told = str(error).replace("{", "(").replace("}", ")")
        raise Refusal("sql.failed", Text("SQL 出错：{told}", "SQL failed: {told}").format(told=told)) from error


def _not_reading(text: Text) -> Refusal:
    return Refusal(
        "sql.not_allowed",
        text,
        mend=Text("可用 SELECT、WITH、DESCRIBE、SHOW、EXPLAIN。", "Use SELECT, WITH, DESCRIBE, SHOW or EXPLAIN."),
        status=403,
    )


def _answer(result: duckdb.DuckDBPyConnection, limit: int) -> Answer:
    # Through Arrow: fetching rows would need one more package for instants with a zone.
    with result.to_arrow_reader(min(limit + 1, 10_000)) as reader:
        rows = list(islice(_rows(reader), limit + 1))
        return Answer(tuple(reader.schema.names), rows[:limit], len(rows) > limit)


def _rows(reader: pa.RecordBatchReader) -> Iterator[tuple[Any, ...]]:
    for batch in reader:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
