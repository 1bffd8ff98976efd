"""A member's orders as they happened, with what was given back."""

from __future__ import annotations

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.unify.members.identity import read_identity
from siyu.unify.orders.facts import OrderFacts
from siyu.unify.orders.history import order_of, orders_of
from tests.files import HEADER, RunFile, run_csv

pytestmark = pytest.mark.django_db
__all__ = ["run_csv"]

REFUNDS = {
    "imports": "refunds",
    "columns": {name: {"from": name} for name in ("order_key", "occurred_at", "amount")},
    "identifiers": [],
}


def test_nothing_is_left_of_an_order_that_came_back_as_a_whole_whatever_was_paid_out(
    workspace: Workspace, run_csv: RunFile
) -> None:
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.50,7", "o2,2017-03-02 10:00:00,p1,1,4.00,7")
    run_csv("order_key,occurred_at,amount", "o1,2017-03-03,1.00", mapping=REFUNDS)
    listed = {row["key"]: (row["refunded_minor"], row["net_minor"]) for row in orders_of(workspace, [1], None, 10)}
    assert listed == {"o1": (100, 0), "o2": (0, 400)}
    opened = order_of(workspace, [1], "o1")
    assert opened is not None
    assert opened["net_minor"] == sum(line["net_minor"] for line in opened["lines"]) == 0
    with open_snapshot(workspace) as snapshot:
        orders = OrderFacts(snapshot, workspace.clock.now(), read_identity(workspace)).orders()
        assert {row["key"]: row["net_minor"] for row in snapshot.to_arrow(orders).to_pylist()} == {"o1": 0, "o2": 400}
