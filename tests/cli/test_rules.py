"""Rules and features by command and from Python, on a shop of three orders."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import siyu as package
from siyu.accounts.models import AuditEntry, Workspace
from siyu.lib.errors import Refusal
from tests.cli.conftest import Run

ORDERS = """phone,order_id,order_time,amount
13800138000,o1,2026-01-02 10:00:00,12.50
13800138000,o2,2026-01-05 10:00:00,7.50
13800138001,o3,2026-01-03 10:00:00,99.00
"""
BIG = "feature: money_total\nis: {gt: 50.00}\n"


@pytest.fixture
def big(siyu: Run, shop: Workspace, tmp_path: Path) -> str:
    (tmp_path / "orders.csv").write_text(ORDERS)
    assert siyu("import", "orders", str(tmp_path / "orders.csv")).returncode == 0
    (tmp_path / "big.yaml").write_text(BIG)
    return str(tmp_path / "big.yaml")


def test_it_counts_members_of_a_rule(siyu: Run, big: str) -> None:
    assert _json(siyu("segment", "count", big, "--format", "json")) == [{"size": 1, "base": 2, "share": 0.5}]


def test_before_the_first_order_nobody_had_bought(siyu: Run, big: str) -> None:
    then = _json(siyu("segment", "count", big, "--at", "2020-01-01T00:00:00Z", "--format", "json"))
    assert then == [{"size": 0, "base": 2, "share": 0.0}]


def test_it_takes_a_segment_document_too(siyu: Run, big: str, tmp_path: Path) -> None:
    document = (
        f"kind: segment\nname: big\nlabel: {{zh-CN: 大, en: Big}}\nrule:\n  {BIG.replace(chr(10), chr(10) + '  ')}"
    )
    (tmp_path / "document.yaml").write_text(document)
    assert _json(siyu("segment", "count", str(tmp_path / "document.yaml"), "--format", "json"))[0]["size"] == 1


def test_it_lists_members_with_what_they_bought(siyu: Run, big: str) -> None:
    (row,) = _json(siyu("segment", "list", big, "--format", "json"))
    assert (row["orders_total"], row["money_total"], row["last_order_on"]) == (1, 99, "2026-01-03")


def test_an_export_is_private_complete_and_audited(siyu: Run, big: str, tmp_path: Path) -> None:
    to = tmp_path / "out.csv"
    assert siyu("segment", "export", big, "--to", str(to)).returncode == 0
    (row,) = csv.DictReader(io.StringIO(to.read_text("utf-8-sig")))
    assert row["phone"] == "+8613800138001"
    assert to.stat().st_mode & 0o077 == 0
    entry = AuditEntry.objects.get(action="segment.exported")
    assert (entry.object_id, entry.change) == ("big.yaml", {"size": 1, "masked": False})


def test_a_masked_export_hides_the_middle(siyu: Run, big: str) -> None:
    (row,) = _json(siyu("segment", "export", big, "--masked", "--format", "json"))
    assert "*" in row["phone"]


def test_features_are_rows_on_screen_or_a_parquet_file(siyu: Run, big: str, tmp_path: Path) -> None:
    shown = siyu("features", "export", "--names", "orders_total,money_total", "--format", "csv").stdout
    rows = sorted(tuple(map(int, row)) for row in list(csv.reader(io.StringIO(shown)))[1:])
    assert [(orders, money) for _, orders, money in rows] == [(2, 2000), (1, 9900)]
    to = tmp_path / "features.parquet"
    assert siyu("features", "export", "--rule", big, "--to", str(to)).returncode == 0
    assert pq.read_table(to)["money_total"].to_pylist() == [9900]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("features", "export", "--names", "orders_totl"), "orders_total"),
        (("segment", "count", "nobody-saved-this"), "nobody-saved-this"),
        (("segment", "count", "nowhere.yaml"), "can't be read"),
        (("segment", "count", "bad.yaml"), "money_total"),
        (("segment", "count", "list.yaml"), "YAML object"),
        (("segment", "count", "broken.yaml"), "line 1"),
        (("segment", "count", "bad.yaml", "--at", "yesterday"), "ISO 8601"),
        (("segment", "export", "big.yaml", "--to", "no/such/folder/out.csv"), "can't write"),
    ],
)
def test_bad_rules_are_refused_with_the_place(
    siyu: Run, big: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text("feature: money_totl\nis: {gt: 1}\n")
    (tmp_path / "list.yaml").write_text("- 1\n")
    (tmp_path / "broken.yaml").write_text("{")
    done = siyu(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_python_asks_the_same_questions(big: str, shop: Workspace, tmp_path: Path) -> None:
    brand = package.open("shop")
    rule = {"feature": "money_total", "is": {"gt": 50}}
    assert brand.segment_count(rule) == 1
    assert brand.sql("select sum(sales_minor)::bigint as n from orders")["n"].to_pylist() == [11900]
    assert brand.features(["orders_total"], rule=rule)["orders_total"].to_pylist() == [1]
    assert brand.import_file("orders", tmp_path / "orders.csv").repeated == 3
    with pytest.raises(Refusal):
        brand.sql("drop table orders")
    with pytest.raises(Refusal):
        package.open("nowhere")


def test_python_has_no_other_names() -> None:
    with pytest.raises(AttributeError):
        package.opn  # noqa: B018


def _json(done: object) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    return json.loads(done.stdout)  # type: ignore[attr-defined]
