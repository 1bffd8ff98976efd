"""Upkeep changes how facts lie on the disk and nothing that is read."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from siyu.engine import choosing, maintenance
from siyu.engine.commit import live_files
from siyu.engine.lake import Lake
from siyu.engine.maintenance import compact, maintain
from siyu.engine.pruning import FileFacts


@pytest.fixture
def untidy(lake: Lake, orders) -> Lake:
    first = orders(["b", "a", "c"], source_id=[2, 1, None], status=["paid", None, "中文"], store_key="shop-7")
    lake.append("orders", first, app_id="load:0", version=1)
    lake.append("orders", orders(["b"], source_id=2, revision=1, load_no=2), app_id="load:0", version=2)
    lake.append("orders", orders(["d"], on=date(2017, 2, 3), load_no=3), app_id="load:1", version=7)
    return lake


def everything(lake: Lake) -> list[dict]:
    table = pa.concat_tables(pq.read_table(lake.folder("orders") / path, partitioning=None) for path in files(lake))
    return table.sort_by([("key", "ascending"), ("revision", "ascending")]).to_pylist()


def files(lake: Lake) -> list[str]:
    return sorted(live_files(DeltaTable(lake.folder("orders"))))


def age(path: Path, hours: float) -> None:
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def test_each_month_becomes_a_file_sorted_by_member_and_time_with_later_revisions_apart(untidy: Lake) -> None:
    before = everything(untidy)
    assert compact(untidy, "orders") == ("2017-01", "2017-02")
    assert sorted(path[:14] for path in files(untidy)) == ["month=2017-01/", "month=2017-01/", "month=2017-02/"]
    january = [pq.read_table(untidy.folder("orders") / path, partitioning=None) for path in files(untidy)[:2]]
    found = {tuple(rows["revision"].to_pylist()): rows["source_id"].to_pylist() for rows in january}
    assert found == {(0, 0, 0): [1, 2, None], (1,): [2]}
    assert everything(untidy) == before


def test_rare_words_lie_apart_too(untidy: Lake, orders) -> None:
    late = orders(["f", "g"], source_id=[5, 4], status=["cancelled", "paid"], load_no=4)
    untidy.append("orders", late, app_id="load:0", version=4)
    before = everything(untidy)
    compact(untidy, "orders")
    january = [pq.read_table(untidy.folder("orders") / path, partitioning=None) for path in files(untidy)[:2]]
    assert {tuple(rows["key"].to_pylist()) for rows in january} == {("a", "b", "g", "c"), ("b", "f")}
    assert everything(untidy) == before
    assert compact(untidy, "orders") == ()


def test_small_files_are_put_together_by_steps_while_a_month_grows(lake: Lake, orders) -> None:
    counts = []
    for number in range(1, 200):
        lake.append("orders", orders([f"k{number}"], source_id=number % 7, load_no=number), app_id="x", version=number)
        if number % 10 == 0:
            compact(lake, "orders", choose=choosing.small_files)
            counts.append(len(files(lake)))
    assert max(counts) <= 12
    assert len(everything(lake)) == 199
    assert compact(lake, "orders") == ("2017-01",)
    assert len(files(lake)) == 1


def test_a_large_file_is_not_rewritten_for_small_ones() -> None:
    def file(name: str, rows: int) -> FileFacts:
        return FileFacts(name, "2017-01", rows, {}, {})

    small = [file(f"s{n}", 10) for n in range(9)]
    assert choosing.small_files([file("big", 100_000), *small]) == small
    assert choosing.small_files([file("mid", 300), *small]) == [*small, file("mid", 300)]
    assert choosing.small_files(small[:8]) == []


def test_a_tidy_month_is_left_alone(untidy: Lake, orders) -> None:
    compact(untidy, "orders")
    kept = files(untidy)
    assert compact(untidy, "orders") == ()
    untidy.append("orders", orders(["e"], on=date(2017, 2, 4)), app_id="load:0", version=4)
    assert compact(untidy, "orders") == ("2017-02",)
    assert kept[0] in files(untidy)


def test_compaction_is_deterministic(untidy: Lake, monkeypatch) -> None:
    found = []
    monkeypatch.setattr(choosing, "_is_sorted", lambda path: False)
    for _ in range(2):
        assert compact(untidy, "orders")
        found.append([(untidy.folder("orders") / path).read_bytes() for path in files(untidy)])
    assert sorted(found[0]) == sorted(found[1])


def test_only_text_without_persons_has_statistics_in_files_and_log(untidy: Lake) -> None:
    compact(untidy, "orders")
    path = untidy.folder("orders") / files(untidy)[0]
    group = pq.read_metadata(path).row_group(0)
    told = {group.column(n).path_in_schema for n in range(group.num_columns) if group.column(n).is_stats_set}
    assert {"source_id", "occurred_at", "occurred_on", "load_no", "revision", "status"} <= told
    assert not told & {"key", "channel", "store_key", "currency"}
    log = "".join(entry.read_text() for entry in (untidy.folder("orders") / "_delta_log").glob("*.json"))
    assert "paid" in log
    assert "shop-7" not in log


def test_application_transactions_survive(untidy: Lake, orders) -> None:
    maintain(untidy)
    assert untidy.append("orders", orders(["x"]), app_id="load:0", version=2).repeated
    assert untidy.append("orders", orders(["x"]), app_id="load:1", version=7).repeated


def test_two_maintenances_at_once_do_not_double_a_row(untidy: Lake, monkeypatch) -> None:
    before = everything(untidy)
    write = maintenance._write_sorted

    def write_while_another_compacts(*given):
        monkeypatch.setattr(maintenance, "_write_sorted", write)
        compact(untidy, "orders")
        return write(*given)

    monkeypatch.setattr(maintenance, "_write_sorted", write_while_another_compacts)
    assert compact(untidy, "orders") == ()
    assert everything(untidy) == before


def test_rows_appended_during_compaction_stay(untidy: Lake, orders, monkeypatch) -> None:
    write = maintenance._write_sorted

    def write_while_another_appends(*given):
        monkeypatch.setattr(maintenance, "_write_sorted", write)
        untidy.append("orders", orders(["late"]), app_id="load:2", version=1)
        return write(*given)

    monkeypatch.setattr(maintenance, "_write_sorted", write_while_another_appends)
    assert compact(untidy, "orders") == ("2017-01", "2017-02")
    assert sum(row["key"] == "late" for row in everything(untidy)) == 1


def test_retired_files_stay_for_an_hour_and_go_then(untidy: Lake, monkeypatch) -> None:
    retired = [untidy.folder("orders") / path for path in files(untidy)]
    real, hours = time.time, 2
    monkeypatch.setattr(maintenance.time, "time", lambda: real() - hours * 3600)
    compact(untidy, "orders")
    monkeypatch.undo()
    young = untidy.folder("orders") / files(untidy)[0]
    maintain(untidy)
    assert [path.exists() for path in retired] == [False] * 3
    assert young.exists()
    assert len(everything(untidy)) == 5


def test_an_old_file_that_was_retired_just_now_stays_for_its_readers(untidy: Lake, orders) -> None:
    retired = [untidy.folder("orders") / path for path in files(untidy)]
    for path in retired:
        age(path, 48)
    for version in (11, 12, 13):
        maintain(untidy)
        untidy.append("orders", orders([f"n{version}"]), app_id="load:0", version=version)
    assert all(path.exists() for path in retired)


def test_files_of_a_crashed_append_go_when_an_hour_old(untidy: Lake) -> None:
    root = untidy.folder("orders")
    old, young = root / "month=2017-01" / "old.parquet", root / "month=2017-01" / "young.parquet"
    leftover = root / "_delta_log" / "00000000000000000009.json#1"
    for path in (old, young, leftover):
        path.write_bytes(b"torn")
    age(old, 2)
    age(leftover, 2)
    maintain(untidy)
    assert [path.exists() for path in (old, young, leftover)] == [False, True, False]


def test_a_checkpoint_is_flushed_before_old_entries_may_go(untidy: Lake, monkeypatch) -> None:
    happened: list[str] = []
    sync, clean = maintenance.sync_file, DeltaTable.cleanup_metadata
    monkeypatch.setattr(maintenance, "sync_file", lambda path: (happened.append(path.name), sync(path)))
    monkeypatch.setattr(DeltaTable, "cleanup_metadata", lambda self: (happened.append("clean"), clean(self)))
    maintenance.checkpoint(untidy.folder("orders"))
    assert happened == ["00000000000000000003.checkpoint.parquet", "_last_checkpoint", "clean"]


def test_retention_below_an_hour_is_refused(lake: Lake) -> None:
    with pytest.raises(ValueError, match="one hour"):
        maintain(lake, retention=timedelta(minutes=59))
