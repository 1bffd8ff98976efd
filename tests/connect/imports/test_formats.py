"""Excel, JSON Lines and gzip come in by the same way as CSV, and what cannot be read is refused with its place."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from siyu.accounts.models import User, Workspace
from siyu.connect.imports import handing_over
from siyu.connect.imports.handing_over import look_into
from siyu.connect.imports.models import Import, Upload
from siyu.engine import excel, formats
from siyu.lib.errors import Refusal
from tests.conftest import MakeClient
from tests.files import HEADER, LINES, Facts, counts, import_path

pytestmark = pytest.mark.django_db

AT = datetime(2017, 3, 1, 10, 0, 30)
GOOD = ["o1", AT, "p1", 2, 12.8, 7]


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    book.close()
    return path


def refused(path: Path, **options: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refusal:
        look_into(path, path.name, **options)
    assert refusal.value.text.zh != refusal.value.text.en
    return refusal.value.code, refusal.value.where


def test_a_workbook_is_loaded_as_the_same_csv_would_be(workspace: Workspace, tmp_path: Path, facts: Facts) -> None:
    rows = [HEADER.split(","), GOOD, [None] * 6, ["o2", AT, "p2", 1, 0.1 + 0.2, 8], ["o3", "never", "p2", 1, 1, 8]]
    run = import_path(workspace, workbook(tmp_path / "lines.xlsx", {"Sheet": rows}), LINES)
    assert counts(run) == (3, 2, 0, 1)
    assert [(row["key"], row["sales_minor"], row["quantity"]) for row in facts("orders")] == [
        ("o1", 1280, 2),
        ("o2", 30, 1),
    ]
    text = tmp_path / "lines.csv"
    text.write_text(f"{HEADER}\no1,2017-03-01 10:00:30,p1,2,12.80,7\no2,2017-03-01 10:00:30,p2,1,0.30,8\n")
    assert counts(import_path(workspace, text, LINES)) == (2, 0, 2, 0)


def test_cells_are_written_as_a_person_would(tmp_path: Path) -> None:
    row = [13800138000.0, date(1990, 5, 1), datetime(2017, 1, 1), True, 1e-7, "  李雷 ", 1234567.5]
    path = workbook(tmp_path / "cells.xlsx", {"s": [list("abcdefg"), row]})
    expected = ["13800138000", "1990-05-01", "2017-01-01", "true", "0.0000001", "李雷", "1234567.5"]
    assert look_into(path, path.name).sample == [expected]


def test_of_several_sheets_one_must_be_named_and_empty_and_hidden_ones_do_not_count(tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx", {"空": [], "一月": [["a"], [1]], "二月": [["b"], [2]]})
    assert refused(path) == ("file.several_sheets", "sheet")
    assert refused(path, sheet="三月") == ("file.unknown_sheet", "sheet")
    assert look_into(path, path.name, sheet="二月").names == ["b"]
    assert look_into(path, path.name, first=True).sheets == ["一月", "二月"]
    book = openpyxl.load_workbook(path)
    book["二月"].sheet_state = "hidden"
    book.save(path)
    assert look_into(path, path.name).names == ["a"]


def test_a_sheet_is_chosen_in_the_api_and_read_by_the_import(
    api: MakeClient, bob: User, tmp_path: Path, workspace: Workspace
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    path = workbook(tmp_path / "two.xlsx", {"一月": [["x"], [1]], "二月": [HEADER.split(","), GOOD]})
    client = api(bob)
    file = SimpleUploadedFile("two.xlsx", path.read_bytes())
    shown = client.post("/workspaces/shop/uploads", files={"file": file}).json()
    assert (shown["format"], shown["sheets"], shown["sheet"]) == ("excel", ["一月", "二月"], "一月")
    url = f"/workspaces/shop/uploads/{shown['id']}/sheet"
    assert client.put(url, {"sheet": "五月"}).status_code == 422
    other = client.put(url, {"sheet": "二月"}).json()
    assert other["proposals"][0]["kind"] == "order_lines"
    run = handing_over.order_import(Upload.objects.get(), LINES, by="bob")
    from siyu.connect.imports.running import run_import

    assert counts(run_import(run.pk)) == (1, 1, 0, 0)
    assert client.put(url, {"sheet": "一月"}).status_code == 409


BAD_FILES = {
    "old.xls": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "file.old_excel", None),
    "cut.xlsx": (b"PK\x03\x04" + b"x" * 600, "file.not_excel", None),
    "text.xlsx": (b"a,b\n1,2\n", "file.not_excel", None),
    "cut.csv.gz": (gzip.compress(b"a,b\n1,2\n" * 1000)[:-9], "file.broken_gzip", None),
    "twice.csv.gz": (gzip.compress(gzip.compress(b"a,b\n1,2\n")), "file.packed_needlessly", None),
    "bad.jsonl": (b'{"a": 1}\n{"a": \n', "file.bad_json", "line 2"),
    "nan.jsonl": (b'{"a": NaN}\n', "file.bad_json", "line 1"),
    "list.jsonl": (b'{"a": 1}\n[1]\n', "file.no_object", "line 2"),
    "array.json": (b'[{"a": 1}]', "file.json_array", "line 1"),
    "half.jsonl": (b'{"a": "\\ud800"}\n', "file.not_text", "line 1"),
    "deep.jsonl": (b'{"a": ' * 200_000 + b"\n", "file.bad_json", "line 1"),
    "empty.jsonl": (b"\n\n", "file.empty", None),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    content, code, where = BAD_FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == (code, where)


def test_a_row_wider_than_the_header_is_refused_by_its_number_in_excel(tmp_path: Path) -> None:
    path = workbook(tmp_path / "wide.xlsx", {"s": [["销售报表"], [], ["order", "at"], ["o1", "x"]]})
    assert refused(path) == ("file.ragged_row", "row 3")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "files.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
    assert refused(path) == ("file.not_excel", None)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "SMALL", 1 << 20)
    path = workbook(tmp_path / "bomb.xlsx", {"s": [["a"], [1]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"\0" * (8 << 20))
    assert refused(path) == ("file.unpacks_too_large", None)


def test_rows_beyond_excels_own_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that says it is the thousand-millionth would otherwise be counted up to."""
    path = workbook(tmp_path / "far.xlsx", {"s": [["a"], [1], [2]]})
    told = zipfile.ZipFile(path)
    parts = {name: told.read(name) for name in told.namelist()}
    told.close()
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'r="3"', b'r="900000000"')
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'r="A3"', b'r="A900000000"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    monkeypatch.setattr(excel, "MOST_ROWS", 5_000)
    with pytest.raises(Refusal) as refusal, excel.open_sheet(path) as (_, _, rows):
        list(rows)
    assert refusal.value.code == "file.unpacks_too_large"


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "SMALL", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"0" * (8 << 20)))
    with pytest.raises(Refusal) as refusal:
        formats.unpack(path, tmp_path / "out")
    assert refusal.value.code == "file.unpacks_too_large"


JSON_ROWS = [
    {"order": "o1", "at": "2017-03-01 10:00:00", "product": "p1", "quantity": 1, "sales": 2.50, "who": {"house": 7}},
    {"order": "o2", "at": "2017-03-01T10:00:00Z", "product": "牛奶🥛", "quantity": 2, "sales": "3", "who": None},
    {"order": "o3", "at": None, "product": "p1", "quantity": 1, "sales": 1},
]
JSON_MAPPING = {**LINES, "identifiers": [{"kind": "household", "from": "who.house"}]}


@pytest.mark.parametrize("packed", [False, True])
def test_json_lines_are_loaded_packed_or_not(workspace: Workspace, tmp_path: Path, facts: Facts, packed: bool) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in JSON_ROWS).encode()
    path = tmp_path / ("lines.jsonl.gz" if packed else "lines.jsonl")
    path.write_bytes(gzip.compress(text) if packed else text)
    run = import_path(workspace, path, JSON_MAPPING)
    assert counts(run) == (3, 2, 0, 1)
    assert [(row["key"], row["sales_minor"], row["source_id"] is None) for row in facts("orders")] == [
        ("o1", 250, False),
        ("o2", 300, True),
    ]


def test_numbers_keep_the_digits_they_were_written_in(tmp_path: Path) -> None:
    path = tmp_path / "digits.ndjson"
    path.write_bytes(b'{"a": 12345678901234567890, "b": 0.10, "c": true, "d": [1, 2], "e": ""}\n')
    assert look_into(path, path.name).sample == [["12345678901234567890", "0.10", "true", '["1", "2"]', None]]


def test_a_gzipped_csv_is_loaded_and_a_long_one_looked_into_by_its_beginning(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siyu.connect.imports.handing_over.LOOKED_AT_BYTES", 200)
    lines = [HEADER, *(f"o{n},2017-03-01 10:00:00,p1,1,2.50,{n}" for n in range(5_000))]
    path = tmp_path / "lines.csv.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    assert counts(import_path(workspace, path, LINES)) == (5_000, 5_000, 0, 0)


def test_a_gzip_cut_beyond_what_was_looked_into_fails_the_import(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siyu.connect.imports.handing_over.LOOKED_AT_BYTES", 200)
    monkeypatch.setattr("siyu.engine.formats.BLOCK", 1_000)
    lines = [HEADER, *(f"o{n},2017-03-01 10:00:00,p1,1,2.50,{n}" for n in range(5_000))]
    path = tmp_path / "lines.csv.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode())[:-200])
    run = import_path(workspace, path, LINES)
    assert run.state == Import.FAILED
    assert run.error is not None
    assert run.error["code"] == "file.broken_gzip"
