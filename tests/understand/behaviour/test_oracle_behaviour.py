"""Reports on drawn histories are what loops over lists give: merged, cancelled, refunded, late, repeated and shuffled facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.lib.periods import Period
from siyu.understand.behaviour.active import stickiness_report
from siyu.understand.behaviour.asking import Asked
from siyu.understand.behaviour.cohorts import CohortQuestion, cohort_report
from siyu.understand.behaviour.documents import read_question
from siyu.understand.behaviour.funnels import funnel_report
from siyu.understand.behaviour.paths import PathQuestion, path_report
from siyu.understand.rules import acts
from siyu.understand.rules.known import Known
from tests.oracle import behaviour as naive
from tests.oracle.behaving import Step, done, fitting, within
from tests.oracle.documents import document
from tests.oracle.drawing import EVENT_PROPERTIES, TOUCH_PROPERTIES, WHERE_VALUES, moments, operators
from tests.oracle.effort import effort
from tests.oracle.histories import EVENT_TYPES, TOUCH_TYPES, histories
from tests.oracle.history import History
from tests.oracle.inputs import inputs_of
from tests.oracle.language import Did
from tests.oracle.load import CURRENCY, Loading, load

LOADINGS = st.builds(Loading, st.integers(0, 99), st.integers(1, 3), st.booleans())
DAYS = st.sampled_from((1, 31, 90, 400))
MANY = (*EVENT_TYPES, *TOUCH_TYPES)
WINDOWS = {"1m": 60, "24h": 86_400, "7d": 604_800, "300d": 25_920_000}
ORDERED = ("product.id", "product.category", "store.id", "channel")


@pytest.fixture(autouse=True, params=[acts.MOST_ROWS, 3], ids=["at once", "in parts"])
def most_rows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "MOST_ROWS", request.param)


@effort(6)
@given(st.data())
def test_funnels_reach_whom_trying_every_way_reaches(data: st.DataObject) -> None:
    history, at, days = _drawn(data)
    steps = data.draw(st.lists(_steps(), min_size=2, max_size=4))
    within_ = data.draw(st.sampled_from(sorted(WINDOWS)))
    raw = {"steps": [{k: v for k, v in document(Did(*step)).items() if k != "times"} for step in steps]}
    question = read_question({**raw, "within": within_}, Known(CURRENCY))
    with _asked(data, history, at) as asked:
        report = funnel_report(asked, question, days)
    window = WINDOWS[within_] * 1_000_000
    first, last = _span(history, at, days)
    ways = [
        naive.shortest(fitting(history, within(history, done(history, one, at), first, last), steps, _start(first)),
                       len(steps), window)
        for one in asked.members
    ]  # fmt: skip
    for place, step in enumerate(report["steps"]):
        taken = [took[place] for took in ways if took[place] is not None]
        assert step["members"] == len(taken)
        assert step["median_seconds"] == (pytest.approx(median(taken) / 1_000_000) if taken else None)
    assert report["completed"] <= report["entered"] <= len(asked.members)


@effort(6)
@given(st.data())
def test_cohorts_count_whom_sets_count(data: st.DataObject) -> None:
    history, at, _ = _drawn(data)
    by = data.draw(st.sampled_from(("day", "week", "month")))
    start, back = (data.draw(st.sampled_from(("ordered", "any", *EVENT_TYPES))) for _ in range(2))
    periods = data.draw(st.integers(2, 15))
    with _asked(data, history, at) as asked:
        report = cohort_report(asked, CohortQuestion(by, periods, start, back))  # type: ignore[arg-type]
    numbers = {one["from"]: place for place, one in enumerate(report["cohorts"])}
    firsts = {one: _days(history, one, at, start) for one in asked.members}
    begun = {one: _period(min(days), by) for one, days in firsts.items() if days}
    starts = {one: numbers[began] for one, began in begun.items() if began in numbers}
    came = [
        (one, numbers[_period(day, by)])
        for one in asked.members
        for day in _days(history, one, at, back)
        if _period(day, by) in numbers
    ]
    counts = naive.retained(starts, came)
    assert [one["size"] for one in report["cohorts"]] == [Counter(starts.values())[place] for place in range(periods)]
    for place, cohort in enumerate(report["cohorts"]):
        assert cohort["active"] == [counts.get((place, age), 0) for age in range(periods - place)]


@effort(6)
@given(st.data())
def test_paths_are_walks_over_lists(data: st.DataObject) -> None:
    history, at, days = _drawn(data)
    anchor = data.draw(st.sampled_from(("ordered", *MANY)))
    to, collapse, length = data.draw(st.booleans()), data.draw(st.booleans()), data.draw(st.integers(2, 5))
    seconds = data.draw(st.sampled_from(sorted(WINDOWS.values())))
    with _asked(data, history, at) as asked:
        report = path_report(asked, PathQuestion(anchor, to, length, seconds, collapse), days)
    first, last = _span(history, at, days)
    walks: Counter[tuple[str, ...]] = Counter()
    for one in asked.members:
        mine = within(history, done(history, one, at), first, last)
        named = [((when - _start(first)) // timedelta(microseconds=1), name) for when, name, _ in mine]
        found = naive.path(named, anchor, length, seconds * 1_000_000, to=to, collapse=collapse)
        walks[tuple(found)] += bool(found)
    assert report["walked"] == walks.total()
    assert {tuple(one["path"]): one["members"] for one in report["sequences"]} == dict(+walks)


@effort(6)
@given(st.data())
def test_active_members_are_different_members(data: st.DataObject) -> None:
    history, at, days = _drawn(data)
    did = data.draw(st.sampled_from(("ordered", "any", *MANY)))
    with _asked(data, history, at) as asked:
        report = stickiness_report(asked, did, days)
    active = [(one, day.toordinal()) for one in asked.members for day in _days(history, one, at, did)]
    for day in report["trend"][:: max(1, days // 20)]:
        on = day["on"].toordinal()
        assert (day["dau"], day["wau"], day["mau"]) == tuple(naive.active_on(active, on, n) for n in (1, 7, 30))
    first, last = _span(history, at, days)
    assert {one["days"]: one["members"] for one in report["days_active"]} == naive.days_active(
        active, first.toordinal(), last.toordinal()
    )


def _drawn(data: st.DataObject) -> tuple[History, datetime, int]:
    history = data.draw(histories())
    return history, data.draw(moments(history)), data.draw(DAYS)


@contextmanager
def _asked(data: st.DataObject, history: History, at: datetime) -> Iterator[Asked]:
    """Open a lake of the history, for everybody or, like a segment, for some."""
    chosen = data.draw(st.none() | st.sets(st.sampled_from(history.base() or [0])))
    with TemporaryDirectory() as folder, load(history, Path(folder), data.draw(LOADINGS)).snapshot() as snapshot:
        inputs = inputs_of(history, snapshot, at)
        members = inputs.base if chosen is None else inputs.base & BitMap(chosen)
        yield Asked(inputs if data.draw(st.booleans()) else inputs.limited_to(members), members)


@st.composite
def _steps(draw: st.DrawFn) -> Step:
    """Draw a step with at most one condition."""
    name = draw(st.sampled_from(("ordered", "ordered", *MANY)))
    known = ORDERED if name == "ordered" else TOUCH_PROPERTIES if name in TOUCH_TYPES else EVENT_PROPERTIES
    asked = draw(st.none() | st.sampled_from([one for one in known if one in WHERE_VALUES]))
    if asked is None:
        return name, ()
    names = ("eq", "ne", "in", "missing")
    return name, ((asked, draw(operators(list(WHERE_VALUES[asked]), names))),)


def _span(history: History, at: datetime, days: int) -> tuple[date, date]:
    period = Period.ending(history.day(at), days)
    return period.first, period.last


def _start(first: date) -> datetime:
    return datetime.combine(first - timedelta(days=3), time(), UTC)


def _days(history: History, member: int, at: datetime, did: str) -> list[date]:
    """Return the days on which a member did it; anything is every order and event, no refund and no touch."""
    anything = {"ordered", *EVENT_TYPES}
    return [
        when.astimezone(ZoneInfo(history.zone)).date()
        for when, name, _ in done(history, member, at)
        if name == did or (did == "any" and name in anything)
    ]


def _period(day: date, by: str) -> date:
    return {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}[by]
