"""A round of live evaluation that dies between any two steps is done by the next one: nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.connect.loads.stages import ProfileChange, change_profiles
from siyu.understand.live.evaluating import run_live
from siyu.understand.live.models import LiveNote
from siyu.understand.segments.models import SegmentChange
from siyu.understand.tags.models import TagChange
from siyu.unify.members.merge import merge_members
from tests.understand.live.conftest import Live, added_up, live_tag, members, tagged, view

STEPS = ["found", "evaluated", "kept viewers", "kept wuhan", "kept tag:viewing", "moved"]
LATE = datetime(2017, 12, 31, 15, tzinfo=UTC)


class Crash(BaseException):
    """Stands for kill -9: nothing in the code may catch it."""


def crash_after(step: str) -> Callable[[str], None]:
    def hook(done: str) -> None:
        if done == step:
            raise Crash

    return hook


def everything() -> dict[str, Any]:
    """Return the kept members and how often anything was written down to have changed."""
    return {
        "viewers": members("viewers"),
        "wuhan": members("wuhan"),
        "viewing": tagged("viewing"),
        "moves": [SegmentChange.objects.count(), TagChange.objects.count()],
        "notes": LiveNote.objects.count(),
    }


EXPECTED = {
    "viewers": [1, 4, 13],
    "wuhan": [1, 2, 3, 5, 7, 9, 11, 13, 15, 17, 19],
    "viewing": {"yes": [1, 4, 13]},
    "moves": [4, 2],
    "notes": 0,
}


@pytest.fixture
def changed(live: Live, shop: Workspace) -> Workspace:
    """The shop after a round, and then a load, a merge and a changed attribute."""
    live("viewers", {"did": "viewed"})
    live("wuhan", {"attribute": "city", "is": "Wuhan"})
    live_tag(shop, "viewing", rule={"did": "viewed"})
    run_live(shop)
    view(shop, 4, LATE)
    view(shop, 12, LATE)
    merge_members(shop, 12, 13, because="same phone", by="alice")
    change_profiles(shop, [ProfileChange(2, "set", {"city": "Wuhan"}, shop.clock.now())])
    return shop


def test_the_steps_are_those_there_are(changed: Workspace) -> None:
    done: list[str] = []
    run_live(changed, hook=done.append)
    assert done == STEPS
    assert everything() == EXPECTED


@pytest.mark.parametrize("step", STEPS)
def test_it_is_done_by_the_next_one(changed: Workspace, step: str) -> None:
    with pytest.raises(Crash):
        run_live(changed, hook=crash_after(step))
    run_live(changed)
    assert everything() == EXPECTED
    assert [added_up(name) for name in ("viewers", "wuhan")] == [members(name) for name in ("viewers", "wuhan")]


@pytest.mark.parametrize("step", STEPS)
def test_what_changes_meanwhile_is_not_forgotten(changed: Workspace, step: str) -> None:
    def hook(done: str) -> None:
        if done == step:
            view(changed, 17, LATE)
            change_profiles(changed, [ProfileChange(4, "set", {"city": "Wuhan"}, changed.clock.now())])

    run_live(changed, hook=hook)
    run_live(changed)
    assert 17 in members("viewers")
    assert 17 in tagged("viewing")["yes"]
    assert 4 in members("wuhan")


def test_a_load_that_dies_before_it_is_done_is_followed_once_it_is(changed: Workspace) -> None:
    event = {"key": "e", "source_id": 16, "type": "viewed", "occurred_at": LATE}
    with pytest.raises(Crash):
        load_batch(changed, {"events": pa.Table.from_pylist([event])}, hook=crash_after("appended events"))
    run_live(changed)
    assert 16 not in members("viewers"), "not loaded is not there"
    view(changed, 19, LATE)
    run_live(changed)
    assert {16, 19} <= set(members("viewers"))
