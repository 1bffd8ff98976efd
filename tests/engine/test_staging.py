"""A file on its way in becomes a checked relation, or a refusal that names the line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from siyu.engine.lake import Lake
from siyu.engine.staging import Column, open_file
from siyu.lib.errors import Refusal


def write(folder: Path, content: bytes, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def rows_of(path: Path, lake: Lake, encoding: str | None = None) -> list[dict]:
    with open_file(path, encoding=encoding) as staged, lake.snapshot() as snapshot:
        return snapshot.to_arrow(staged.relation(snapshot).order_by("row_no")).to_pylist()


def test_it_reads_text_columns_with_row_numbers(tmp_path: Path, lake: Lake) -> None:
    path = write(tmp_path, b'id,name\n1,"Li, Lei"\n2,\n')
    assert rows_of(path, lake) == [
        {"row_no": 1, "id": "1", "name": "Li, Lei"},
        {"row_no": 2, "id": "2", "name": None},
    ]


def test_row_numbers_follow_the_file_through_many_row_groups(tmp_path: Path, lake: Lake) -> None:
    path = write(tmp_path, b"id\n" + b"".join(b"%d\n" % number for number in range(1, 300_001)))
    with open_file(path) as staged, lake.snapshot() as snapshot:
        rows = staged.relation(snapshot)
        assert staged.rows == 300_000
        assert snapshot.to_arrow(rows.filter(rows.row_no.cast("string") != rows.id).count()).as_py() == 0


def test_it_tells_columns_sample_and_count(tmp_path: Path) -> None:
    path = write(tmp_path, b"a;b\n" + b"1;2\n" * 30)
    with open_file(path) as staged:
        assert staged.columns == (Column("a", "text"), Column("b", "text"))
        assert staged.sample(20) == [["1", "2"]] * 20
        assert (staged.format, staged.encoding, staged.rows) == ("csv", "utf-8", 30)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_it_finds_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path, delimiter.join(["a", "b", "c"]).encode() + b"\n")
    with open_file(path) as staged:
        assert [column.name for column in staged.columns] == ["a", "b", "c"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_it_finds_the_encoding(tmp_path: Path, lake: Lake, encoding: str) -> None:
    path = write(tmp_path, "编号,姓名\n1,李雷😀\n".encode(encoding))
    assert rows_of(path, lake) == [{"row_no": 1, "编号": "1", "姓名": "李雷😀"}]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_it_takes_every_kind_of_line_end(tmp_path: Path, lake: Lake, newline: str) -> None:
    path = write(tmp_path, newline.join(["a,b", "1,2", '3,"4', '5"', ""]).encode())
    assert [row["b"] for row in rows_of(path, lake)] == ["2", "4\n5"]


def test_a_header_only_is_zero_rows(tmp_path: Path, lake: Lake) -> None:
    path = write(tmp_path, b"a,b\n")
    assert rows_of(path, lake) == []
    with open_file(path) as staged:
        assert (staged.rows, staged.sample(20)) == (0, [])


def test_empty_and_repeated_column_names_become_unique(tmp_path: Path, lake: Lake) -> None:
    path = write(tmp_path, b"id,, ID ,id,row_no\n1,2,3,4,5\n")
    assert rows_of(path, lake) == [{"row_no": 1, "id": "1", "column_2": "2", "ID_2": "3", "id_3": "4", "row_no_2": "5"}]


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        (b"", "file.empty", None),
        (b"\n \n", "file.empty", None),
        (b"a,b\n1,2\n1\n", "file.ragged_row", "line 3"),
        (b'a,b\n1,"x\ny"\n1,2,3\n', "file.ragged_row", "line 4"),
        (b'a,b\n1,2\n1,"2\n3,4\n', "file.bad_quotes", "line 3"),
        (b'a,b\n1,"2"x\n', "file.bad_quotes", "line 2"),
        (b"a,b\n1,2\n\x00,2\n", "file.not_text", "line 3"),
    ],
)
def test_it_names_the_line_that_is_at_fault(tmp_path: Path, content: bytes, code: str, where: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        open_file(write(tmp_path, content))
    assert (refused.value.code, refused.value.where) == (code, where)
    assert refused.value.text.zh != refused.value.text.en


def test_it_names_the_line_that_is_not_in_the_given_encoding(tmp_path: Path) -> None:
    path = write(tmp_path, b"a,b\n1,2\n" + "3,李\n".encode("gb18030"))
    with pytest.raises(Refusal) as refused:
        open_file(path, encoding="utf-8")
    assert (refused.value.code, refused.value.where) == ("file.wrong_encoding", "line 3")


def test_a_very_long_value_is_read(tmp_path: Path, lake: Lake) -> None:
    text = "x" * 200_000
    assert rows_of(write(tmp_path, f"id,note\n1,{text}\n".encode()), lake) == [{"row_no": 1, "id": "1", "note": text}]


def test_a_line_longer_than_any_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        open_file(write(tmp_path, b"id,note\n1," + b"x" * 9_000_000 + b"\n"))
    assert refusal.value.code.startswith("file.")


def test_it_refuses_an_unknown_encoding(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="unknown encoding klingon"):
        open_file(write(tmp_path, b"a\n1\n"), encoding="klingon")


def test_parquet_keeps_its_types(tmp_path: Path, lake: Lake) -> None:
    path = tmp_path / "orders [1].parquet"
    pq.write_table(pa.table({"id": [1, 2], "on": [date(2017, 1, 1), None], "name": ["a", "b"]}), path)
    with open_file(path) as staged:
        assert [column.type for column in staged.columns] == ["integer", "date", "text"]
        assert staged.sample(1) == [[1, date(2017, 1, 1), "a"]]
    assert rows_of(path, lake)[1] == {"row_no": 2, "id": 2, "on": None, "name": "b"}


def test_it_refuses_a_parquet_file_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    pq.write_table(pa.table({"id": list(range(1000))}), path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(Refusal) as refused:
        open_file(path)
    assert refused.value.code == "file.not_parquet"


def test_it_leaves_no_temporary_file(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    with open_file(write(tmp_path, b"a\n1\n"), work=work):
        assert list(work.iterdir())
    with pytest.raises(Refusal):
        open_file(write(tmp_path, b"a,b\n1\n"), work=work)
    assert not list(work.iterdir())
