"""Features brought up to date are those computed anew, whatever came in, moved or came back since, and as time goes by."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.engine.lake import Lake
from siyu.lib.clock import day_of
from siyu.understand.features.compute import compute
from siyu.understand.features.edges import edges_of
from siyu.understand.features.refresh import refresh
from siyu.understand.features.registry import DERIVED, all_features
from siyu.understand.features.stale import Kept
from siyu.understand.inputs import Inputs
from tests.oracle.drawing import moments
from tests.oracle.effort import effort
from tests.oracle.histories import histories
from tests.oracle.history import History, Merge
from tests.oracle.inputs import inputs_of
from tests.oracle.load import Loading, load

LATER = (timedelta(), timedelta(hours=5), timedelta(days=1), timedelta(days=9), timedelta(days=40), timedelta(days=400))


@pytest.mark.slow
@effort(4)
@given(st.data())
def test_refreshed_rows_are_those_of_a_full_computation(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    loads = data.draw(st.integers(2, 3))
    kept: tuple[pa.Table, Stand] | None = None
    with TemporaryDirectory() as folder:
        lake = load(history, Path(folder), Loading(data.draw(st.integers(0, 99)), loads, repeats=False))
        for done in range(1, loads + 1):
            at += data.draw(st.sampled_from(LATER))
            stand = _draw_stand(data.draw, history, at, done)
            with lake.snapshot(done) as snapshot:
                inputs = _inputs(history, stand, snapshot)
                rows = compute(inputs)
                if kept is not None:
                    found, read = refresh(inputs, all_features(), _kept(history, *kept, stand))
                    assert found.to_pylist() == rows.to_pylist()
                    assert read <= inputs.base
            kept = rows, stand


def test_nothing_is_read_again_when_nothing_came(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.ensure()
    history = History("Asia/Shanghai")
    at = datetime.fromisoformat("2017-12-31T12:00+08:00")
    with lake.snapshot(1) as snapshot:
        inputs = replace(inputs_of(history, snapshot, at), base=BitMap([1, 2]))
        rows = compute(inputs)
        found, read = refresh(inputs, all_features(), Kept(rows, 1, at, inputs.today, BitMap()))
    assert found.equals(rows)
    assert read == BitMap()


def test_every_window_of_a_feature_is_an_edge() -> None:
    edges = edges_of([feature for feature in all_features() if feature.source != DERIVED])
    assert edges["orders"].windows == {7, 30, 60, 90, 180, 365, 730}
    assert edges["events"].windows == {7, 30, 90, 180}
    assert {kind for kind, one in edges.items() if one.today} == {"coupons"}


class Stand:
    """What is known beside the facts when features are computed."""

    def __init__(self, at: datetime, done: int, merges: list[Merge], unborn: BitMap) -> None:
        self.at, self.done, self.merges, self.unborn = at, done, merges, unborn


def _draw_stand(draw: st.DrawFn, history: History, at: datetime, done: int) -> Stand:
    """Some of the merges stand, and a member may not be known yet."""
    merges = [merge for merge in history.merges if draw(st.booleans())]
    unborn = BitMap(draw(st.sets(st.sampled_from([row.id for row in history.members]), max_size=1)))
    return Stand(at, done, merges, unborn)


def _inputs(history: History, stand: Stand, snapshot: object) -> Inputs:
    inputs = inputs_of(replace(history, merges=stand.merges), snapshot, stand.at)  # type: ignore[arg-type]
    return replace(inputs, base=inputs.base - stand.unborn)


def _kept(history: History, rows: pa.Table, before: Stand, now: Stand) -> Kept:
    changed = [merge for merge in history.merges if (merge in before.merges) != (merge in now.merges)]
    moved = BitMap(number for merge in changed for number in (merge.source, merge.target))
    return Kept(rows, before.done, before.at, day_of(before.at, history.zone), moved)
