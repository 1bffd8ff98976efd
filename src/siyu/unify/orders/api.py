"""Endpoints of one member's orders and timeline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Schema

from siyu.accounts.access import require
from siyu.lib.errors import Refusal
from siyu.lib.paging import Limit, page
from siyu.lib.text import Text

router = Router(tags=["orders"])


class OrderRow(Schema):
    key: str
    occurred_at: datetime
    store_key: str | None
    staff_key: str | None
    channel: str | None
    status: str
    lines: int | None
    quantity: float | None
    sales_minor: int
    discount_minor: int | None
    coupon_minor: int | None
    coupon_match_minor: int | None
    refunded_minor: int
    net_minor: int


class OrderPage(Schema):
    items: list[OrderRow]
    next: str | None


class LineProduct(Schema):
    name: str | None
    department: str | None
    department_zh: str | None
    category: str | None
    category_zh: str | None
    type: str | None
    brand: str | None
    package_size: str | None


class OrderLine(Schema):
    key: str
    product_key: str | None
    product: LineProduct | None
    quantity: float
    net_quantity: float
    sales_minor: int
    discount_minor: int | None
    coupon_minor: int | None
    coupon_match_minor: int | None
    net_minor: int


class Order(OrderRow):
    lines: list[OrderLine]  # type: ignore[assignment]


class TimelineEntry(Schema):
    at: datetime
    kind: str
    type: str
    key: str
    title: dict[str, str]
    detail: dict[str, Any]


class TimelinePage(Schema):
    items: list[TimelineEntry]
    next: str | None


@router.get("/members/{int:member_id}/orders", response=OrderPage)
def list_orders(
    request: HttpRequest,
    workspace: Path[str],
    member_id: int,
    cursor: str | None = None,
    limit: Limit = 20,
) -> Any:
    """List a member's orders, newest first."""
    from siyu.unify.orders.history import orders_of
    from siyu.unify.orders.place import place_of, read_place

    found, sources = _member(request, workspace, member_id)
    rows = orders_of(found, sources, read_place(cursor), limit + 1)
    items, further = page(rows, limit, lambda row: place_of(row, "occurred_at"))
    return {"items": items, "next": further}


@router.get("/members/{int:member_id}/orders/{key}", response=Order)
def read_order(request: HttpRequest, workspace: Path[str], member_id: int, key: str) -> Any:
    """Return one order with its lines and what they were of."""
    from siyu.unify.orders.history import order_of

    found, sources = _member(request, workspace, member_id)
    order = order_of(found, sources, key)
    if order is None:
        raise Refusal(
            "orders.unknown", Text("该会员没有此订单", "the member has no such order"), where="key", status=404
        )
    return order


@router.get("/members/{int:member_id}/timeline", response=TimelinePage)
def read_timeline(
    request: HttpRequest,
    workspace: Path[str],
    member_id: int,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List everything that happened with a member, newest first."""
    from siyu.unify.orders.place import place_of, read_place
    from siyu.unify.orders.timeline import timeline_of

    found, sources = _member(request, workspace, member_id)
    items, further = page(timeline_of(found, sources, read_place(cursor), limit + 1), limit, place_of)
    return {"items": items, "next": further}


def _member(request: HttpRequest, slug: str, member_id: int) -> tuple[Any, list[int]]:
    from siyu.unify.members.identity import sources_of
    from siyu.unify.members.profile import find_canonical

    workspace = require(request, slug, "members.view").workspace
    return workspace, sources_of(workspace, find_canonical(workspace, member_id))
