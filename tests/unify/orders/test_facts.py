"""Orders and lines at an instant: refunds only from when they occurred, cancelled ones never."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.unify.members.identity import read_identity
from siyu.unify.orders.facts import OrderFacts

pytestmark = pytest.mark.django_db


def _rows(shop: Workspace, view: str, at: datetime | None = None) -> list[dict[str, Any]]:
    with open_snapshot(shop) as snapshot:
        facts = OrderFacts(snapshot, at or shop.clock.now(), read_identity(shop))
        return list(snapshot.to_arrow(getattr(facts, view)()).to_pylist())


def test_net_sales_are_sales_less_refunds(shop: Workspace) -> None:
    orders = _rows(shop, "orders")
    assert sum(row["net_minor"] for row in orders) == 9300 - 300 - 500
    assert sum(row["net_minor"] for row in _rows(shop, "lines")) == 9300 - 300 - 500


def test_a_cancelled_order_and_its_lines_are_absent(shop: Workspace) -> None:
    assert "6" not in {row["key"] for row in _rows(shop, "orders")}
    assert "6" not in {row["order_key"] for row in _rows(shop, "lines")}


def test_an_order_that_came_back_in_full_is_no_longer_bought(shop: Workspace) -> None:
    bought = {row["key"]: row["is_bought"] for row in _rows(shop, "orders")}
    assert not bought["7"]
    assert bought["15"], "money back without quantity leaves the cake bought"
    assert sum(bought.values()) == 14


def test_before_the_refund_the_order_was_whole(shop: Workspace) -> None:
    day_before = datetime(2017, 12, 29, 23, tzinfo=UTC)
    order = next(row for row in _rows(shop, "orders", day_before) if row["key"] == "7")
    assert order["is_bought"]
    assert order["net_minor"] == 300


def test_facts_after_the_instant_are_not_seen(shop: Workspace) -> None:
    assert len(_rows(shop, "orders", datetime(2017, 12, 3, 15, tzinfo=UTC))) == 3


def test_rows_carry_the_canonical_member(shop: Workspace) -> None:
    assert [row["member_id"] for row in _rows(shop, "events")] == [1, 2] or [
        row["member_id"] for row in _rows(shop, "events")
    ] == [2, 1]
    assert {row["member_id"] for row in _rows(shop, "orders") if row["key"] == "21"} == {None}
