"""A crash between any two steps of an append loses, tears and doubles nothing once the append is tried again."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from siyu.engine import append as appending
from siyu.engine.commit import LakeDamage, find_entry
from siyu.engine.lake import Lake
from siyu.engine.maintenance import maintain

STEPS = [step.__name__ for step in appending.STEPS]
REPEAT_STEPS = [step.__name__ for step in appending.REPEAT_STEPS]


class Crash(BaseException):
    """The process is gone: nothing that catches exceptions may tidy up."""


def crash_after(step: str):
    def between(done: str) -> None:
        if done == step:
            raise Crash

    return between


def append_two_months(lake: Lake, orders, between=lambda step: None):
    rows = pa.concat_tables([orders(["a", "b"]), orders(["c"], on=date(2017, 2, 1))])
    return lake.append("orders", rows, app_id="load:0", version=1, between=between)


def keys_in(lake: Lake) -> list[str]:
    with lake.snapshot() as snapshot:
        return sorted(snapshot.to_arrow(snapshot.facts("orders").key).to_pylist())


@pytest.mark.parametrize("step", STEPS)
def test_a_retry_after_a_crash_leaves_every_row_once(lake: Lake, orders, step: str) -> None:
    with pytest.raises(Crash):
        append_two_months(lake, orders, crash_after(step))
    assert keys_in(lake) in ([], ["a", "b", "c"])
    assert append_two_months(lake, orders).repeated == (STEPS.index(step) >= STEPS.index("commit_files"))
    assert keys_in(lake) == ["a", "b", "c"]


@pytest.mark.parametrize("step", ["check_transaction", *REPEAT_STEPS])
def test_a_retry_may_crash_too(lake: Lake, orders, step: str) -> None:
    with pytest.raises(Crash):
        append_two_months(lake, orders, crash_after("commit_files"))
    with pytest.raises(Crash):
        append_two_months(lake, orders, crash_after(step))
    assert append_two_months(lake, orders).repeated
    assert keys_in(lake) == ["a", "b", "c"]


@pytest.mark.parametrize("step", ["write_files", "commit_files"])
def test_a_killed_process_leaves_every_row_once(lake: Lake, orders, step: str) -> None:
    script = f"""
import os, sys
from pathlib import Path
import pyarrow.ipc
from siyu.engine.lake import Lake
rows = pyarrow.ipc.open_file({str(lake.path.parent / "rows.arrow")!r}).read_all()
Lake(Path({str(lake.path)!r})).append(
    "orders", rows, app_id="load:0", version=1, between=lambda step: os.kill(os.getpid(), 9) if step == {step!r} else None
)
"""
    with pa.ipc.new_file(lake.path.parent / "rows.arrow", orders([]).schema) as out:
        out.write_table(orders(["a", "b"]))
    killed = subprocess.run([sys.executable, "-c", script], check=False, env=os.environ | {"PYTHONPATH": "src"})
    assert killed.returncode == -9
    lake.append("orders", orders(["a", "b"]), app_id="load:0", version=1)
    assert keys_in(lake) == ["a", "b"]


def test_a_retry_flushes_again_what_the_first_try_committed(lake: Lake, orders, monkeypatch) -> None:
    with pytest.raises(Crash):
        append_two_months(lake, orders, crash_after("commit_files"))
    synced = record_syncs(monkeypatch)
    append_two_months(lake, orders)
    assert sorted(kind_of(path, lake) for path in synced) == sorted(
        ["file", "file", "month", "month", "table", "entry", "log"]
    )


def test_everything_is_flushed_in_the_order_that_keeps_a_commit_honest(lake: Lake, orders, monkeypatch) -> None:
    synced = record_syncs(monkeypatch)
    append_two_months(lake, orders, lambda step: synced.append(Path(step)) if step == "commit_files" else None)
    assert [kind_of(path, lake) for path in synced] == [
        "file",
        "file",
        "month",
        "month",
        "table",
        "commit_files",
        "entry",
        "log",
    ]
    assert find_entry(lake.folder("orders"), "load:0", 1).path in synced


def record_syncs(monkeypatch) -> list[Path]:
    synced: list[Path] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return synced


def kind_of(path: Path, lake: Lake) -> str:
    root = lake.folder("orders")
    named = {root: "table", root / "_delta_log": "log"}
    by_suffix = {".parquet": "file", ".json": "entry"}
    return named.get(path) or by_suffix.get(path.suffix) or ("month" if "month=" in path.name else path.name)


@pytest.mark.parametrize("harm", ["gone", "cut"])
def test_a_retry_that_misses_a_committed_file_says_so(lake: Lake, orders, harm: str) -> None:
    done = append_two_months(lake, orders)
    path = lake.folder("orders") / done.files[0]
    path.unlink() if harm == "gone" else os.truncate(path, 10)
    with pytest.raises(LakeDamage, match=path.name):
        append_two_months(lake, orders)


def test_a_retry_after_compaction_and_a_checkpoint_adds_nothing(lake: Lake, orders) -> None:
    append_two_months(lake, orders)
    lake.append("orders", orders(["d"]), app_id="load:0", version=2)
    maintain(lake)
    assert append_two_months(lake, orders).repeated
    assert keys_in(lake) == ["a", "b", "c", "d"]


def test_a_retry_after_the_log_was_cleaned_adds_nothing(lake: Lake, orders) -> None:
    append_two_months(lake, orders)
    maintain(lake)
    for entry in (lake.folder("orders") / "_delta_log").glob("*.json"):
        if int(entry.stem) < 2:
            entry.unlink()
    assert append_two_months(lake, orders).repeated


def test_when_the_same_transaction_wins_meanwhile_ours_is_dropped(lake: Lake, orders) -> None:
    def rival(step: str) -> None:
        if step == "sync_folders":
            append_two_months(lake, orders)

    assert append_two_months(lake, orders, rival).repeated
    assert keys_in(lake) == ["a", "b", "c"]
    assert len(list(lake.path.glob("orders/month=*/*.parquet"))) == 2


@pytest.mark.parametrize("rival", [("load:0", 1), ("load:1", 9)])
def test_another_transaction_meanwhile_does_not_stop_ours(lake: Lake, orders, rival: tuple[str, int]) -> None:
    def between(step: str) -> None:
        if step == "sync_folders":
            lake.append("orders", orders(["z"]), app_id=rival[0], version=rival[1])

    lake.append("orders", orders(["a"]), app_id="load:0", version=2, between=between)
    assert keys_in(lake) == ["a", "z"]


def test_a_table_that_grows_meanwhile_does_not_stop_ours(lake: Lake, orders) -> None:
    def between(step: str) -> None:
        if step == "sync_folders":
            lake.widen("orders", pa.schema([("score", pa.float64())]))

    append_two_months(lake, orders, between)
    assert keys_in(lake) == ["a", "b", "c"]
