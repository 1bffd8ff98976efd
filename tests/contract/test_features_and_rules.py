"""Every feature and every kind of leaf gives the same on every engine, in the small shop and in drawn histories."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.models import Workspace
from siyu.understand.features.compute import compute
from siyu.understand.features.registry import all_features
from siyu.understand.inputs import Inputs
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.kinds import leaf_kinds
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule
from tests.contract.examples import LEAVES
from tests.oracle import rules as oracle
from tests.oracle.documents import document
from tests.oracle.drawing import leaves, moments
from tests.oracle.effort import effort
from tests.oracle.features import FEATURES, feature
from tests.oracle.histories import histories
from tests.oracle.history import History
from tests.oracle.inputs import inputs_of
from tests.oracle.load import CURRENCY, Loading, load


@pytest.mark.django_db
def test_every_feature_has_the_same_value(shop: Workspace, engine_name: str, settings: Any) -> None:
    found = []
    for name in ("duckdb", engine_name):
        settings.SIYU_ENGINE = name
        with open_inputs(shop) as inputs:
            found.append(compute(inputs))
    wanted, given = found
    assert wanted.schema == given.schema
    assert given.column_names == ["member_id", *(one.name for one in all_features())]
    for name in wanted.column_names:
        pairs = zip(given[name].to_pylist(), wanted[name].to_pylist(), strict=True)
        assert all(_same(*pair) for pair in pairs), name


@pytest.mark.django_db
def test_every_kind_of_leaf_holds_for_the_same_members(shop: Workspace, engine_name: str, settings: Any) -> None:
    known = Known(currency="USD")
    rules = [parse_rule(leaf, known) for leaf in LEAVES]
    found = []
    for name in ("duckdb", engine_name):
        settings.SIYU_ENGINE = name
        with open_inputs(shop) as inputs:
            found.append([sorted(bits) for bits in evaluate(rules, _named(inputs))])
    assert dict(zip(map(str, LEAVES), found[1], strict=True)) == dict(zip(map(str, LEAVES), found[0], strict=True))


def test_no_kind_of_leaf_is_left_out() -> None:
    assert {key for leaf in LEAVES for key in leaf} & set(leaf_kinds()) == set(leaf_kinds())


def _named(inputs: Inputs) -> Inputs:
    """Return the inputs with a segment and a tag of their own."""
    saved = parse_rule({"total": "ordered.net", "is": {"gte": "10.00"}}, Known(currency="USD"))
    values = (("high", saved), ("low", parse_rule({"did": "ordered"}, Known(currency="USD"))))
    return replace(inputs, segments={"saved": saved}.get, tags={"marked": values}.get)


@effort(2)
@given(st.data())
def test_features_of_a_history_are_what_the_oracle_says(engine_name: str, data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    with _inputs(history, at, engine_name) as inputs:
        rows = compute(inputs, list(FEATURES)).to_pylist()
    for row in rows:
        member = row.pop("member_id")
        wanted = {name: feature(history, name, member, at) for name in row}
        assert {name for name in row if not _same(row[name], wanted[name])} == set(), (member, at, row, wanted)


@effort(2)
@given(st.data())
def test_leaves_of_a_history_hold_for_whom_the_oracle_says(engine_name: str, data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    drawn = [data.draw(leaves(history, at, segments=False)) for _ in range(25)]
    with _inputs(history, at, engine_name) as inputs:
        found = evaluate([parse_rule(document(leaf), Known(currency=CURRENCY)) for leaf in drawn], inputs)
    for leaf, bits in zip(drawn, found, strict=True):
        assert set(bits) == oracle.evaluate(history, leaf, at, {}), (document(leaf), at.isoformat())


def _same(value: Any, wanted: Any) -> bool:
    """Say whether two values are equal; each engine adds up fractions in an order of its own."""
    return (
        math.isclose(value, wanted, rel_tol=1e-9)
        if isinstance(wanted, float) and value is not None
        else value == wanted
    )


@contextmanager
def _inputs(history: History, at: datetime, engine: str) -> Iterator[Inputs]:
    with (
        TemporaryDirectory() as folder,
        load(history, Path(folder), Loading(seed=1, loads=3)).snapshot(engine=engine) as snapshot,
    ):
        yield inputs_of(history, snapshot, at)
