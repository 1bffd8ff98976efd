"""The jobs of loads run over all workspaces."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.jobs import resume_interrupted_loads, tidy_lakes
from siyu.connect.loads.loading import load_batch
from siyu.connect.loads.models import Load
from siyu.jobs.schedule import AT_START, SCHEDULES


class Killed(BaseException):
    """Stands for the end of the process."""


def _order() -> pa.Table:
    at = pa.array([datetime(2017, 6, 1, 12, tzinfo=UTC)], pa.timestamp("us", tz="UTC"))
    return pa.table({"key": ["o1"], "occurred_at": at, "source_id": pa.array([1], pa.int64())})


def test_a_load_that_was_interrupted_is_finished_once(transactional_db: None, workspace: Workspace) -> None:
    def kill(step: str) -> None:
        if step == "frozen":
            raise Killed

    with pytest.raises(Killed):
        load_batch(workspace, {"orders": _order()}, hook=kill)
    assert resume_interrupted_loads.call() == 1
    assert Load.objects.get().state == Load.DONE
    assert resume_interrupted_loads.call() == 0


def test_lakes_with_facts_are_tidied(transactional_db: None, workspace: Workspace) -> None:
    assert tidy_lakes.call() == 0
    load_batch(workspace, {"orders": _order()})
    assert tidy_lakes.call() == 1


def test_both_are_declared() -> None:
    assert "siyu.connect.loads.jobs.resume_interrupted_loads" in AT_START
    assert SCHEDULES["tidy-lakes"].path == "siyu.connect.loads.jobs.tidy_lakes"
