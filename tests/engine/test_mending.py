"""A power cut may tear log files that were not flushed; afterwards the lake opens and a retry completes the append."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siyu.engine.lake import Lake
from siyu.engine.maintenance import maintain
from siyu.engine.mending import mend


def keys_in(lake: Lake) -> list[str]:
    with lake.snapshot() as snapshot:
        return sorted(snapshot.to_arrow(snapshot.facts("orders").key).to_pylist())


def entry(lake: Lake, number: int) -> Path:
    return lake.folder("orders") / "_delta_log" / f"{number:020d}.json"


@pytest.mark.parametrize("size", [0, 40])
def test_a_torn_entry_before_a_whole_one_is_appended_again(lake: Lake, orders, size: int) -> None:
    lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    lake.append("orders", orders(["b"]), app_id="load:1", version=1)
    os.truncate(entry(lake, 1), size)
    lake.ensure()
    assert keys_in(lake) == ["b"]
    assert not lake.append("orders", orders(["a"]), app_id="load:0", version=1).repeated
    assert keys_in(lake) == ["a", "b"]


@pytest.mark.parametrize("size", [0, 100])
def test_a_torn_checkpoint_is_done_without(lake: Lake, orders, size: int) -> None:
    lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    maintain(lake)
    checkpoint = next(lake.path.glob("orders/_delta_log/*.checkpoint.parquet"))
    os.truncate(checkpoint, size)
    assert mend(lake.folder("orders")) == (checkpoint.name,)
    assert keys_in(lake) == ["a"]


def test_a_table_that_opens_is_left_alone(lake: Lake, orders) -> None:
    lake.append("orders", orders(["a"]), app_id="load:0", version=1)
    assert mend(lake.folder("orders")) == ()
