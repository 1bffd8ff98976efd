"""Import and SQL by command: rows on standard output, refusals as one line, exit code 0 only on success."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run

ORDERS = """phone,order_id,order_time,amount
13800138000,o1,2026-01-02 10:00:00,12.50
13800138001,o2,2026-01-03 10:00:00,99.00
"""


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS)
    return path


def test_an_imported_file_can_be_queried_and_changes_nothing_again(siyu: Run, shop: Workspace, orders: Path) -> None:
    first = siyu("import", "orders", str(orders), "--format", "json")
    assert first.returncode == 0, first.stderr
    (counts,) = json.loads(first.stdout)
    assert (counts["rows_read"], counts["loaded"], counts["repeated"], counts["quarantined"]) == (2, 2, 0, 0)
    (again,) = json.loads(siyu("import", "orders", str(orders), "--format", "json").stdout)
    assert (again["loaded"], again["repeated"]) == (0, 2)
    asked = siyu("sql", "select key, sales_minor from orders order by key", "--format", "csv")
    assert list(csv.reader(io.StringIO(asked.stdout))) == [["key", "sales_minor"], ["o1", "1250"], ["o2", "9900"]]


def test_a_dry_run_loads_nothing(siyu: Run, shop: Workspace, orders: Path) -> None:
    assert siyu("import", "orders", str(orders), "--dry-run").returncode == 0
    assert json.loads(siyu("sql", "select * from orders", "--format", "json").stdout) == []


def test_a_mapping_file_decides_what_a_column_is(siyu: Run, shop: Workspace, orders: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "columns: {order_key: {from: order_id}, occurred_at: {from: order_time}, sales: {value: 1.00}}\n"
        "identifiers: [{kind: phone, from: phone}]\n"
    )
    done = siyu("import", "orders", str(orders), "--map", str(mapping))
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(siyu("sql", "select sum(sales_minor) n from orders", "--format", "json").stdout)
    assert row == {"n": 200}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "ordrs", "x.csv"), "ordrs"),
        (("import", "orders", "nowhere.csv"), "there is no file"),
        (("import", "orders", "x.csv", "--map", "nowhere.yaml"), "nowhere.yaml"),
        (("sql", "drop table orders"), "only statements that read"),
        (("sql", "select nonsense"), "nonsense"),
        (("sql", "select 1", "--workspace", "shpo"), "Known: shop"),
        (("users", "add", "nonsense"), "not a valid e-mail"),
        (("users", "link", "nobody@shop.example"), "there is no user"),
        (("keys", "create", "boss", "till"), "there is no role"),
        (("workspaces", "add", "Bad Slug"), "slug"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    siyu: Run, shop: Workspace, arguments: tuple[str, ...], words: str
) -> None:
    done = siyu(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.startswith("siyu: ")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_refusal_speaks_the_language_of_the_terminal(siyu: Run, shop: Workspace) -> None:
    assert "没有工作区" in siyu("--lang", "zh", "sql", "select 1", "--workspace", "nope").stderr


def test_with_two_workspaces_one_has_to_be_named(siyu: Run, shop: Workspace) -> None:
    siyu("workspaces", "add", "other")
    done = siyu("sql", "select 1")
    assert done.returncode == 2
    assert "--workspace" in done.stderr
    assert siyu("sql", "select 1", "--workspace", "other").returncode == 0


def test_csv_output_never_runs_as_a_formula(siyu: Run, shop: Workspace) -> None:
    done = siyu("sql", "select '=1+1' as a, -5 as b", "--format", "csv")
    assert list(csv.reader(io.StringIO(done.stdout))) == [["a", "b"], ["'=1+1", "-5"]]


def test_a_cut_answer_says_so_aside(siyu: Run, shop: Workspace) -> None:
    done = siyu("sql", "select * from range(5)", "--limit", "2", "--format", "json")
    assert len(json.loads(done.stdout)) == 2
    assert "--limit" in done.stderr


def test_several_files_come_in_at_once_and_one_that_is_refused_stops_none(
    siyu: Run, orders: Path, tmp_path: Path, shop: Workspace
) -> None:
    more = tmp_path / "more.jsonl.gz"
    more.write_bytes(
        gzip.compress(b'{"phone": "13800138002", "order_id": "o3", "order_time": "2026-01-04", "amount": 1}\n')
    )
    done = siyu("import", "orders", str(orders), str(tmp_path / "gone.csv"), str(more), "--format", "json")
    assert done.returncode == 1
    assert "gone.csv: there is no file" in done.stderr
    assert [(row["file"], row["loaded"]) for row in json.loads(done.stdout)] == [
        ("orders.csv", 2),
        ("more.jsonl.gz", 1),
    ]
