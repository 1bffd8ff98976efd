"""Stages of drawn histories are what loops over lists give: merged, cancelled, refunded, late, repeated, shuffled facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.analytics.rhythm import Terms
from siyu.understand.inputs import Inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.parse import parse_rule
from siyu.understand.stages.documents import read_division
from siyu.understand.stages.kinds import AIPL, LIFECYCLE
from siyu.understand.stages.reports import flows_of
from siyu.understand.stages.standing import standing_on
from tests.oracle import stages as naive
from tests.oracle.baskets import orders_of
from tests.oracle.drawing import moments
from tests.oracle.effort import effort
from tests.oracle.histories import CATEGORIES, DAYS, EVENT_TYPES, histories
from tests.oracle.history import History, seen
from tests.oracle.inputs import inputs_of
from tests.oracle.load import Loading, load

LOADINGS = st.builds(Loading, st.integers(0, 99), st.integers(1, 3), st.booleans())
TERMS = Terms(cooling=1.0, at_risk=2.0, lost=3.0, own_gaps=1, recent_gaps=2, loyal_days=3, least_days=5,
              default_days=40, least_members=2)  # fmt: skip
WINDOWS = ("1d", "40d", "365d")


@effort(8)
@given(st.data())
def test_the_lifecycle_is_that_of_going_through_the_days(data: st.DataObject) -> None:
    history, at = _drawn(data)
    category = data.draw(st.sampled_from((None, *CATEGORIES[1:])))
    some = BitMap(data.draw(st.sets(st.sampled_from(history.base()), max_size=3)))
    with _loaded(data, history, at) as inputs:
        standing = standing_on(inputs, "lifecycle", category)
        told = dict(zip(standing.members.tolist(), standing.places.tolist(), strict=True))
        (few,) = evaluate([parse_rule({"stage": "lifecycle", "is": {"ne": "lost"}})], inputs, some)
    days = _days_bought(history, at, category)
    today = history.day(at).toordinal()
    expected = {
        member: naive.lifecycle(days, member, today, naive.Terms(**asdict(TERMS))) or "never"
        for member in history.base()
        if _is_there(history, member, at, days[member])
    }
    assert {member: LIFECYCLE.names[place] for member, place in told.items()} == expected
    if category is None:
        assert set(few) == {member for member in some if expected.get(member, "lost") != "lost"}


@effort(6)
@given(st.data())
def test_aipl_is_the_furthest_that_holds(data: st.DataObject) -> None:
    history, at = _drawn(data)
    window = data.draw(st.sampled_from(WINDOWS))
    raw = {"kind": "stages", "model": "aipl", "stages": {
        "loyalty": {"did": "ordered", "times": {"gte": 2}, "within": window},
        "purchase": {"did": "ordered", "within": window},
        "interest": {"any": [{"did": name, "within": window} for name in EVENT_TYPES]},
    }}  # fmt: skip
    division = read_division(AIPL, raw)
    with _loaded(data, history, at) as inputs:
        standing = standing_on(replace(inputs, stages=lambda _: division), "aipl")
    told = {
        member: AIPL.names[place]
        for member, place in zip(standing.members.tolist(), standing.places.tolist(), strict=True)
    }
    first = history.day(at).toordinal() - int(window[:-1])
    expected = {}
    for member, days in _days_bought(history, at, None, once=False).items():
        if member not in history.base() or not _is_there(history, member, at, days):
            continue
        orders = sum(day > first for day in days)
        did = [
            event
            for event in seen(history.events, at)
            if event.source is not None and history.canonical(event.source) == member
        ]
        interested = any(history.day(event.occurred_at).toordinal() > first for event in did)
        expected[member] = (
            "loyalty" if orders > 1 else "purchase" if orders else "interest" if interested else "awareness"
        )
    assert told == expected


@effort(6)
@given(st.data())
def test_moves_add_up_to_the_stages_of_both_days(data: st.DataObject) -> None:
    history, at = _drawn(data)
    since = data.draw(st.sampled_from(DAYS))
    with _loaded(data, history, at) as inputs:
        now, then = standing_on(inputs, "lifecycle"), standing_on(inputs.until(since), "lifecycle")
    flows = flows_of(LIFECYCLE, then, now)
    for side, standing in (("source", then), ("target", now)):
        counted: Counter[str | None] = Counter()
        for flow in flows:
            counted[flow[side]] += flow["members"]
        counts = dict(zip(LIFECYCLE.names, standing.counts(LIFECYCLE).tolist(), strict=True))
        assert {name: counted[name] for name in LIFECYCLE.names} == counts


def _drawn(data: st.DataObject) -> tuple[History, datetime]:
    history = data.draw(histories())
    return history, data.draw(moments(history))


@contextmanager
def _loaded(data: st.DataObject, history: History, at: datetime) -> Iterator[Inputs]:
    with TemporaryDirectory() as folder:
        lake = load(history, Path(folder), data.draw(LOADINGS))
        with lake.snapshot() as snapshot:
            yield replace(inputs_of(history, snapshot, at), stages=lambda _: TERMS)


def _days_bought(history: History, at: datetime, category: str | None, *, once: bool = True) -> dict[int, list[int]]:
    """Return the days of each person's orders that count, or of those with a bought line of the category."""
    found: dict[int, list[int]] = {}
    for member in {history.canonical(row.id) for row in history.members}:
        days = [day.toordinal() for order in orders_of(history, member, at) for day in _days_of(order, category)]
        found[member] = sorted(set(days)) if once else sorted(days)
    return found


def _days_of(order: object, category: str | None) -> list[date]:
    if category is None:
        return [order.on] if order.counts else []  # type: ignore[attr-defined]
    lines = [line for line in order.lines if line.bought and line.product]  # type: ignore[attr-defined]
    return [line.on for line in lines if line.product.category == category]


def _is_there(history: History, member: int, at: datetime, bought: list[int]) -> bool:
    joined = history.joined_on(member)
    days = bought or [order.on for order in orders_of(history, member, at) if order.counts]
    return joined is None or joined <= history.day(at) or bool(days)
