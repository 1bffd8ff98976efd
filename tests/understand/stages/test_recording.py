"""Recording: each day once, moves that add up to the stages, corrections as moves, nothing left of who was erased."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.connect.loads.reading import open_snapshot
from siyu.understand.opening import open_inputs
from siyu.understand.stages import recording
from siyu.understand.stages.kinds import MODELS
from siyu.understand.stages.models import StageDay
from siyu.understand.stages.panel import member_stages
from siyu.understand.stages.recording import record_days, recorded_days
from siyu.understand.stages.standing import standing_on
from siyu.unify.members.merge import merge_members, undo_merge

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LAST = date(2017, 12, 30)


@pytest.fixture
def recorded(shop: Workspace) -> Workspace:
    assert record_days(shop, at_once=100) == (90, True)
    return shop


def rows(shop: Workspace) -> list[dict[str, Any]]:
    with open_snapshot(shop) as snapshot:
        return snapshot.to_arrow(snapshot.facts("stage_transitions")).to_pylist()


def folded(shop: Workspace, model: str = "lifecycle") -> dict[int, str]:
    mine = sorted((row for row in rows(shop) if row["model"] == model), key=lambda row: row["occurred_on"])
    last = {row["source_id"]: row["to_stage"] for row in mine}
    return {member: stage for member, stage in last.items() if stage is not None}


def stages(shop: Workspace, on: date, model: str = "lifecycle") -> dict[int, str]:
    with open_inputs(shop) as inputs:
        standing = standing_on(inputs.until(on), model)
    names = MODELS[model].names
    return {one: names[place] for one, place in zip(standing.members.tolist(), standing.places.tolist(), strict=True)}


def later(shop: Workspace, days: int) -> Workspace:
    shop.clock_stands_at = shop.clock.now() + timedelta(days=days)
    shop.save()
    return shop


def test_every_day_that_is_over_is_recorded_once(recorded: Workspace) -> None:
    days = recorded_days(recorded, "lifecycle", None, 366)
    assert [day["on"] for day in days] == [date(2017, 12, number) for number in range(1, 31)]
    assert all(sum(day["counts"].values()) == day["members"] for day in days)
    before = rows(recorded)
    assert record_days(recorded) == (0, True)
    assert rows(recorded) == before


@pytest.mark.parametrize("model", sorted(MODELS))
def test_moves_add_up_to_the_stages(recorded: Workspace, model: str) -> None:
    assert folded(recorded, model) == stages(recorded, LAST, model)
    by_day = Counter(row["occurred_on"] for row in rows(recorded) if row["model"] == model)
    assert {day["on"]: day["moves"] for day in recorded_days(recorded, model, None, 366) if day["moves"]} == by_day


def test_a_few_days_at_once_give_the_same(shop: Workspace, recorded_rows: set[tuple[Any, ...]]) -> None:
    calls = 0
    while not record_days(shop, at_once=7)[1]:
        calls += 1
    assert calls == 4
    assert {_told(row) for row in rows(shop)} == recorded_rows


def test_a_crash_after_the_append_is_finished(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch, recorded_rows: set[tuple[Any, ...]]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(StageDay.objects, "bulk_create", _crash)
        with pytest.raises(RuntimeError, match="power"):
            record_days(shop, at_once=20)
    assert not StageDay.objects.exists()
    while not record_days(shop, at_once=11)[1]:
        pass
    found = [_told(row) for row in rows(shop)]
    assert len(found) == len(set(found))
    assert set(found) == recorded_rows


def test_late_orders_and_merges_show_as_moves_of_the_next_day(recorded: Workspace) -> None:
    order = {"key": "late", "source_id": 11, "occurred_at": datetime(2017, 12, 5, 15, tzinfo=UTC), "status": "paid",
             "currency": "USD", "lines": 0, "quantity": 1.0, "from_lines": False, "sales_minor": 100,
             "discount_minor": 0, "coupon_minor": 0, "coupon_match_minor": 0}  # fmt: skip
    load_batch(recorded, {"orders": pa.Table.from_pylist([order])})
    merge = merge_members(recorded, 12, 2, because="same phone", by="alice")
    assert record_days(later(recorded, 1)) == (3, True)
    assert folded(recorded) == stages(recorded, date(2017, 12, 31))
    new = {row["source_id"]: (row["from_stage"], row["to_stage"]) for row in rows(recorded)
           if row["occurred_on"] == date(2017, 12, 31) and row["model"] == "lifecycle"}  # fmt: skip
    assert new == {11: ("never", "new"), 12: ("never", None)}
    undo_merge(merge)
    assert record_days(later(recorded, 1)) == (3, True)
    assert folded(recorded)[12] == "never"


def test_a_category_is_recorded_when_it_is_asked_for(shop: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "recorded_categories", lambda _: ["BAKERY"])
    assert record_days(shop, at_once=100) == (120, True)
    last = recorded_days(shop, "lifecycle", "BAKERY", 366)[-1]
    assert (last["counts"]["active"], last["counts"]["never"]) == (5, 14)


def test_member_360_tells_the_stages_and_how_they_came(recorded: Workspace) -> None:
    lifecycle, aipl, _ = member_stages(recorded, 1)
    assert (lifecycle["stage"], lifecycle["since"]) == ("active", date(2017, 12, 20))
    assert [(move["before"], move["stage"]) for move in lifecycle["moves"]] == [("new", "active"), (None, "new")]
    assert aipl["stage_label"]["en"] == "Loyalty"
    assert member_stages(recorded, 99) == []


@pytest.fixture
def recorded_rows(shop: Workspace) -> set[tuple[Any, ...]]:
    """What recording everything at once gives; worked out from the facts alone, so that nothing is written."""
    found = set()
    for model in MODELS:
        before: dict[int, str] = {}
        for number in range(1, 31):
            on = date(2017, 12, number)
            now = stages(shop, on, model)
            for member in before.keys() | now.keys():
                if before.get(member) != now.get(member):
                    found.add((model, member, on, before.get(member), now.get(member)))
            before = now
    return found


def _told(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["model"], row["source_id"], row["occurred_on"], row["from_stage"], row["to_stage"]


def _crash(*_: Any, **__: Any) -> None:
    raise RuntimeError("power cut")
