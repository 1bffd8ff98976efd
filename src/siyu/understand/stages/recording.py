"""Recording the stages of days that are over: each move once in the lake, each day's counts in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import no_loads
from siyu.connect.loads.reading import finished_load, open_snapshot
from siyu.engine.lake import Lake
from siyu.lib.clock import end_of_day
from siyu.understand.inputs import Inputs
from siyu.understand.opening import open_inputs
from siyu.understand.stages.kinds import LIFECYCLE, MODELS, StageModel, model_named
from siyu.understand.stages.models import StageDay
from siyu.understand.stages.settings import recorded_categories
from siyu.understand.stages.standing import ABSENT, Standing, standing_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

TABLE = "stage_transitions"
MOST_DAYS_BACK = 365
AT_ONCE = 30
"""Days of a model that one call records: each holds the brand's members once or twice in memory."""
ALL = ""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Moves:
    """Who moved on a day: ids and the places before and after, `ABSENT` for not there."""

    on: date
    members: NDArray[np.int64]
    before: NDArray[np.int8]
    after: NDArray[np.int8]


def record_days(workspace: Workspace, at_once: int = AT_ONCE) -> tuple[int, bool]:
    """Record days that are over, at most so many of each model; return how many, and whether none is left.

    A day is recorded once. What is learnt of it later – a late order, a merge, other thresholds – shows as a move of the
    first day that is recorded after that: what was recorded adds up to the stages of the last recorded day at any time.
    Nothing happens before the first load. The first recording begins with the first facts, a year ago at most.
    """
    load = finished_load(workspace)
    if not load:
        return 0, True
    workspace.refresh_from_db(fields=["erasures"])
    last = workspace.today() - _DAY
    recorded, is_done = 0, True
    with open_inputs(workspace) as inputs:
        for model, category in _due(workspace, inputs):
            first = _next(workspace, inputs, model, category, last)
            until = min(last, first + _DAY * (at_once - 1))
            if first <= until:
                _record(workspace, inputs, (model, category), (first, until), load)
                recorded += (until - first).days + 1
                is_done &= until == last
    return recorded, is_done


def recorded_days(workspace: Workspace, name: str, category: str | None, days: int) -> list[dict[str, Any]]:
    """Return the recorded days among the last ones, the earliest first."""
    model = model_named(name)
    since = workspace.today() - _DAY * days
    rows = StageDay.objects.filter(workspace=workspace, model=model.name, category=category or ALL, on__gte=since)
    return [dict(row) for row in rows.order_by("on").values("on", "members", "moves", "counts")]


def recorded_months(workspace: Workspace, name: str, category: str | None) -> list[dict[str, Any]]:
    """Return the recorded moves of this month and the twelve before, added up by month and by the stages they join.

    The first recorded day tells where everybody stood: that is no move and left out.
    """
    model = model_named(name)
    mine = StageDay.objects.filter(workspace=workspace, model=model.name, category=category or ALL).order_by("on")
    began = mine.values_list("on", flat=True).first()
    if began is None:
        return []
    today = workspace.today()
    first = date(today.year - 1, today.month, 1)
    with open_snapshot(workspace) as snapshot:
        rows = snapshot.facts(TABLE, since_on=max(first, began + _DAY))
        rows = rows.filter((rows.model == model.name) & (rows.category.coalesce(ALL) == (category or ALL)))
        by_month = rows.group_by(month=rows.occurred_on.truncate("M"), source=rows.from_stage, target=rows.to_stage)
        found = snapshot.to_arrow(by_month.agg(members=rows.count())).to_pylist()
    order = {stage: place for place, stage in enumerate(model.names)}
    place = order.get
    return sorted(found, key=lambda row: (row["month"], place(row["source"], -1), place(row["target"], -1)))


def _due(workspace: Workspace, inputs: Inputs) -> Iterable[tuple[StageModel, str]]:
    """Yield what is recorded; a model of some members only once there are any."""
    for model in MODELS.values():
        mine = StageDay.objects.filter(workspace=workspace, model=model.name)
        if not model.of_some or mine.exists() or len(standing_on(inputs, model.name)):
            yield model, ALL
    yield from ((LIFECYCLE, category) for category in recorded_categories(workspace))


def _next(workspace: Workspace, inputs: Inputs, model: StageModel, category: str, last: date) -> date:
    """Return the day after the last recorded one; at first that of the first fact."""
    mine = StageDay.objects.filter(workspace=workspace, model=model.name, category=category)
    latest = mine.order_by("-on").values_list("on", flat=True).first()
    if latest is not None:
        return latest + _DAY
    began = [_first_fact(inputs, table) for table in ("orders", "events", "touches")]
    return max(min((day for day in began if day is not None), default=last + _DAY), last - _DAY * (MOST_DAYS_BACK - 1))


def _first_fact(inputs: Inputs, table: str) -> date | None:
    facts = inputs.snapshot.facts(table)
    found: date | None = inputs.snapshot.to_arrow(facts.occurred_on.min()).as_py()
    return found


def _record(
    workspace: Workspace, inputs: Inputs, of: tuple[StageModel, str], days: tuple[date, date], load: int
) -> None:
    model, category = of
    before = _recorded(inputs, model, category, days[0])
    moves, standings = [], []
    for number in range((days[1] - days[0]).days + 1):
        on = days[0] + _DAY * number
        now = standing_on(inputs.until(on), model.name, category or None)
        moves.append(_moves(on, before, now))
        standings.append(now)
        before = now
    with no_loads(workspace):
        # Whoever was erased since the stages were worked out must not come into the lake again.
        if Workspace.objects.get(pk=workspace.pk).erasures != workspace.erasures:
            return
        _append(workspace, of, [move for move in moves if len(move.members)], days, load)
        days_counted = [
            StageDay(
                workspace=workspace,
                model=model.name,
                category=category,
                on=move.on,
                counts=dict(zip(model.names, now.counts(model).tolist(), strict=True)),
                members=len(now),
                moves=len(move.members),
                load_no=load,
            )
            for now, move in zip(standings, moves, strict=True)
        ]
        StageDay.objects.bulk_create(days_counted, ignore_conflicts=True)


def _moves(on: date, before: Standing, now: Standing) -> Moves:
    members = np.union1d(before.members, now.members)
    was, is_ = before.of(members), now.of(members)
    moved = was != is_
    return Moves(on, members[moved], was[moved], is_[moved])


def _recorded(inputs: Inputs, model: StageModel, category: str, first: date) -> Standing:
    """Return where everybody stands by what was recorded of the days before `first`."""
    rows = inputs.snapshot.facts(TABLE, until_on=first - _DAY)
    rows = rows.filter((rows.model == model.name) & (rows.category.coalesce(ALL) == category))
    last = rows.group_by("source_id").agg(stage=rows.to_stage.argmax(rows.occurred_on))
    table = inputs.snapshot.to_arrow(last.filter(last.stage.notnull()).order_by("source_id"))
    names = {name: place for place, name in enumerate(model.names)}
    places = np.array([names.get(name, ABSENT) for name in table["stage"].to_pylist()], dtype=np.int8)
    known = places != ABSENT
    return Standing(table["source_id"].to_numpy()[known], places[known])


def _append(
    workspace: Workspace, of: tuple[StageModel, str], moves: list[Moves], days: tuple[date, date], load: int
) -> None:
    """Append the moves once: what a crashed call appended is known by the day it got to."""
    lake = Lake(workspace.lake_path)
    app_id = f"stages:{of[0].name}:{of[1]}"
    done = lake.appended(TABLE, app_id)
    left = [move for move in moves if done is None or move.on.toordinal() > done]
    if left:
        rows = pa.concat_tables([_rows(move, of, workspace.zone, load) for move in left])
        lake.append(TABLE, rows, app_id=app_id, version=days[1].toordinal())


def _rows(move: Moves, of: tuple[StageModel, str], zone: str, load: int) -> pa.Table:
    model, category = of
    names = pa.array([*model.names, None], pa.string())
    size = len(move.members)
    prefix = f"{model.name}/{category}/{move.on.isoformat()}/"

    def every(value: object, kind: pa.DataType) -> pa.Array:
        return pa.repeat(pa.scalar(value, kind), size)

    instant = pa.timestamp("us", tz="UTC")
    return pa.table(
        {
            "key": pa.array([f"{prefix}{member}" for member in move.members.tolist()], pa.string()),
            "revision": every(0, pa.int32()),
            "digest": every(0, pa.int64()),
            "occurred_at": every(end_of_day(move.on, zone), instant),
            "received_at": every(datetime.now(UTC), instant),
            "occurred_on": every(move.on, pa.date32()),
            "load_no": every(load, pa.int64()),
            "source_id": move.members,
            "model": every(model.name, pa.string()),
            "category": every(category or None, pa.string()),
            "from_stage": names.take(pa.array(move.before.astype(np.int64) % len(names))),
            "to_stage": names.take(pa.array(move.after.astype(np.int64) % len(names))),
        }
    )
