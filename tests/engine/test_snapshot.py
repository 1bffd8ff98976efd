"""A snapshot shows current facts as of a finished load, and pruning files never changes what it shows."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.engine.lake import Lake
from siyu.engine.maintenance import compact, maintain
from siyu.engine.pruning import Window
from siyu.engine.schema import TABLES
from tests.oracle.effort import effort

from .conftest import make_orders


def read(lake: Lake, done: int | None = None, **window) -> list[tuple[str, int]]:
    with lake.snapshot(done) as snapshot:
        facts = snapshot.to_arrow(snapshot.facts("orders", **window))
        return sorted(zip(facts["key"].to_pylist(), facts["revision"].to_pylist(), strict=True))


@pytest.mark.parametrize("table", list(TABLES))
def test_an_empty_table_has_its_schema_and_no_rows(lake: Lake, table: str) -> None:
    with lake.snapshot(5) as snapshot:
        facts = snapshot.to_arrow(snapshot.facts(table))
    assert (facts.num_rows, facts.schema.names) == (0, TABLES[table].schema.names)


def test_it_hides_loads_that_are_not_done(lake: Lake, orders) -> None:
    lake.append("orders", orders(["a"], load_no=1), app_id="load:0", version=1)
    lake.append("orders", pa.concat_tables([orders(["b"], load_no=2), orders(["c"], load_no=3)]), app_id="x", version=1)
    assert [read(lake, done) for done in (0, 1, 2, None)] == [
        [],
        [("a", 0)],
        [("a", 0), ("b", 0)],
        [("a", 0), ("b", 0), ("c", 0)],
    ]


def test_the_highest_revision_counts_and_takes_the_fact_to_its_new_day(lake: Lake, orders) -> None:
    lake.append("orders", orders(["a", "b"]), app_id="load:0", version=1)
    moved = orders(["a"], on=date(2017, 3, 1), revision=1, load_no=2)
    lake.append("orders", moved, app_id="load:0", version=2)
    assert read(lake) == [("a", 1), ("b", 0)]
    assert read(lake, until_on=date(2017, 1, 31)) == [("b", 0)]
    assert read(lake, since_on=date(2017, 3, 1)) == [("a", 1)]
    assert read(lake, done=1) == [("a", 0), ("b", 0)]


@pytest.mark.parametrize("is_tidy", [False, True])
def test_facts_having_a_word_are_those_whose_latest_revision_has_it(lake: Lake, orders, is_tidy: bool) -> None:
    words = ["cancelled", "paid", "cancelled", None]
    lake.append("orders", orders(["a", "b", "c", "d"], status=words), app_id="load:0", version=1)
    later = orders(["a", "b"], status=["paid", "cancelled"], revision=1, load_no=2)
    lake.append("orders", later, app_id="load:0", version=2)
    if is_tidy:
        compact(lake, "orders")
    having = (("status", "cancelled"),)
    assert read(lake, having=having) == [("b", 1), ("c", 0)]
    assert read(lake, done=1, having=having) == [("a", 0), ("c", 0)]


def test_a_revision_counts_from_when_it_was_received(lake: Lake, orders) -> None:
    late = datetime(2017, 6, 1, tzinfo=UTC)
    lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    lake.append("orders", orders(["a"], revision=1, received_at=late, load_no=2), app_id="load:0", version=2)
    assert read(lake, known_at=late - timedelta(seconds=1)) == [("a", 0)]
    assert read(lake, known_at=late) == [("a", 1)]
    assert read(lake, known_at=datetime(2017, 1, 1, tzinfo=UTC)) == []


def test_an_instant_needs_its_zone(lake: Lake) -> None:
    with pytest.raises(ValueError, match="zone"):
        read(lake, until_at=datetime(2017, 1, 1))


def test_members_follow_merges_and_an_unidentified_fact_has_none(lake: Lake, orders) -> None:
    lake.append("orders", orders(["a", "b", "c"], source_id=[1, 2, None]), app_id="load:0", version=1)
    for moved, wanted in (({1: 9}, [9, 2, None]), ({}, [1, 2, None])):
        identity = pa.table(
            {"source_id": list(moved), "member_id": list(moved.values())},
            schema=pa.schema([("source_id", pa.int64()), ("member_id", pa.int64())]),
        )
        with lake.snapshot() as snapshot:
            facts = snapshot.facts("orders", identity=identity, columns=["key", "member_id"])
            assert facts.columns == ("key", "member_id")
            assert snapshot.to_arrow(facts.order_by("key"))["member_id"].to_pylist() == wanted


def test_it_opens_only_the_files_that_can_matter(lake: Lake, orders) -> None:
    for month in (1, 2, 3):
        lake.append("orders", orders(["a"], on=date(2017, month, 5), load_no=month), app_id="load:0", version=month)
    with lake.snapshot() as snapshot:
        pinned = snapshot.pinned("orders")
    months = {
        "since": Window(since_on=date(2017, 2, 1)),
        "day": Window(since_on=date(2017, 2, 5), until_on=date(2017, 2, 5)),
        "gap": Window(since_on=date(2017, 2, 6), until_on=date(2017, 3, 4)),
        "done": Window(done=1),
        "instant": Window(until_at=datetime(2017, 2, 5, 12, tzinfo=UTC)),
    }
    assert {name: [file.month[-2:] for file in window.files_of(pinned)] for name, window in months.items()} == {
        "since": ["02", "03"],
        "day": ["02"],
        "gap": [],
        "done": ["01"],
        "instant": ["01", "02"],
    }


def test_a_folder_may_have_any_name(empty_lake: Path, orders, tmp_path: Path) -> None:
    lake = Lake(Path(shutil.copytree(empty_lake, tmp_path / "it's [all] a*b? 数据")))
    lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    maintain(lake)
    assert read(lake) == [("a", 0)]


def test_results_leave_in_batches_and_as_a_file(lake: Lake, orders, tmp_path: Path) -> None:
    lake.append("orders", orders([str(number) for number in range(25)]), app_id="load:0", version=1)
    with lake.snapshot() as snapshot:
        keys = snapshot.facts("orders", columns=["key"])
        assert sum(batch.num_rows for batch in snapshot.to_batches(keys, rows=10)) == 25
        snapshot.to_parquet(keys, tmp_path / "keys.parquet")
    assert pa.parquet.read_table(tmp_path / "keys.parquet").num_rows == 25


def test_what_was_pinned_stays_readable_through_compaction(lake: Lake, orders) -> None:
    for version in (1, 2):
        lake.append("orders", orders([f"k{version}"]), app_id="load:0", version=version)
    with lake.snapshot() as snapshot:
        facts = snapshot.facts("orders")
        maintain(lake)
        lake.append("orders", orders(["later"]), app_id="load:0", version=3)
        assert snapshot.to_arrow(facts.key.count()).as_py() == 2


@dataclass(frozen=True)
class Row:
    key: str
    revision: int
    day: date
    received: datetime
    load_no: int


DAYS = st.dates(date(2016, 12, 28), date(2017, 3, 3))
LOADS = st.lists(
    st.lists(st.tuples(st.sampled_from("abcdef"), DAYS, st.integers(0, 5)), min_size=1, max_size=5),
    min_size=1,
    max_size=4,
)
MAYBE_DAY = st.none() | DAYS


def histories(loads) -> list[Row]:
    rows: list[Row] = []
    for number, load in enumerate(loads, 1):
        for key, day, delay in load:
            revision = sum(row.key == key for row in rows)
            received = datetime(2017, 1, 1, tzinfo=UTC) + timedelta(days=number * 2 + delay)
            rows.append(Row(key, revision, day, received, number))
    return rows


def expected(rows: list[Row], window: Window) -> list[tuple[str, int]]:
    known = [
        row
        for row in rows
        if (window.done is None or row.load_no <= window.done)
        and (window.known_at is None or row.received <= window.known_at)
    ]
    current = {row.key: row for row in sorted(known, key=lambda row: row.revision)}.values()
    return sorted(
        (row.key, row.revision)
        for row in current
        if (window.since_on is None or row.day >= window.since_on)
        and (window.until_on is None or row.day <= window.until_on)
        and (window.until_at is None or noon(row.day) <= window.until_at)
    )


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@effort(30)
@given(LOADS, MAYBE_DAY, MAYBE_DAY, MAYBE_DAY, MAYBE_DAY, st.none() | st.integers(0, 4), st.booleans())
def test_pruning_and_revisions_agree_with_a_naive_reader(
    empty_lake: Path, loads, since, until, at, known, done, tidy
) -> None:
    rows = histories(loads)
    window = Window(since, until, at and noon(at), known and noon(known), done)
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(shutil.copytree(empty_lake, Path(folder) / "lake")))
        for number in range(1, len(loads) + 1):
            mine = [row for row in rows if row.load_no == number]
            table = pa.concat_tables(
                make_orders([row.key], on=row.day, load_no=number, revision=row.revision, received_at=row.received)
                for row in mine
            )
            lake.append("orders", table, app_id="load:0", version=number)
        if tidy:
            maintain(lake)
        bounds = {"since_on": since, "until_on": until, "until_at": window.until_at, "known_at": window.known_at}
        assert read(lake, done, **bounds) == expected(rows, window)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Window, "files_of", lambda self, table: list(table.files))
            assert read(lake, done, **bounds) == expected(rows, window)
