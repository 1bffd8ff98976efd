"""Analysts' SQL reads current facts of this lake and nothing else."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from siyu.engine.lake import Lake
from siyu.engine.query import run_query
from siyu.lib.errors import Refusal


@pytest.fixture(scope="module")
def shop(empty_lake: Path, orders, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(Path(shutil.copytree(empty_lake, tmp_path_factory.mktemp("shop") / "lake")))
    lake.append("orders", orders(["a", "b"], sales_minor=[100, 200]), app_id="load:0", version=1)
    revised = orders(["b"], sales_minor=250, revision=1, load_no=2)
    lake.append("orders", revised, app_id="load:0", version=2)
    return lake


def test_it_reads_current_facts(shop: Lake) -> None:
    answer = run_query(shop, "SELECT key, sales_minor, occurred_at FROM orders ORDER BY key")
    noon = datetime(2017, 1, 15, 12, tzinfo=UTC)
    assert answer.columns == ("key", "sales_minor", "occurred_at")
    assert answer.rows == [("a", 100, noon), ("b", 250, noon)]


def test_it_reads_as_of_a_finished_load(shop: Lake) -> None:
    assert run_query(shop, "SELECT sum(sales_minor) FROM orders", done=1).rows == [(300,)]
    assert run_query(shop, "SELECT sum(sales_minor) FROM orders", done=0).rows == [(None,)]


def test_it_shows_members_after_merges(shop: Lake) -> None:
    identity = pa.table({"source_id": [1], "member_id": [7]})
    assert run_query(shop, "SELECT DISTINCT member_id FROM orders", identity=identity).rows == [(7,)]


def test_it_cuts_a_long_answer_and_says_so(shop: Lake) -> None:
    answer = run_query(shop, "SELECT * FROM range(5)", limit=2)
    assert (answer.rows, answer.is_cut) == ([(0,), (1,)], True)


@pytest.mark.parametrize(
    "sql",
    [
        "WITH a AS (SELECT 1 AS one) SELECT one FROM a",
        "SHOW TABLES",
        "DESCRIBE orders",
        "FROM orders",
        "SUMMARIZE orders",
        "EXPLAIN SELECT * FROM orders",
        "explain analyze SELECT * FROM orders;",
        "SELECT * FROM refunds RIGHT JOIN orders ON refunds.order_key = orders.key",
    ],
)
def test_statements_that_read_are_allowed(shop: Lake, sql: str) -> None:
    assert run_query(shop, sql).rows


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/proc/self/environ')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
        "ATTACH '/tmp/other.db'",
        "COPY (SELECT 1) TO '/tmp/leak.csv'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/leak.csv'",
        "EXPORT DATABASE '/tmp/leak'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 1",
        "RESET threads",
        "PRAGMA version",
        "PRAGMA enable_profiling",
        "CALL pragma_version()",
        "USE memory",
        "CREATE TABLE a AS SELECT 1",
        "DROP VIEW orders",
        "INSERT INTO orders SELECT * FROM orders",
        "WITH a AS (SELECT 1) DELETE FROM orders",
        "PREPARE p AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP VIEW orders",
        "",
        "-- nothing",
    ],
)
def test_everything_else_is_refused(shop: Lake, sql: str) -> None:
    with pytest.raises(Refusal) as refused:
        run_query(shop, sql)
    assert refused.value.code == "sql.not_allowed"


def test_it_can_not_leave_the_lake_by_a_relative_path(shop: Lake) -> None:
    (shop.path.parent / "secret.txt").write_text("secret")
    with pytest.raises(Refusal, match="only files of the lake"):
        run_query(shop, f"SELECT * FROM read_text('{shop.path}/../secret.txt')")


def test_it_reads_a_lake_behind_a_link_or_a_relative_path(shop: Lake, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "link").symlink_to(shop.path)
    monkeypatch.chdir(tmp_path)
    assert run_query(Lake(Path("link")), "SELECT count(*) FROM orders").rows == [(2,)]


def test_it_does_not_see_the_programs_variables(shop: Lake) -> None:
    secret = pa.table({"a": [1]})
    assert secret.num_rows
    with pytest.raises(Refusal, match="secret does not exist"):
        run_query(shop, "SELECT * FROM secret")


def test_a_mistake_is_told_in_both_languages(shop: Lake) -> None:
    with pytest.raises(Refusal) as refused:
        run_query(shop, "SELECT colour FROM orders WHERE {")
    assert refused.value.code == "sql.failed"
    assert refused.value.text.zh.startswith("SQL 出错")


def test_it_stops_a_query_that_takes_too_long(shop: Lake) -> None:
    with pytest.raises(Refusal) as refused:
        run_query(shop, "SELECT count(*) FROM range(1000000000) a, range(1000000) b", seconds=0.2)
    assert refused.value.code == "sql.too_slow"
