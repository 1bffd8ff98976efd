"""A load that dies between any two steps is finished by the next one: nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch, resume_loads
from siyu.connect.loads.models import Load
from siyu.connect.loads.reading import finished_load, open_snapshot

BEFORE_FROZEN = ["prepared", "written"]
AFTER_FROZEN = [
    "frozen", "appended order_lines", "appended orders", "appended", "done", "removed",
]  # fmt: skip


class Crash(BaseException):
    """Stands for kill -9: nothing in the code may catch it."""


def crash_after(step: str) -> Callable[[str], None]:
    def hook(done: str) -> None:
        if done == step:
            raise Crash

    return hook


def batch(keys: list[str]) -> dict[str, pa.Table]:
    at = pa.array([datetime(2017, 3, 1, 12, tzinfo=UTC)] * len(keys), pa.timestamp("us", "UTC"))
    base = {"key": keys, "occurred_at": at, "source_id": pa.array([1] * len(keys), pa.int64())}
    return {"orders": pa.table(base), "order_lines": pa.table({**base, "order_key": keys})}


def keys_in(workspace: Workspace, table: str) -> list[str]:
    with open_snapshot(workspace) as snapshot:
        return sorted(snapshot.to_arrow(snapshot.facts(table))["key"].to_pylist())


@pytest.mark.parametrize("step", BEFORE_FROZEN)
def test_it_starts_over_when_it_died_before_it_was_frozen(workspace: Workspace, step: str) -> None:
    with pytest.raises(Crash):
        load_batch(workspace, batch(["a", "b"]), reference="r", hook=crash_after(step))
    assert not Load.objects.exists()
    load_batch(workspace, batch(["a", "b"]), reference="r")
    assert keys_in(workspace, "orders") == keys_in(workspace, "order_lines") == ["a", "b"]


@pytest.mark.parametrize("step", AFTER_FROZEN)
def test_it_goes_on_with_what_was_frozen_and_never_decides_anew(workspace: Workspace, step: str) -> None:
    with pytest.raises(Crash):
        load_batch(workspace, batch(["a", "b"]), reference="r", hook=crash_after(step))
    again = load_batch(workspace, batch(["something", "else"]), reference="r")
    assert again.number == 1
    assert keys_in(workspace, "orders") == keys_in(workspace, "order_lines") == ["a", "b"]
    assert list(Load.objects.values_list("state", "folder")) == [("done", "")]


@pytest.mark.parametrize("step", AFTER_FROZEN)
def test_the_next_load_first_finishes_the_one_before(workspace: Workspace, step: str) -> None:
    with pytest.raises(Crash):
        load_batch(workspace, batch(["a"]), hook=crash_after(step))
    second = load_batch(workspace, batch(["b"]))
    assert second.number == 2
    assert keys_in(workspace, "orders") == ["a", "b"]


def test_readers_see_no_table_before_the_load_is_done(workspace: Workspace) -> None:
    with pytest.raises(Crash):
        load_batch(workspace, batch(["a"]), hook=crash_after("appended"))
    assert finished_load(workspace) == 0
    assert keys_in(workspace, "orders") == keys_in(workspace, "order_lines") == []
    resume_loads(workspace)
    assert keys_in(workspace, "orders") == keys_in(workspace, "order_lines") == ["a"]
