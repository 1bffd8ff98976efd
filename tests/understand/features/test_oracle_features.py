"""Features computed by the product are those a naive reading of the same history gives."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.engine.snapshot import Snapshot
from siyu.understand.features.compute import compute
from siyu.understand.features.registry import all_features
from tests.oracle.drawing import moments
from tests.oracle.effort import effort
from tests.oracle.features import FEATURES, feature
from tests.oracle.histories import histories
from tests.oracle.history import Fact, History
from tests.oracle.inputs import inputs_of
from tests.oracle.load import Loading, load

loadings = st.builds(Loading, st.integers(0, 99), st.integers(1, 3), st.booleans())


@effort(8)
@given(st.data())
def test_every_feature_is_what_the_oracle_says(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    with _snapshot(history, data.draw(loadings)) as snapshot:
        found = _rows(compute(inputs_of(history, snapshot, at), list(FEATURES)))
    _agree(history, at, history.base(), found)


@effort(4)
@given(st.data())
def test_a_subset_of_members_has_the_same_features(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    some = data.draw(st.sets(st.sampled_from([row.id for row in history.members])))
    with _snapshot(history, Loading()) as snapshot:
        found = _rows(compute(inputs_of(history, snapshot, at), list(FEATURES), BitMap(some)))
    _agree(history, at, [member for member in history.base() if member in some], found)


@effort(4)
@given(st.data())
def test_a_feature_does_not_depend_on_which_others_are_asked_for(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    names = data.draw(st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, max_size=4, unique=True))
    with _snapshot(history, Loading()) as snapshot:
        found = compute(inputs_of(history, snapshot, at), names)
    assert found.column_names == ["member_id", *names]
    _agree(history, at, history.base(), _rows(found))


@effort(4)
@given(st.data())
def test_as_of_a_past_instant_never_sees_later_facts(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    names = [feature.name for feature in all_features()]
    with _snapshot(history, Loading()) as snapshot:
        before = compute(inputs_of(history, snapshot, at), names)
    with _snapshot(_continued(history, at), Loading()) as snapshot:
        after = compute(inputs_of(history, snapshot, at), names)
    assert _rows(before) == _rows(after)


def _continued(history: History, at: datetime) -> History:
    """Return the history with everything happening once more, under new keys, after the instant."""
    moment = at + timedelta(microseconds=1)

    def again(fact: Any) -> Any:
        later: Fact = replace(fact, key=f"{fact.key}-later", occurred_at=max(moment, fact.occurred_at))
        return later

    more = replace(history)
    more.events = [*history.events, *(again(fact) for fact in history.events)]
    more.touches = [*history.touches, *(again(fact) for fact in history.touches)]
    more.refunds = [*history.refunds, *(again(fact) for fact in history.refunds)]
    more.orders = [*history.orders, *(again(fact) for fact in history.orders)]
    more.lines = [*history.lines, *(replace(again(fact), order=f"{fact.order}-later") for fact in history.lines)]
    return more


@contextmanager
def _snapshot(history: History, how: Loading) -> Iterator[Snapshot]:
    with TemporaryDirectory() as folder, load(history, Path(folder), how).snapshot() as snapshot:
        yield snapshot


def _rows(found: Any) -> dict[int, dict[str, Any]]:
    return {row.pop("member_id"): row for row in found.to_pylist()}


def _agree(history: History, at: datetime, members: list[int], found: dict[int, dict[str, Any]]) -> None:
    assert sorted(found) == sorted(members)
    for member, row in found.items():
        wanted = {name: feature(history, name, member, at) for name in row}
        assert {name for name in row if not _same(row[name], wanted[name])} == set(), (member, at, row, wanted)


def _same(value: Any, wanted: Any) -> bool:
    if value is None or wanted is None or isinstance(wanted, str):
        return bool(value == wanted)
    return math.isclose(value, wanted, rel_tol=1e-9) if isinstance(wanted, float) else bool(value == wanted)
