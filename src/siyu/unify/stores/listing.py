"""The lists of stores and of guides: what is known of each, and the orders and members that facts name it in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.lib.errors import Refusal
from siyu.lib.paging import read_cursor, write_cursor
from siyu.lib.text import Text
from siyu.unify.members.identity import read_identity
from siyu.unify.stores.models import Staff, Store

COUNTS = ("orders", "members")


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a page, the cursor of the next one, how many rows the list holds in all."""

    items: list[dict[str, Any]]
    next: str | None
    total: int


def list_stores(workspace: Workspace, search: str, sort: str, cursor: str | None, limit: int, *, city: str) -> Page:
    """Return a page of stores: those described, and those that only orders name.

    `orders` are bought ones (neither cancelled nor wholly returned) by now, `members` the different people in them.
    """
    known = Store.objects.filter(workspace=workspace)
    rows = {store.key: _store_row(store.key, store) for store in known}
    for key, counts in _counts(workspace, "store_key").items():
        rows.setdefault(key, _store_row(key, None)).update(counts)
    guides: dict[str, int] = {}
    for key in Staff.objects.filter(workspace=workspace, left_on=None).values_list("store_key", flat=True):
        guides[key] = guides.get(key, 0) + 1
    for key, row in rows.items():
        row["staff"] = guides.get(key, 0)
    found = [row for row in rows.values() if not city or row["city"] == city]
    return _page(_matching(found, search), sort, ("key", "name", "city", "staff", *COUNTS), cursor, limit)


def list_staff(workspace: Workspace, search: str, sort: str, cursor: str | None, limit: int, *, store: str) -> Page:
    """Return a page of guides: those described, and those that only orders name."""
    names = dict(Store.objects.filter(workspace=workspace).values_list("key", "name"))
    rows = {one.key: _staff_row(one.key, one) for one in Staff.objects.filter(workspace=workspace)}
    for key, counts in _counts(workspace, "staff_key").items():
        rows.setdefault(key, _staff_row(key, None)).update(counts)
    for row in rows.values():
        row["store_name"] = names.get(row["store_key"], "")
    found = [row for row in rows.values() if not store or row["store_key"] == store]
    return _page(_matching(found, search), sort, ("key", "name", "store_key", *COUNTS), cursor, limit)


def _store_row(key: str, store: Store | None) -> dict[str, Any]:
    return {
        "key": key,
        "name": store.name if store else "",
        "city": store.city if store else "",
        "region": store.region if store else "",
        "opened_on": store.opened_on if store else None,
        "closed_on": store.closed_on if store else None,
        "orders": 0,
        "members": 0,
    }


def _staff_row(key: str, one: Staff | None) -> dict[str, Any]:
    return {
        "key": key,
        "name": one.name if one else "",
        "store_key": one.store_key if one else "",
        "role": one.role if one else "",
        "left_on": one.left_on if one else None,
        "orders": 0,
        "members": 0,
    }


def _counts(workspace: Workspace, column: str) -> dict[str, dict[str, int]]:
    from siyu.unify.orders.facts import OrderFacts

    with open_snapshot(workspace) as snapshot:
        facts = OrderFacts(snapshot, workspace.clock.now(), read_identity(workspace))
        orders = facts.orders()
        bought = orders.filter(orders.is_bought & orders[column].notnull())
        # Two steps instead of a distinct count: one row a member and store is all that the second needs.
        pairs = bought.group_by(place=bought[column], member=bought.member_id).agg(orders=bought.count())
        sums = pairs.group_by("place").agg(orders=pairs.orders.sum(), members=pairs.member.count())
        rows = snapshot.to_arrow(sums).to_pylist()
    return {row["place"]: {"orders": int(row["orders"]), "members": int(row["members"])} for row in rows}


def _matching(rows: Iterable[dict[str, Any]], search: str) -> list[dict[str, Any]]:
    words = search.strip().lower()
    return [row for row in rows if words in row["key"].lower() or words in row["name"].lower()]


def _page(rows: list[dict[str, Any]], sort: str, sorts: tuple[str, ...], cursor: str | None, limit: int) -> Page:
    column = sort.removeprefix("-")
    if column not in sorts:
        text = Text("不能按“{sort}”排序", "cannot sort by {sort!r}").format(sort=sort)
        raise Refusal("stores.sort", text, where="sort", mend=Text("可用：" + "、".join(sorts), "Use one of " + ", ".join(sorts)))  # fmt: skip
    rows.sort(key=lambda row: str(row["key"]))
    rows.sort(key=lambda row: row[column], reverse=sort.startswith("-"))
    place = read_cursor(cursor, int)
    start = max(place[0], 0) if place else 0
    more = start + limit < len(rows)
    return Page(rows[start : start + limit], write_cursor([start + limit]) if more else None, len(rows))
