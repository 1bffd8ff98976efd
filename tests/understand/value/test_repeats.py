"""Purchase histories are those a naive walk over the orders gives: late, refunded, cancelled and merged ones too."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.understand.value.repeats import read_repeats
from tests.oracle.baskets import orders_of
from tests.oracle.drawing import moments
from tests.oracle.effort import effort
from tests.oracle.histories import histories
from tests.oracle.inputs import inputs_of
from tests.oracle.load import Loading, load


@effort(8)
@given(st.data())
def test_they_are_what_a_naive_walk_gives(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    until = history.day(at) - timedelta(days=data.draw(st.sampled_from([0, 1, 60, 90])))
    how = data.draw(st.builds(Loading, st.integers(0, 99), st.integers(1, 3), st.booleans()))
    with TemporaryDirectory() as folder, load(history, Path(folder), how).snapshot() as snapshot:
        found = read_repeats(inputs_of(history, snapshot, at), until)

    wanted = {}
    for member in history.base():
        spent: dict[object, int] = {}
        for order in orders_of(history, member, at):
            if order.counts:
                spent[order.on] = spent.get(order.on, 0) + order.money
        before, after = sorted(day for day in spent if day <= until), [day for day in spent if day > until]
        if before:
            repeats = before[1:]
            wanted[member] = (
                len(repeats),
                (before[-1] - before[0]).days,
                (until - before[0]).days,
                sum(spent[day] for day in repeats) / len(repeats) if repeats else None,
                len(after),
                sum(spent[day] for day in after),
            )
    spent_a_day = [None if np.isnan(one) else one for one in found.spent.tolist()]
    columns = found.frequency, found.recency, found.age, spent_a_day, found.later, found.later_minor
    told = dict(zip(found.member_ids.tolist(), zip(*columns, strict=True), strict=True))
    assert told.keys() == wanted.keys()
    for member, row in wanted.items():
        assert told[member] == pytest.approx(row)
