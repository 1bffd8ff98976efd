"""Endpoints of one member's orders and timeline."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.lib.bodies import Body
from siyu.lib.errors import Refusal
from siyu.lib.paging import Limit, page
from siyu.lib.text import Text

router = Router(tags=["orders"])
Words = Annotated[str, Field(min_length=1, max_length=200)]
Search = Annotated[str, Field(max_length=200)]


class OrderRow(Schema):
    key: str
    occurred_at: datetime
    store_key: str | None
    store_name: str
    staff_key: str | None
    staff_name: str
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
    claim: int | None


class OrderPage(Schema):
    items: list[OrderRow]
    next: str | None


class UnclaimedOrder(Schema):
    key: str
    occurred_at: datetime
    store_key: str | None
    store_name: str
    staff_key: str | None
    staff_name: str
    channel: str | None
    lines: int | None
    quantity: float | None
    sales_minor: int


class UnclaimedPage(Schema):
    items: list[UnclaimedOrder]
    next: str | None
    total: int


class ClaimIn(Body):
    order_keys: list[Words]
    member: Words


class ClaimOut(Schema):
    id: int
    order_key: str
    source_id: int
    by: str
    at: datetime
    undone_at: datetime | None


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
    from siyu.unify.stores.naming import add_names

    found, sources = _member(request, workspace, member_id)
    rows = orders_of(found, sources, read_place(cursor), limit + 1)
    items, further = page(rows, limit, lambda row: place_of(row, "occurred_at"))
    return {"items": add_names(found, items), "next": further}


@router.get("/members/{int:member_id}/orders/{key}", response=Order)
def read_order(request: HttpRequest, workspace: Path[str], member_id: int, key: str) -> Any:
    """Return one order with its lines and what they were of."""
    from siyu.unify.orders.history import order_of
    from siyu.unify.stores.naming import add_names

    found, sources = _member(request, workspace, member_id)
    order = order_of(found, sources, key)
    if order is None:
        raise Refusal(
            "orders.unknown", Text("该会员没有此订单", "the member has no such order"), where="key", status=404
        )
    return add_names(found, [order])[0]


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


@router.get("/unidentified-orders", response=UnclaimedPage)
def list_unidentified_orders(
    request: HttpRequest,
    workspace: Path[str],
    search: Search = "",
    store: Search = "",
    on: date | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List the orders that are nobody's, newest first, found by the beginning of their number, by store and day."""
    from siyu.unify.orders.place import place_of, read_place
    from siyu.unify.orders.unclaimed import unclaimed_orders
    from siyu.unify.stores.naming import add_names

    found = require(request, workspace, "members.view").workspace
    rows, total = unclaimed_orders(
        found, read_place(cursor), limit + 1, words=search.strip(), store=store.strip(), on=on
    )
    items, further = page(rows, limit, lambda row: place_of(row, "occurred_at"))
    return {"items": add_names(found, items), "next": further, "total": total}


@router.post("/order-claims", response={201: list[ClaimOut]})
def claim(request: HttpRequest, workspace: Path[str], body: ClaimIn) -> Any:
    """Make orders of nobody those of the member with this phone, card or member number; all of them or none."""
    from siyu.unify.orders.claiming import claim_orders, member_of

    access = require(request, workspace, "orders.claim")
    member_id = member_of(access.workspace, body.member)
    with transaction.atomic():
        made = claim_orders(access.workspace, body.order_keys, member_id, access.by)
        for one in made:
            record(access, "order.claimed", "order", one.order_key, {"member": member_id})
    return Status(201, made)


@router.post("/order-claims/{int:claim_id}/undoings", response={201: ClaimOut})
def undo(request: HttpRequest, workspace: Path[str], claim_id: int) -> Any:
    """Take a claim back: the order is nobody's again."""
    from siyu.unify.orders.claiming import undo_claim
    from siyu.unify.orders.models import OrderClaim

    access = require(request, workspace, "orders.claim")
    found = OrderClaim.objects.filter(workspace=access.workspace, pk=claim_id).first()
    if found is None:
        raise Refusal("claim.missing", Text("没有这次认领", "there is no such claim"), status=404)
    with transaction.atomic():
        undo_claim(found)
        record(access, "order.claim_undone", "order", found.order_key, {"member": found.source_id})
    return Status(201, found)


def _member(request: HttpRequest, slug: str, member_id: int) -> tuple[Any, list[int]]:
    from siyu.unify.members.identity import sources_of
    from siyu.unify.members.profile import find_canonical

    workspace = require(request, slug, "members.view").workspace
    return workspace, sources_of(workspace, find_canonical(workspace, member_id))
