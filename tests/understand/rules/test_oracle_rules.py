"""Rules evaluated by the product give the members a naive reading of the same history gives, all four ways."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.engine.snapshot import Snapshot
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.tree import Rule as ParsedRule
from tests.oracle import rules as oracle
from tests.oracle.documents import document
from tests.oracle.drawing import SEGMENT_NAMES, leaves, moments, rules
from tests.oracle.effort import effort
from tests.oracle.histories import histories
from tests.oracle.history import History
from tests.oracle.inputs import inputs_of
from tests.oracle.language import Rule
from tests.oracle.load import CURRENCY, Loading, load

KNOWN = Known(currency=CURRENCY)
loadings = st.builds(Loading, st.integers(0, 99), st.integers(1, 3), st.booleans())


@effort(8)
@given(st.data())
def test_every_leaf_holds_for_whom_the_oracle_says(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    drawn = [data.draw(leaves(history, at, segments=False)) for _ in range(25)]
    with _snapshot(history, data.draw(loadings)) as snapshot:
        _agree(history, snapshot, at, drawn, {})


@effort(8)
@given(st.data())
def test_rules_and_segments_hold_for_whom_the_oracle_says(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    segments = _segments(data, history, at)
    drawn = [data.draw(rules(history, at)) for _ in range(15)]
    with _snapshot(history, data.draw(loadings)) as snapshot:
        _agree(history, snapshot, at, drawn, segments)


@effort(4)
@given(st.data())
def test_rules_hold_as_the_clock_moves_with_no_event(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    segments = _segments(data, history, at)
    drawn = [data.draw(rules(history, at)) for _ in range(10)]
    steps = data.draw(st.lists(st.sampled_from((1, 3_600, 86_400, 30 * 86_400)), min_size=2, max_size=3))
    with _snapshot(history, Loading()) as snapshot:
        for step in steps:
            at += timedelta(seconds=step)
            _agree(history, snapshot, at, drawn, segments)


@effort(4)
@given(st.data())
def test_a_set_of_members_and_one_member_get_the_same_bits(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    segments = _segments(data, history, at)
    drawn = [data.draw(rules(history, at)) for _ in range(10)]
    ids = st.sampled_from([row.id for row in history.members])
    with _snapshot(history, Loading()) as snapshot:
        for members in (data.draw(st.sets(ids)), {data.draw(ids)}):
            _agree(history, snapshot, at, drawn, segments, members)


@effort(4)
@given(st.data())
def test_a_rule_alone_gives_what_it_gives_among_others(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    drawn = [data.draw(leaves(history, at, segments=False)) for _ in range(3)]
    with _snapshot(history, Loading()) as snapshot:
        for leaf in drawn:
            _agree(history, snapshot, at, [leaf], {})


def _segments(data: st.DataObject, history: History, at: datetime) -> dict[str, Rule]:
    first, second = SEGMENT_NAMES
    return {first: data.draw(rules(history, at, 1, False)), second: data.draw(rules(history, at, 1, False))}


def _agree(
    history: History,
    snapshot: Snapshot,
    at: datetime,
    drawn: list[Rule],
    segments: dict[str, Rule],
    members: set[int] | None = None,
) -> None:
    named: dict[str, ParsedRule] = {name: parse_rule(document(rule), KNOWN) for name, rule in segments.items()}
    parsed = [parse_rule(document(rule), KNOWN) for rule in drawn]
    chosen = None if members is None else BitMap(members)
    found = evaluate(parsed, inputs_of(history, snapshot, at, named), members=chosen)
    for rule, bits in zip(drawn, found, strict=True):
        wanted = oracle.evaluate(history, rule, at, segments)
        wanted &= wanted if members is None else members
        assert set(bits) == wanted, (document(rule), at.isoformat())


@contextmanager
def _snapshot(history: History, how: Loading) -> Iterator[Snapshot]:
    with TemporaryDirectory() as folder, load(history, Path(folder), how).snapshot() as snapshot:
        yield snapshot
