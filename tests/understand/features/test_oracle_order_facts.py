"""Orders and lines net of refunds are those a naive reading of the same history gives."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from siyu.unify.orders.facts import OrderFacts
from tests.oracle.baskets import NetLine, NetOrder, orders_of
from tests.oracle.drawing import moments
from tests.oracle.effort import effort
from tests.oracle.histories import histories
from tests.oracle.inputs import identity_of
from tests.oracle.load import Loading, load


@effort(8)
@given(st.data())
def test_orders_and_lines_stand_as_the_oracle_says(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    how = data.draw(st.builds(Loading, st.integers(0, 99), st.integers(1, 3), st.booleans()))
    with TemporaryDirectory() as folder, load(history, Path(folder), how).snapshot() as snapshot:
        facts = OrderFacts(snapshot, at, identity_of(history))
        orders = snapshot.to_arrow(facts.orders()).to_pylist()
        lines = snapshot.to_arrow(facts.lines()).to_pylist()
    ids = {history.canonical(row.id) for row in history.members}
    wanted = [(member, order) for member in ids for order in orders_of(history, member, at)]
    assert _picked(orders) == sorted(_order(member, order) for member, order in wanted)
    assert _picked(lines) == sorted(_line(member, line) for member, order in wanted for line in order.lines)


def _picked(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted(
        (row["key"], row["member_id"], row["occurred_on"], row["net_quantity"], row["net_minor"], row["is_bought"])
        for row in rows
        if row["member_id"] is not None
    )


def _order(member: int, order: NetOrder) -> tuple[Any, ...]:
    return order.order.key, member, order.on, order.quantity, order.money, order.counts


def _line(member: int, line: NetLine) -> tuple[Any, ...]:
    return line.line.key, member, line.on, line.quantity, line.money, line.bought
