"""Stages, scores and the table of drawn contacts are what loops over lists give, and so is their progress."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from siyu.engine.lake import Lake
from siyu.engine.schema import TABLES
from siyu.understand.inputs import Inputs
from siyu.understand.leads.moments import recorded_stays
from siyu.understand.leads.progress import funnel_of
from siyu.understand.leads.scoring import scored
from siyu.understand.leads.shipped import shipped_leads
from siyu.understand.leads.spread import spread_report
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.parse import parse_rule
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.standing import standing_on
from tests.oracle import leads as naive
from tests.oracle.effort import effort
from tests.oracle.history import Event, History, Member, Order
from tests.oracle.inputs import inputs_of
from tests.oracle.load import Loading, load

ZONE = "Asia/Shanghai"
FIRST = date(2026, 1, 1)
LAST_DAY = 120
DID = ("visited_page", "submitted_form", "requested_demo", "downloaded", "started_trial", "called", "handed_to_sales",
       "accepted_by_sales", "signed", "started_onboarding", "expanded", "renewed", "ordered", "viewed")  # fmt: skip
KNOWN = {
    "company": (None, "甲", "乙"),
    "industry": (None, None, "软件", "制造"),
    "company_size": (None, "8", "200", "201", " 1500 ", "51-200", "many"),
    "job_title": (None, "CTO", "市场总监", "clerk"),
}
DAYS = st.integers(1, LAST_DAY)
LOADINGS = st.builds(Loading, st.integers(0, 99), st.integers(1, 2), st.booleans())


@st.composite
def contacts(draw: st.DrawFn) -> list[naive.Contact]:
    """Draw a few people of whom most are business contacts."""
    found = []
    for _ in range(draw(st.integers(2, 7))):
        known = {name: value for name, values in KNOWN.items() if (value := draw(st.sampled_from(values))) is not None}
        did = draw(st.lists(st.tuples(DAYS, st.sampled_from(DID)), max_size=8))
        set_ = draw(
            st.lists(st.tuples(DAYS, st.sampled_from((None, *naive.STAGES))), max_size=2, unique_by=lambda one: one[0])
        )
        found.append(naive.Contact(known, did, sorted(set_, key=lambda mark: mark[0])))
    return found


@effort(6)
@given(contacts(), DAYS, LOADINGS)
def test_stages_scores_and_the_table_are_those_of_plain_counting(
    found: list[naive.Contact], day: int, how: Loading
) -> None:
    with opened(found, how) as inputs:
        asked = inputs.until(_on(day))
        standing, scores = standing_on(asked, "b2b"), scored(asked)
        report = spread_report(asked, shipped_leads())
        hot, none = evaluate(
            [parse_rule({"score": "lead", "is": {"gte": 30}}), parse_rule({"score": "lead", "is": {"missing": True}})],
            asked,
        )
    expected = {number: stage for number, one in enumerate(found, 1) if (stage := naive.stage(one, day)) is not None}
    points = {number: naive.score(found[number - 1], day) for number in expected}
    told = zip(standing.members.tolist(), standing.places.tolist(), strict=True)
    assert {member: B2B.names[place] for member, place in told} == expected
    assert dict(zip(scores.members.tolist(), scores.points.tolist(), strict=True)) == points
    for member, total in points.items():
        assert sum(part["points"] for part in scores.explain(member)) == total
    assert set(hot) == {number for number, total in points.items() if total >= 30}
    assert set(none) == set(range(1, len(found) + 1)) - expected.keys()
    cells = {(cell["stage"], cell["industry"], cell["size"]): cell["members"] for cell in report["cells"]}
    assert cells == naive.spread(found, day)


@effort(6)
@given(contacts(), LOADINGS)
def test_rules_of_the_table_find_the_contacts_of_its_cells(found: list[naive.Contact], how: Loading) -> None:
    with opened(found, how) as inputs:
        report = spread_report(inputs, shipped_leads())
        rules = {axis: {value["name"]: value["rule"] for value in report[axis]} for axis in ("industries", "sizes")}
        asked = [
            {"all": [{"stage": "b2b", "is": cell["stage"]}, rules["industries"][cell["industry"]],
                     rules["sizes"][cell["size"]]]}
            for cell in report["cells"]
        ]  # fmt: skip
        sizes = [len(members) for members in evaluate([parse_rule(rule) for rule in asked], inputs)]
    assert sizes == [cell["members"] for cell in report["cells"]]


@effort(9)
@given(contacts(), st.integers(1, 40), st.integers(41, LAST_DAY))
def test_progress_is_that_of_going_through_the_days(found: list[naive.Contact], first: int, last: int) -> None:
    rows = [row for number, one in enumerate(found, 1) for row in _moves(number, naive.path(one, first, last))]
    with TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        lake.ensure()
        schema = TABLES["stage_transitions"].schema
        lake.append("stage_transitions", pa.Table.from_pylist(rows, schema), app_id="load:test", version=1)
        with lake.snapshot() as snapshot:
            told = funnel_of(recorded_stays(snapshot), _on(first), _on(last), 730)
    keys = ("reached", "ended", "days", "lasting", "days_so_far")
    shown = [{"stage": one["name"], **{key: one[key] for key in keys}} for one in told["stages"]]
    assert shown == naive.progress(found, first, last)
    assert told["contacts"] == told["stages"][0]["reached"]


@contextmanager
def opened(found: list[naive.Contact], how: Loading) -> Iterator[Inputs]:
    """Put the contacts into a lake, members numbered from 1, and open it at the end of the last day."""
    history = History(ZONE)
    marks: list[tuple[datetime, int, str | None]] = []
    for number, one in enumerate(found, 1):
        history.members.append(Member(number, None, dict(one.known)))
        for place, (day, what) in enumerate(one.did):
            at, key = _at(day), f"{number}-{place}"
            if what == "ordered":
                history.orders.append(Order(key, 0, at, at, number, sales=100, quantity=1.0))
            else:
                history.events.append(Event(key, 0, at, at, number, type=what))
        marks += [(_at(day), number, stage) for day, stage in one.set_]

    def set_by(model: str, at: datetime) -> dict[int, str | None]:
        return {number: stage for on, number, stage in sorted(marks, key=lambda mark: mark[0]) if on <= at}

    end = _at(LAST_DAY)
    with TemporaryDirectory() as folder, load(history, Path(folder), how).snapshot() as snapshot:
        yield replace(inputs_of(history, snapshot, end), marks=set_by)


def _moves(member: int, steps: list[tuple[int, str]]) -> Iterator[dict[str, Any]]:
    before = None
    for day, stage in steps:
        yield {"key": f"b2b//{day}/{member}", "revision": 0, "digest": 0, "occurred_at": _at(day), "received_at": _at(day),
               "occurred_on": _on(day), "load_no": 1, "source_id": member, "model": "b2b", "from_stage": before,
               "to_stage": stage}  # fmt: skip
        before = stage


def _on(day: int) -> date:
    return FIRST + timedelta(days=day - 1)


def _at(day: int) -> datetime:
    return datetime.combine(_on(day), time(12), ZoneInfo(ZONE)).astimezone(UTC)
