"""Endpoints of stores and guides."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.paging import Limit

router = Router(tags=["stores"])
Search = Annotated[str, Field(max_length=200)]


class StoreRow(Schema):
    key: str
    name: str
    city: str
    region: str
    opened_on: date | None
    closed_on: date | None
    staff: int
    orders: int
    members: int


class StorePage(Schema):
    items: list[StoreRow]
    next: str | None
    total: int


class StaffRow(Schema):
    key: str
    name: str
    store_key: str
    store_name: str
    role: str
    left_on: date | None
    orders: int
    members: int


class StaffPage(Schema):
    items: list[StaffRow]
    next: str | None
    total: int


@router.get("/stores", response=StorePage)
def list_stores(
    request: HttpRequest,
    workspace: Path[str],
    search: Search = "",
    city: Search = "",
    sort: str = "key",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List stores with their guides, orders and members; also those that only orders name."""
    from siyu.unify.stores import listing

    access = require(request, workspace, "stores.view")
    return listing.list_stores(access.workspace, search, sort, cursor, limit, city=city.strip())


@router.get("/staff", response=StaffPage)
def list_staff(
    request: HttpRequest,
    workspace: Path[str],
    search: Search = "",
    store: Search = "",
    sort: str = "key",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List guides with their orders and members; also those that only orders name."""
    from siyu.unify.stores import listing

    access = require(request, workspace, "stores.view")
    return listing.list_staff(access.workspace, search, sort, cursor, limit, store=store.strip())
