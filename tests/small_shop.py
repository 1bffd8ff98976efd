"""One small shop of 20 members whose every number is known by hand: rows for the lake, and state in the database.

Members 1–10 buy milk (3.00) on 1–10 December at 10:00 in New York, store 1. Members 1–5 also buy bread (2.00, of which
0.50 is a discount off 2.50) with it, and again on 20 December a cake (10.00, coupon 12.00) in store 2. Member 20 was
merged into member 1. Members 11–19 never bought. One order (21) is of nobody: 2 milks, 6.00, on 31 December.
Order 6 was cancelled. Member 7's milk came back in full on 30 December, half of member 5's cake's money on the 31st.
Sales: orders 1–5 5.00 each, 7–10 3.00 each, 11–15 10.00 each, 21 6.00 = 25 + 12 + 50 + 6 = 93.00; refunded 3.00 + 5.00.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.unify.consents.telling import Told, tell_consents
from siyu.unify.members.base import EVERYONE
from siyu.unify.members.merge import merge_members
from siyu.unify.members.models import Identifier, Member
from siyu.unify.members.presence import add_presence


def open_shop(workspace: Workspace) -> Workspace:
    """Put the shop into an empty workspace of New York's zone and return it."""
    from siyu.connect.loads.loading import load_batch

    _members(workspace)
    load_batch(workspace, {table: pa.Table.from_pylist(rows) for table, rows in _facts().items()})
    merge_members(workspace, 20, 1, because="same card", by="alice")
    workspace.refresh_from_db()
    return workspace


@transaction.atomic
def _members(workspace: Workspace) -> None:
    Member.objects.bulk_create(
        Member(
            workspace=workspace,
            member_id=number,
            name=f"会员{number}",
            joined_on=date(2017, 11, number),
            attributes={"city": "Wuhan" if number % 2 else "Beijing"},
        )
        for number in range(1, 21)
    )
    Workspace.objects.filter(pk=workspace.pk).update(next_member_id=21)
    add_presence(workspace, EVERYONE, range(1, 21))
    _identify(workspace, "household", {number: str(1000 + number) for number in range(1, 21)})
    _identify(workspace, "phone", {number: f"+8613800000{number:03}" for number in (1, 2, 3, 20)})
    no_sms = Told(3, ("marketing", "sms"), "withdrawn", datetime(2017, 12, 1, tzinfo=UTC))
    tell_consents(workspace, [no_sms])


def _identify(workspace: Workspace, kind: str, values: dict[int, str]) -> None:
    Identifier.objects.bulk_create(
        Identifier(workspace=workspace, kind=kind, value=value, source_id=number) for number, value in values.items()
    )
    add_presence(workspace, kind, values)


def _facts() -> dict[str, list[dict[str, Any]]]:
    milk, bread, cake = ("milk", 300, 0, 0), ("bread", 200, 50, 0), ("cake", 1000, 0, 1200)
    baskets = [(number, number, number, "s1", [milk, bread] if number <= 5 else [milk]) for number in range(1, 11)]
    baskets += [(10 + number, number, 20, "s2", [cake]) for number in range(1, 6)]
    orders, lines = [], []
    for order, member, day, store, items in baskets:
        orders.append(_order(order, member, day, store, items, "cancelled" if order == 6 else "paid"))
        lines += [_line(order, member, day, store, item) for item in items]
    orders.append(_order(21, None, 31, "s1", [("milk", 600, 0, 0)], "paid", quantity=2.0))
    lines.append(_line(21, None, 31, "s1", ("milk", 600, 0, 0), quantity=2.0))
    return {
        "orders": orders,
        "order_lines": lines,
        "refunds": [_refund(7, 7, "milk", 30, 1.0, 300), _refund(15, 5, "cake", 31, 0.0, 500)],
        "products": [_product("milk", "DAIRY", "乳品", "A"), _product("bread", "BAKERY", "烘焙", "B"),
                     _product("cake", "BAKERY", "烘焙", "A")],
        "events": [{"key": "e1", "source_id": 20, "occurred_at": _at(15), "type": "viewed", "product_key": "cake"},
                   {"key": "e2", "source_id": 2, "occurred_at": _at(16), "type": "redeemed", "coupon_key": "c1"}],
        "touches": [{"key": "t1", "source_id": 1, "occurred_at": _at(14), "type": "targeted", "channel": "post",
                     "campaign_key": "8"}],
    }  # fmt: skip


def _at(day: int) -> datetime:
    return datetime(2017, 12, day, 15, tzinfo=UTC)


def _order(
    number: int, member: int | None, day: int, store: str, items: list[Any], status: str, quantity: float = 0.0
) -> dict[str, Any]:
    return {
        "key": str(number), "source_id": member, "occurred_at": _at(day), "occurred_hour": 10, "status": status,
        "channel": "store", "store_key": store, "currency": "USD", "lines": len(items),
        "quantity": quantity or float(len(items)), "from_lines": False, **_amounts(items),
    }  # fmt: skip


def _line(number: int, member: int | None, day: int, store: str, item: Any, quantity: float = 1.0) -> dict[str, Any]:
    return {
        "key": f"{number}:{item[0]}", "order_key": str(number), "source_id": member, "occurred_at": _at(day),
        "occurred_hour": 10, "channel": "store", "store_key": store, "product_key": item[0], "currency": "USD",
        "quantity": quantity, **_amounts([item]),
    }  # fmt: skip


def _amounts(items: list[Any]) -> dict[str, int]:
    sums = [sum(item[place] for item in items) for place in (1, 2, 3)]
    return dict(zip(("sales_minor", "discount_minor", "coupon_minor"), sums, strict=True)) | {"coupon_match_minor": 0}


def _refund(order: int, member: int, product: str, day: int, quantity: float, amount: int) -> dict[str, Any]:
    return {
        "key": f"r{order}", "source_id": member, "occurred_at": _at(day), "order_key": str(order),
        "line_key": f"{order}:{product}", "product_key": product, "store_key": "s1", "currency": "USD",
        "quantity": quantity, "amount_minor": amount,
    }  # fmt: skip


def _product(key: str, category: str, category_zh: str, brand: str) -> dict[str, Any]:
    return {
        "key": key, "occurred_at": _at(1), "name": key, "department": "FOOD", "department_zh": "食品",
        "category": category, "category_zh": category_zh, "type": key, "brand": brand,
    }  # fmt: skip
