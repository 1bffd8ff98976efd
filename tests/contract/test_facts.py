"""What a lake shows is the same on every engine."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from siyu.engine.lake import Lake


@pytest.fixture
def shop(lake: Lake, orders) -> Lake:
    january = orders(["a", "b", "c"], source_id=[1, 2, None], sales_minor=[100, 250, 999], quantity=[1.0, 0.5, None])
    lake.append("orders", january, app_id="load:0", version=1)
    lake.append("orders", orders(["d"], on=date(2017, 3, 1), source_id=1, load_no=2), app_id="load:0", version=2)
    lake.append("orders", orders(["b"], source_id=2, revision=1, status="cancelled", load_no=3), app_id="x", version=1)
    return lake


def test_types_and_instants_come_back_as_they_went_in(shop: Lake, engine) -> None:
    with engine(shop) as snapshot:
        facts = snapshot.facts("orders")
        row = snapshot.to_arrow(facts.filter(facts.key == "a")).to_pylist()[0]
    assert row["occurred_at"] == datetime(2017, 1, 15, 12, tzinfo=UTC)
    assert (row["occurred_on"], row["sales_minor"], row["quantity"]) == (date(2017, 1, 15), 100, 1.0)
    assert row["status"] is None


def test_a_later_load_is_seen_when_it_is_done(shop: Lake, engine) -> None:
    counts = []
    for done in (1, 2, 3):
        with engine(shop, done) as snapshot:
            facts = snapshot.facts("orders")
            counted = facts.aggregate(rows=facts.count(), cancelled=(facts.status == "cancelled").sum())
            counts.append(snapshot.to_arrow(counted).to_pylist()[0])
    assert [count["rows"] for count in counts] == [3, 4, 4]
    assert counts[2]["cancelled"] == 1


def test_a_window_is_inclusive(shop: Lake, engine) -> None:
    with engine(shop) as snapshot:
        facts = snapshot.facts("orders", since_on=date(2017, 1, 15), until_on=date(2017, 2, 28))
        assert snapshot.to_arrow(facts.count()).as_py() == 3


def test_sums_follow_merges(shop: Lake, engine) -> None:
    identity = pa.table({"source_id": [2], "member_id": [1]})
    with engine(shop) as snapshot:
        facts = snapshot.facts("orders", identity=identity)
        sums = facts.group_by("member_id").agg(orders=facts.count()).order_by("member_id")
        assert sorted(snapshot.to_arrow(sums).to_pylist(), key=str) == [
            {"member_id": 1, "orders": 3},
            {"member_id": None, "orders": 1},
        ]


def test_given_rows_join_with_facts(shop: Lake, engine) -> None:
    with engine(shop) as snapshot:
        wanted = snapshot.memtable(pa.table({"key": ["a", "d", "nobody"]}))
        found = snapshot.facts("orders").semi_join(wanted, "key")
        assert sorted(snapshot.to_arrow(found)["key"].to_pylist()) == ["a", "d"]
