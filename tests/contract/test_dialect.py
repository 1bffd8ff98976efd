"""The guards mean the same whatever the engine: dates, division, hashes, first and last."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import md5

import ibis
import pyarrow as pa
import pytest

from siyu.engine.dialect import days_between, first_by, last_by, safe_divide, stable_hash
from siyu.engine.lake import Lake
from siyu.engine.zones import to_instant


def column_of(engine, lake: Lake, rows: pa.Table, expression) -> list:
    with engine(lake) as snapshot:
        table = snapshot.memtable(rows)
        return snapshot.to_arrow(table.select(found=expression(table)))["found"].to_pylist()


def test_days_between_counts_midnights_both_ways(lake: Lake, engine) -> None:
    rows = pa.table(
        {"a": [date(2017, 2, 27), date(2017, 3, 2), None], "b": [date(2017, 3, 2), date(2017, 2, 27), None]}
    )
    assert column_of(engine, lake, rows, lambda t: days_between(t.a, t.b)) == [3, -3, None]


def test_days_between_takes_no_instants() -> None:
    instant = ibis.literal(datetime(2017, 1, 1, tzinfo=UTC))
    with pytest.raises(TypeError, match="dates"):
        days_between(instant, instant)


def test_a_division_by_zero_is_null(lake: Lake, engine) -> None:
    rows = pa.table({"a": [1, 1, 0, None], "b": [2, 0, 0, 1]})
    assert column_of(engine, lake, rows, lambda t: safe_divide(t.a, t.b)) == [0.5, None, None, None]


def test_the_hash_is_half_an_md5_of_the_texts(lake: Lake, engine) -> None:
    rows = pa.table({"a": ["x", "", None], "b": [1, 2, 3]})
    found = column_of(engine, lake, rows, lambda t: stable_hash(t.a, t.b))
    texts = [b"x\x1f1", b"\x1f2", b"\x1e\x1f3"]
    assert found == [int.from_bytes(md5(text).digest()[:8], "little") & (2**63 - 1) for text in texts]


def test_first_and_last_do_not_depend_on_the_order_of_rows(lake: Lake, engine) -> None:
    rows = pa.table({"at": [2, 1, 2, None], "key": ["b", "a", "c", "z"], "value": ["B", "A", "C", "Z"]})
    with engine(lake) as snapshot:
        for table in (rows, rows.take([3, 2, 1, 0])):
            t = snapshot.memtable(table).filter(lambda t: t.at.notnull())
            found = snapshot.to_arrow(t.aggregate(first=first_by(t.value, t.at), last=last_by(t.value, t.at, t.key)))
            assert found.to_pylist() == [{"first": "A", "last": "C"}]


def test_the_last_may_have_no_value(lake: Lake, engine) -> None:
    rows = pa.table({"at": [1, 2, 3], "value": [None, "B", None]})
    with engine(lake) as snapshot:
        t = snapshot.memtable(rows)
        found = snapshot.to_arrow(t.aggregate(first=first_by(t.value, t.at), last=last_by(t.value, t.at)))
        assert found.to_pylist() == [{"first": None, "last": None}]


def test_a_count_of_what_is_never_known_is_zero(lake: Lake, engine) -> None:
    rows = pa.table({"a": pa.array([None, None], pa.int64())})
    with engine(lake) as snapshot:
        t = snapshot.memtable(rows)
        assert snapshot.to_arrow(t.aggregate(n=t.count(where=t.a > 0))).to_pylist() == [{"n": 0}]


@pytest.mark.notimpl("spark", "files on their way in are read by DuckDB, so only it knows zones")
def test_wall_clocks_become_instants(lake: Lake, engine) -> None:
    rows = pa.table({"wall": [datetime(2017, 7, 1, 8)]})
    found = column_of(engine, lake, rows, lambda t: to_instant(t.wall, "Asia/Shanghai"))
    assert found == [datetime(2017, 7, 1, tzinfo=UTC)]
