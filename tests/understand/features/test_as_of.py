"""As of a past day no later fact is seen: full history at T gives what the history cut at T gives."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.engine.lake import Lake
from siyu.engine.schema import TABLES
from siyu.understand.features.compute import compute
from siyu.understand.inputs import Inputs
from tests.oracle.effort import effort

ZONE = "America/New_York"
START = datetime(2017, 1, 1, 5, tzinfo=UTC)
MEMBERS = range(1, 7)
IDENTITY = pa.table({"source_id": pa.array([6], pa.int64()), "member_id": pa.array([2], pa.int64())})

hours = st.integers(0, 24 * 400)
facts = st.lists(st.tuples(st.sampled_from(MEMBERS), hours, st.integers(0, 3), st.integers(0, 500)), max_size=12)


@effort(6)
@given(facts, facts, st.lists(st.tuples(st.integers(0, 11), hours, st.integers(0, 2)), max_size=4), hours)
def test_later_facts_are_never_seen(orders: Any, events: Any, refunds: Any, at_hour: int) -> None:
    at = START + timedelta(hours=at_hour)
    rows = _rows(orders, events, refunds)
    cut = {table: [row for row in found if row["occurred_at"] <= at] for table, found in rows.items()}
    cut["products"] = rows["products"]
    assert _computed(rows, at) == _computed(cut, at)


def _computed(rows: dict[str, list[dict[str, Any]]], at: datetime) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        lake.ensure()
        for version, (table, found) in enumerate(rows.items(), 1):
            schema = TABLES[table].schema
            if found:
                lake.append(table, pa.Table.from_pylist(found, schema=schema), app_id="test", version=version)
        with lake.snapshot() as snapshot:
            base = BitMap(MEMBERS) - BitMap([6])
            inputs = Inputs(
                snapshot, at, ZONE, "USD", IDENTITY, base, lambda _: base, lambda _: base, _nothing, lambda _: None
            )
            return list(compute(inputs).to_pylist())


def _nothing(name: str) -> pa.Table:
    return pa.table({"member_id": pa.array([], pa.int64()), "value": pa.array([], pa.string())})


def _rows(orders: Any, events: Any, refunds: Any) -> dict[str, list[dict[str, Any]]]:
    lines = [
        _fact(f"l{number}", member, hour, order_key=f"o{number}", product_key=f"p{kind}", store_key=f"s{kind}",
              quantity=float(kind), sales_minor=money, discount_minor=kind, coupon_minor=0, currency="USD")
        for number, (member, hour, kind, money) in enumerate(orders)
    ]  # fmt: skip
    whole = [
        _fact(f"o{number}", member, hour, status="paid", channel="web", store_key=f"s{kind}", lines=1,
              quantity=float(kind), sales_minor=money, discount_minor=kind, coupon_minor=0, currency="USD")
        for number, (member, hour, kind, money) in enumerate(orders)
    ]  # fmt: skip
    back = [
        _fact(f"r{number}", orders[order][0], max(hour, orders[order][1]), order_key=f"o{order}",
              line_key=None if kind == 0 else f"l{order}", quantity=float(kind), amount_minor=kind)
        for number, (order, hour, kind) in enumerate(refunds) if order < len(orders)
    ]  # fmt: skip
    products = [_fact(f"p{kind}", None, 0, category=f"c{kind % 2}", department="d", brand=None) for kind in range(3)]
    did = [
        _fact(f"e{number}", member, hour, type="redeemed" if kind else "viewed")
        for number, (member, hour, kind, _) in enumerate(events)
    ]
    touched = [
        _fact(f"t{number}", member, hour + 1, type="targeted") for number, (member, hour, _, _) in enumerate(events)
    ]
    return {
        "orders": whole, "order_lines": lines, "refunds": back, "products": products, "events": did, "touches": touched,
    }  # fmt: skip


def _fact(key: str, member: int | None, hour: int, **content: Any) -> dict[str, Any]:
    at = START + timedelta(hours=hour)
    local = at - timedelta(hours=5)
    return {
        "key": key, "revision": 0, "digest": 0, "occurred_at": at, "received_at": at, "occurred_on": local.date(),
        "load_no": 1, "source_id": member, "occurred_hour": local.hour, **content,
    }  # fmt: skip
