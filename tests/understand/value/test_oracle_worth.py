"""Head, moves and promotion dependence of drawn histories are what loops over lists give, and so are their rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.lib.clock import end_of_day
from siyu.understand.inputs import Inputs
from siyu.understand.value.classes import CLASSES
from siyu.understand.value.head_report import head_report
from siyu.understand.value.heads import HeadMoves
from siyu.understand.value.matrix import Classed, read_cells
from siyu.understand.value.promotion import promotion_report
from siyu.understand.value.quadrant_report import quadrant_report, read_points
from siyu.understand.value.selecting import members_by
from siyu.understand.value.white_space import white_space_report
from tests.oracle import worth
from tests.oracle.drawing import moments
from tests.oracle.effort import effort
from tests.oracle.histories import CATEGORIES, histories
from tests.oracle.history import History
from tests.oracle.inputs import inputs_of
from tests.oracle.load import Loading, load

LOADINGS = st.builds(Loading, st.integers(0, 99), st.integers(1, 3), st.booleans())
WINDOWS = st.sampled_from([1, 40, 365, 800])


@contextmanager
def drawn(data: st.DataObject) -> Iterator[tuple[History, datetime, Inputs]]:
    history = data.draw(histories())
    at = data.draw(moments(history))
    with TemporaryDirectory() as folder, load(history, Path(folder), data.draw(LOADINGS)).snapshot() as snapshot:
        yield history, at, inputs_of(history, snapshot, at)


@effort(6)
@given(st.data())
def test_who_moves_is_what_two_naive_heads_give(data: st.DataObject) -> None:
    days, target = data.draw(WINDOWS), data.draw(st.sampled_from([0.05, 0.4, 0.9]))
    ago = data.draw(st.sampled_from([1, 30, 200]))
    with drawn(data) as (history, at, inputs):
        since = inputs.today - timedelta(days=ago)
        moves = HeadMoves.of(inputs, days, target, since)
        report = head_report(inputs, days, target, since, 60)
        selected = [set(found) for found in members_by(inputs, *(one["rule"] for one in report["programmes"]))]
    now = worth.buyers(history, at, days)
    then = worth.buyers(history, end_of_day(since, history.zone), days)
    one, other = worth.head(now, target), worth.head(then, target)
    assert set(moves.now.members.tolist()) == one
    for name, expected in (("grew", one - other), ("slid", other - one), ("stayed", one & other)):
        assert set(moves.members(name).tolist()) == expected
        told = next(each for each in report["moves"] if each["name"] == name)
        assert (told["members"], told["money_minor"], told["before_minor"]) == (
            len(expected),
            sum(now[member].money for member in expected if member in now),
            sum(then[member].money for member in expected if member in then),
        )
    assert report["now"]["value_users"] == sum(1 for each in now.values() if each.money > 0)
    assert [one["members"] for one in report["programmes"]] == [len(found) for found in selected]
    if selected:
        assert selected[0] <= one
        assert not selected[1] & one


@effort(6)
@given(st.data())
def test_dependence_is_what_a_naive_count_gives(data: st.DataObject) -> None:
    days = data.draw(WINDOWS)
    with drawn(data) as (history, at, inputs):
        found = promotion_report(inputs, days)
        (selected,) = members_by(inputs, found["rule"])
    bought = worth.buyers(history, at, days)
    expected = worth.dependent(bought)
    assert (found["dependence"]["buyers"], found["dependence"]["dependent"]) == (len(bought), len(expected))
    assert found["dependence"]["saved_minor"] == sum(one.saved for one in bought.values())
    assert found["dependence"]["dependent_minor"] == sum(bought[member].money for member in expected)
    assert sum(one["dependent"] for one in found["classes"]) == len(expected)
    assert set(selected) == expected


@effort(6)
@given(st.data())
def test_cells_and_white_space_are_what_loops_over_baskets_give(data: st.DataObject) -> None:
    days = data.draw(WINDOWS)
    of, category = data.draw(st.sampled_from(CLASSES)), data.draw(st.sampled_from(CATEGORIES[1:]))
    with drawn(data) as (history, at, inputs):
        rows = read_cells(inputs, days, "category", Classed.of(inputs, days))
        white = white_space_report(inputs, days, "category", of.name, category)
    told = {
        (CLASSES[row["place"]].name, row["category"]): worth.Cell(
            row["buyers"], row["money"], row["orders"], row["mixed"]
        )
        for row in rows
    }
    name_of = {(one.recency, one.frequency, one.money): one.name for one in CLASSES}
    expected = worth.cells(history, at, days)
    assert told == {(name_of[mine], name): cell for (mine, name), cell in expected.items()}
    members = [
        member for member, mine in worth.classes(worth.buyers(history, at, days)).items() if name_of[mine] == of.name
    ]
    buyers = told.get((of.name, category), worth.Cell(0, 0, 0, 0)).buyers
    assert white["members"] == len(white["items"]) == len(members) - buyers
    assert {one["member_id"] for one in white["items"]} <= set(members)


@effort(6)
@given(st.data())
def test_quadrants_of_members_and_categories_are_what_loops_give(data: st.DataObject) -> None:
    days, price, often = (
        data.draw(WINDOWS),
        data.draw(st.sampled_from([0, 199, 500])),
        data.draw(st.sampled_from([0, 1, 1.5])),
    )
    with drawn(data) as (history, at, inputs):
        found = quadrant_report(inputs, days, "member", price, often)
        selected = [len(one) for one in members_by(inputs, *(one["rule"] for one in found["quadrants"]))]
        points = read_points(inputs, days, "category")
    members = worth.prices(history, at, days)
    expected = [
        sum(1 for mean, orders in members.values() if (mean > price, orders > often) == (dear, frequent))
        for dear, frequent in ((True, True), (True, False), (False, True), (False, False))
    ]
    assert [one["count"] for one in found["quadrants"]] == selected == expected
    told = zip(
        points.names, points.price_minor.tolist(), points.frequency.tolist(), points.buyers.tolist(), strict=True
    )
    assert {name: row for name, *row in told} == {
        name: pytest.approx(row) for name, row in worth.assortment(history, at, days).items()
    }
