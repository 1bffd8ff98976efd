"""Every kind of bad input gets a reason in both languages, and nothing of it is half-applied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.imports.handing_over import look_into, note_file
from siyu.connect.imports.models import Import
from siyu.connect.imports.quarantine import count_reasons, read_quarantine
from siyu.lib.errors import Refusal
from tests.files import HEADER, LINES, Facts, RunFile, counts

pytestmark = pytest.mark.django_db

GOOD = "o1,2017-03-01 10:00:00,p1,1,2.50,7"


def reasons(run: Import) -> list[tuple[int, str]]:
    found = read_quarantine(run, 0, 100, reveal=True)
    assert all(row["reason"]["text"]["zh-CN"] and row["reason"]["text"]["en"] for row in found)
    return [(row["row_no"], row["reason"]["code"]) for row in found]


BAD_ROWS = [
    (",2017-03-01 10:00:00,p1,1,2.50,7", "missing"),
    ("o2,,p1,1,2.50,7", "missing"),
    ("o2,2017-03-01 10:00:00,p1,1,,7", "missing"),
    ("o2,yesterday,p1,1,2.50,7", "not_a_time"),
    ("o2,infinity,p1,1,2.50,7", "not_a_time"),
    ("o2,2017-02-30 10:00:00,p1,1,2.50,7", "not_a_time"),
    ("o2,1066-10-14 10:00:00,p1,1,2.50,7", "time_out_of_range"),
    ("o2,2018-01-03 10:00:00,p1,1,2.50,7", "future_time"),
    ("o2,2017-03-01 10:00:00,p1,1,-2.50,7", "negative_money"),
    ("o2,2017-03-01 10:00:00,p1,1,2.505,7", "money_too_precise"),
    ("o2,2017-03-01 10:00:00,p1,1,99999999999999999999,7", "money_too_large"),
    ("o2,2017-03-01 10:00:00,p1,1,nan,7", "not_money"),
    ("o2,2017-03-01 10:00:00,p1,1,inf,7", "not_money"),
    ('o2,2017-03-01 10:00:00,p1,1,"12,50",7', "not_money"),
    ("o2,2017-03-01 10:00:00,p1,many,2.50,7", "not_a_number"),
    ("o2,2017-03-01 10:00:00,p1,NaN,2.50,7", "not_a_number"),
    ("o2,2017-03-01 10:00:00,p1,-1,2.50,7", "too_small"),
    (f"{'x' * 201},2017-03-01 10:00:00,p1,1,2.50,7", "too_long"),
]


def test_every_bad_row_is_held_back_with_its_reason_and_the_good_one_is_loaded(run_csv: RunFile, facts: Facts) -> None:
    run = run_csv(HEADER, *(row for row, _ in BAD_ROWS), GOOD)
    assert counts(run) == (len(BAD_ROWS) + 1, 1, 0, len(BAD_ROWS))
    assert reasons(run) == [(number, code) for number, (_, code) in enumerate(BAD_ROWS, 1)]
    assert [order["key"] for order in facts("orders", "key")] == ["o1"]


def test_money_is_read_exactly(run_csv: RunFile, facts: Facts) -> None:
    texts = ["0", "2.5", "2.500", "+2.", '"1,234.50"', "￥2.50", "2.50元", "$ 2"]
    run_csv(HEADER, *(f"o{n},2017-03-01 10:00:00,p1,1,{text},7" for n, text in enumerate(texts)))
    assert [order["sales_minor"] for order in facts("orders", "sales_minor")] == [
        0,
        250,
        250,
        200,
        123450,
        250,
        250,
        200,
    ]


def test_binary_floats_are_rounded_to_the_cent_only_when_they_mean_it(run_table: RunFile, facts: Facts) -> None:
    at = ["2017-03-01 10:00:00"] * 5
    sales = [0.1 + 0.2, 2.675, float("nan"), float("inf"), 1.1]
    run = run_table(
        {
            "order": list("abcde"),
            "at": at,
            "product": ["p"] * 5,
            "quantity": [1] * 5,
            "sales": sales,
            "household": [7] * 5,
        }
    )
    assert counts(run) == (5, 2, 0, 3)
    assert reasons(run) == [(2, "money_too_precise"), (3, "not_money"), (4, "not_money")]
    assert [order["sales_minor"] for order in facts("orders", "sales_minor")] == [30, 110]


def test_a_doubled_id_with_other_content_is_held_back_and_an_equal_one_is_a_repeat(
    run_csv: RunFile, facts: Facts
) -> None:
    mapping = {**LINES, "columns": {**LINES["columns"], "line_key": {"from": "line"}}}
    row = "o1,2017-03-01 10:00:00,p1,1,2.50,7"
    run = run_csv(HEADER + ",line", row + ",1", row + ",1", row.replace("2.50", "9") + ",1", mapping=mapping)
    assert counts(run) == (3, 1, 1, 1)
    assert reasons(run) == [(3, "duplicate_id")]


def test_another_currency_without_a_rate_is_held_back(run_csv: RunFile) -> None:
    mapping = {**LINES, "columns": {**LINES["columns"], "currency": {"from": "currency"}}}
    row = "2017-03-01 10:00:00,p1,1,2.50,7"
    run = run_csv(
        HEADER + ",currency", f"o1,{row},USD", f"o2,{row},EUR", f"o3,{row},", f"o4,{row},usd", mapping=mapping
    )
    assert counts(run) == (4, 3, 0, 1)
    assert reasons(run) == [(2, "foreign_currency")]


def test_emoji_and_chinese_are_fine(run_csv: RunFile, facts: Facts) -> None:
    run = run_csv(HEADER, "订单🎉,2017-03-01 10:00:00,牛奶🥛,1,2.50,张三👨‍👩‍👧")
    assert counts(run) == (1, 1, 0, 0)
    assert facts("order_lines", "order_key", "product_key") == [{"order_key": "订单🎉", "product_key": "牛奶🥛"}]


def test_gb18030_is_found_out(run_csv: RunFile, facts: Facts) -> None:
    run_csv(HEADER, "订单一,2017-03-01 10:00:00,牛奶,1,2.50,7", encoding="gb18030")
    assert facts("orders", "key") == [{"key": "订单一"}]


def test_a_wrong_encoding_is_refused_with_the_line(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(f"{HEADER}\n{GOOD}\n".encode() + "订单".encode("gb18030") + b"\n")
    assert _refused(path, encoding="utf-8") == ("file.wrong_encoding", "line 3")


def test_a_truncated_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.parquet"
    pq.write_table(pa.table({"a": list(range(1000))}), path)
    path.write_bytes(path.read_bytes()[:-100])
    assert _refused(path)[0] == "file.not_parquet"


def test_a_header_only_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "header.csv"
    path.write_text(HEADER + "\n")
    assert _refused(path)[0] == "file.no_rows"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("")
    assert _refused(path)[0] == "file.empty"


def test_a_fault_beyond_what_was_looked_into_fails_the_import_and_loads_nothing(
    workspace: Workspace, run_csv: RunFile, facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siyu.connect.imports.handing_over.LOOKED_AT_BYTES", 120)
    run = run_csv(HEADER, *[GOOD] * 10, "one,two")
    assert run.state == Import.FAILED
    assert run.error is not None
    assert (run.error["code"], run.error["where"]) == ("file.ragged_row", "line 12")
    assert facts("orders") == []


def test_a_missing_file_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="there is no file"):
        note_file(workspace, tmp_path / "nowhere.csv", by="alice")


def _refused(path: Path, **options: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refusal:
        look_into(path, path.name, **options)
    assert refusal.value.text.zh
    return refusal.value.code, refusal.value.where


def test_a_folder_is_refused_as_one(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        note_file(workspace, tmp_path, by="test")
    assert refused.value.code == "file.folder"


def test_more_columns_than_can_be_read_are_refused_by_their_number(tmp_path: Path) -> None:
    wide = tmp_path / "wide.csv"
    wide.write_text(",".join(f"c{number}" for number in range(10_000)) + "\n" + "1," * 9_999 + "1\n")
    with pytest.raises(Refusal) as refused:
        look_into(wide, "wide.csv")
    assert refused.value.code == "file.too_many_columns"
    assert "10,000" in refused.value.text.en


def test_the_reasons_of_all_rows_held_back_are_counted(run_csv: RunFile) -> None:
    run = run_csv(HEADER, GOOD, "o2,never,p1,1,2.50,7", "o3,never,p1,1,2.50,7", "o4,2017-03-01,p1,1,-1,7")
    (first, count), (second, _) = count_reasons(run)
    assert count == 2
    assert "not a time" in first.en
    assert "不能为负" in second.zh
