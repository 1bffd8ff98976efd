"""Depth and crossings on drawn histories are what loops over each member's own facts give."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.analytics.pools import NEVER, crossings
from siyu.lib.periods import Period
from siyu.understand.behaviour.asking import Asked
from siyu.understand.connections.report import connection_report
from siyu.understand.features.compute import compute
from tests.oracle.connecting import POOLS, crossing, entries, live_kinds
from tests.oracle.drawing import moments
from tests.oracle.effort import effort
from tests.oracle.features import feature
from tests.oracle.histories import histories, instants
from tests.oracle.history import Event, History
from tests.oracle.inputs import inputs_of
from tests.oracle.load import Loading, load
from tests.oracle.looking import look

WORDS = ("followed", "followed", "unfollowed", "joined_group", "left_group", "viewed")
CHANNELS = (None, "wecom", "official_account", "mini_program", "app", "web", "douyin", "tmall")
FEATURES = ["online_connections", "store_orders_365d", "connection_depth"]


@st.composite
def connected(draw: st.DrawFn) -> History:
    """Draw a history whose members follow, leave, join and visit."""
    history = draw(histories())
    sources = st.sampled_from([member.id for member in history.members])
    for number in range(draw(st.integers(10, 40))):
        at = draw(instants(history.zone))
        kind, channel = draw(st.sampled_from(WORDS)), draw(st.sampled_from(CHANNELS))
        history.events.append(Event(f"c{number}", 0, at, at, draw(sources), kind, channel))
    return history


@effort(9)
@given(st.data())
def test_the_report_is_what_loops_say(data: st.DataObject) -> None:
    history, days = data.draw(connected()), data.draw(st.sampled_from((1, 31, 90, 400)))
    at = data.draw(moments(history))
    some = data.draw(st.none() | st.sets(st.sampled_from(history.base() or [0])))
    with TemporaryDirectory() as folder, load(history, Path(folder), Loading()).snapshot() as snapshot:
        inputs = inputs_of(history, snapshot, at)
        members = inputs.base if some is None else inputs.base & BitMap(some)
        report = connection_report(Asked(inputs, members), days, is_now=True)
        rows = compute(inputs, FEATURES, members).to_pylist()
    for row in rows:
        assert {name: row[name] for name in FEATURES} == {
            name: feature(history, name, row["member_id"], at) for name in FEATURES
        }
    live = {one: live_kinds(look(history, one, at)) for one in members}
    counts = Counter(kind for kinds in live.values() for kind in kinds)
    assert {one["name"]: one["members"] for one in report["kinds"] if one["members"]} == counts
    depths = Counter(len(kinds) for kinds in live.values())
    assert {one["depth"]: one["members"] for one in report["depth"] if one["members"]} == depths
    assert sum(one["before"] for one in report["depth"]) == len(members)
    people = [entries(history, one, at) for one in members]
    for period, rate in ((Period.ending(history.day(at), days), "rate"),
                         (Period.ending(history.day(at), days).before, "rate_before")):  # fmt: skip
        first, last = _span(period, history.zone)
        for one in report["crossings"]:
            entered, already, crossed, median = crossing(people, one["source"], one["target"], first, last)
            assert one[rate] == (pytest.approx(crossed / (entered - already)) if entered > already else None)
            if rate == "rate":
                assert (one["entered"], one["already"], one["crossed"]) == (entered, already, crossed)
                assert one["median_days"] == (None if median is None else pytest.approx(median))


def _span(period: Period, zone: str) -> tuple[datetime, datetime]:
    begin = datetime.combine(period.first, time(), ZoneInfo(zone)).astimezone(UTC)
    return begin, datetime.combine(period.last, time.max, ZoneInfo(zone)).astimezone(UTC)


@given(
    st.lists(st.lists(st.sampled_from((0, 1, 2, 3, NEVER)), min_size=5, max_size=5), max_size=12), st.integers(0, 3),
    st.integers(0, 3),
)  # fmt: skip
def test_who_enters_is_there_already_crosses_or_stays(people: list[list[int]], first: int, last: int) -> None:
    entered_at = np.array(people, dtype=np.int64).reshape(-1, len(POOLS)).T
    found = crossings(entered_at, first, last)
    for source in range(len(POOLS)):
        here = [one for one in people if first <= one[source] <= last]
        assert found.entered[source] == len(here)
        for target in range(len(POOLS)):
            if source == target:
                continue
            there = [one for one in here if one[target] <= last]
            assert found.already[source, target] + found.crossed[source, target] == len(there)
            both = found.crossed[source, target] + found.already[source, target]
            assert np.isnan(found.median[source, target]) == (found.crossed[source, target] == 0)
            assert both <= found.entered[source]
