"""Both rates against a count in plain loops: any orders, refunds, claims, merges and connections, at any instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.engine.schema import TABLES
from siyu.measure.digitisation.reports import digitisation_report
from siyu.unify.members.base import EVERYONE
from siyu.unify.members.merge import merge_members, undo_merge
from siyu.unify.members.models import Member, Merge
from siyu.unify.members.presence import add_presence
from siyu.unify.orders.models import OrderClaim
from tests.oracle.effort import effort

pytestmark = pytest.mark.django_db

FIRST = datetime(2017, 6, 1, 12, tzinfo=UTC)
PEOPLE, DAYS = 6, 8
_numbers = count(1)


@dataclass(frozen=True)
class Sale:
    day: int
    member: int | None
    store: str | None
    staff: str | None
    cancelled: bool
    quantity: int
    refund: tuple[int, str] | None
    """The day and what came back: `some` or `all` of the quantity, or the `whole` order."""
    claimed_by: int | None

    @property
    def buyer(self) -> int | None:
        """Whose it is: who was named, or else who claimed it."""
        return self.claimed_by if self.member is None else self.member


SALES = st.builds(
    Sale,
    day=st.integers(0, DAYS - 1),
    member=st.none() | st.integers(1, PEOPLE),
    store=st.sampled_from([None, "a", "b"]),
    staff=st.sampled_from([None, "x", "y"]),
    cancelled=st.booleans(),
    quantity=st.integers(1, 3),
    refund=st.none() | st.tuples(st.integers(0, DAYS), st.sampled_from(["some", "all", "whole"])),
    claimed_by=st.none() | st.integers(1, PEOPLE),
)
PAIRS = st.lists(st.tuples(st.integers(1, PEOPLE), st.integers(1, PEOPLE), st.booleans()), max_size=4)


@given(
    sales=st.lists(SALES, max_size=12),
    pairs=PAIRS,
    online=st.sets(st.integers(1, PEOPLE)),
    now=st.integers(0, DAYS),
    days=st.integers(1, 5),
    by=st.sampled_from(["store", "staff"]),
)
@effort(24)
def test_it_agrees_with_a_naive_count(
    home: Any, sales: list[Sale], pairs: list[tuple[int, int, bool]], online: set[int], now: int, days: int, by: str
) -> None:
    workspace = open_brand(sales, online, now)
    person = merge(workspace, pairs)
    found = digitisation_report(workspace, days, by)
    assert {
        row["key"]: (row["orders"], row["identified_orders"], row["members"], row["online"]) for row in found["rows"]
    } == naive(sales, person, online, now, days, by)
    assert found["total"]["members"] == len(set(person.values()))
    assert found["total"]["online"] == len({person[one] for one in online})
    assert sum(row["members"] for row in found["rows"]) == found["total"]["members"]
    assert sum(row["orders"] for row in found["rows"]) == found["total"]["orders"]


def open_brand(sales: list[Sale], online: set[int], now: int) -> Workspace:
    workspace = Workspace.objects.create(
        slug=f"naive-{next(_numbers)}", currency="CNY", zone="UTC", clock_stands_at=FIRST + timedelta(days=now)
    )
    Member.objects.bulk_create(Member(workspace=workspace, member_id=number) for number in range(1, PEOPLE + 1))
    add_presence(workspace, EVERYONE, range(1, PEOPLE + 1))
    add_presence(workspace, "external_userid", online)
    orders = [_order(number, sale) for number, sale in enumerate(sales)]
    refunds = [_refund(number, sale) for number, sale in enumerate(sales) if sale.refund]
    tables = {"orders": orders, "refunds": refunds}
    load_batch(workspace, {name: _typed(name, rows) for name, rows in tables.items() if rows})
    for number, sale in enumerate(sales):
        if sale.member is None and sale.claimed_by is not None:
            OrderClaim.objects.create(
                workspace=workspace, order_key=f"{number:03}", source_id=sale.claimed_by, by="test"
            )
    return workspace


def _typed(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    columns = [TABLES[table].schema.field(name).with_nullable(True) for name in rows[0]]
    return pa.Table.from_pylist(rows, pa.schema(columns))


def _order(number: int, sale: Sale) -> dict[str, Any]:
    return {
        "key": f"{number:03}", "occurred_at": FIRST + timedelta(days=sale.day), "source_id": sale.member,
        "status": "cancelled" if sale.cancelled else "paid", "store_key": sale.store, "staff_key": sale.staff,
        "quantity": float(sale.quantity), "sales_minor": 100 * sale.quantity, "lines": 1,
    }  # fmt: skip


def _refund(number: int, sale: Sale) -> dict[str, Any]:
    assert sale.refund
    day, what = sale.refund
    quantity = sale.quantity if what == "all" else sale.quantity - 1 if what == "some" else 0
    return {
        "key": f"r{number}", "occurred_at": FIRST + timedelta(days=max(day, sale.day)), "source_id": sale.member,
        "order_key": f"{number:03}", "line_key": None if what == "whole" else f"{number:03}|p",
        "quantity": float(quantity), "amount_minor": 100 * quantity,
    }  # fmt: skip


def merge(workspace: Workspace, pairs: list[tuple[int, int, bool]]) -> dict[int, int]:
    """Merge the pairs that are two people still, undo some of it, and return who everybody is."""
    person = {number: number for number in range(1, PEOPLE + 1)}
    for one, other, undone in pairs:
        source, target = person[one], person[other]
        if source == target:
            continue
        merge_members(workspace, source, target, because="drawn", by="test")
        if undone:
            undo_merge(Merge.objects.filter(workspace=workspace).latest("pk"))
        else:
            person = {number: target if now == source else now for number, now in person.items()}
    return person


def naive(
    sales: list[Sale], person: dict[int, int], online: set[int], now: int, days: int, by: str
) -> dict[str, tuple[int, int, int, int]]:
    counts: dict[str, list[int]] = {}
    home: dict[int, tuple[int, int, str]] = {}
    for number, sale in enumerate(sales):
        if sale.cancelled or sale.day > now or came_back(sale, now):
            continue
        place = getattr(sale, by)
        if sale.day > now - days:
            row = counts.setdefault(place or "", [0, 0, 0, 0])
            row[0] += 1
            row[1] += sale.buyer is not None
        if sale.buyer is not None and place is not None:
            who = person[sale.buyer]
            if who not in home or (sale.day, -number) > home[who][:2]:
                home[who] = (sale.day, -number, place)
    are_online = {person[one] for one in online}
    for who in set(person.values()):
        row = counts.setdefault(home[who][2] if who in home else "", [0, 0, 0, 0])
        row[2] += 1
        row[3] += who in are_online
    return {key: (row[0], row[1], row[2], row[3]) for key, row in counts.items()}


def came_back(sale: Sale, now: int) -> bool:
    if sale.refund is None or max(sale.refund[0], sale.day) > now:
        return False
    return sale.refund[1] in {"all", "whole"}
