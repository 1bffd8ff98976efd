"""The list of members with the few numbers that matter, sorted and paged without ever holding all rows as objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.lib import bitmaps
from siyu.lib.errors import Refusal
from siyu.lib.paging import read_cursor, write_cursor
from siyu.lib.text import Text
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import read_identity
from siyu.unify.members.masking import mask
from siyu.unify.members.models import Identifier, Member

SORTS = ("member_id", "orders_total", "money_total", "last_order_on")
SHOWN_IDENTIFIERS = 3


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a page, the cursor of the next one and how many members the list holds in all."""

    items: list[dict[str, Any]]
    next: str | None
    total: int


def list_members(
    workspace: Workspace, sort: str, cursor: str | None, limit: int, *, among: list[int] | None = None
) -> Page:
    """Return a page of the base, or of the given members of it.

    `sort` is one of `SORTS`, with a leading minus for descending; members without orders come last either way, and
    equal ones in the order of their numbers.
    """
    column = sort.removeprefix("-")
    if column not in SORTS:
        text = Text("不能按“{sort}”排序", "cannot sort by {sort!r}").format(sort=sort)
        mend = Text("可用：" + "、".join(SORTS), "Use one of " + ", ".join(SORTS))
        raise Refusal("members.sort", text, where="sort", mend=mend)
    base = base_of(workspace)
    if among is not None:
        base &= bitmaps.from_ids(among)
    members = np.fromiter(base, dtype=np.int64, count=len(base))
    place = read_cursor(cursor, int)
    start = max(place[0], 0) if place else 0
    if column == "member_id":
        ordered = members[::-1] if sort.startswith("-") else members
        ids = ordered[start : start + limit]
        values = _values(workspace, ids)
    else:
        values = _values(workspace, None if among is None else members)
        ids = _order(values, members, column, descending=sort.startswith("-"))[start : start + limit]
    more = start + limit < len(members)
    return Page(_rows(workspace, ids, values), write_cursor([start + limit]) if more else None, len(members))


def rows_of(workspace: Workspace, members: list[int]) -> list[dict[str, Any]]:
    """Return the list's rows of the given members, in their order."""
    ids = np.array(members, dtype=np.int64)
    return _rows(workspace, ids, _values(workspace, ids))


def _values(workspace: Workspace, members: np.ndarray | None) -> pa.Table:
    """Return (member_id, orders_total, money_total, last_order_on) of members with orders; of all when None."""
    from siyu.unify.orders.facts import OrderFacts

    identity = read_identity(workspace)
    with open_snapshot(workspace) as snapshot:
        orders = OrderFacts(snapshot, workspace.clock.now(), identity).orders()
        if members is not None:
            wanted = snapshot.memtable(pa.table({"wanted_id": pa.array(members, pa.int64())}))
            orders = orders.semi_join(wanted, orders.member_id == wanted.wanted_id)
        orders = orders.filter(orders.member_id.notnull())
        return snapshot.to_arrow(
            orders.group_by("member_id").agg(
                orders_total=orders.is_bought.sum().cast("int64"),
                money_total=orders.net_minor.sum().cast("int64"),
                last_order_on=orders.occurred_on.max(where=orders.is_bought),
            )
        )


def _order(values: pa.Table, members: np.ndarray, column: str, *, descending: bool) -> np.ndarray:
    known = values.filter(pc.is_in(values["member_id"], pa.array(members, pa.int64())))
    known = known.filter(pc.is_valid(known[column]))
    keys = [(column, "descending" if descending else "ascending"), ("member_id", "ascending")]
    first: np.ndarray = known.sort_by(keys)["member_id"].to_numpy()
    return np.concatenate([first, np.setdiff1d(members, first, assume_unique=True)])


def _rows(workspace: Workspace, ids: np.ndarray, values: pa.Table) -> list[dict[str, Any]]:
    wanted = [int(member) for member in ids]
    mine = values.filter(pc.is_in(values["member_id"], pa.array(wanted, pa.int64())))
    value_of = {row["member_id"]: row for row in mine.to_pylist()}
    member_of = _members_of(workspace, wanted)
    people: dict[int, list[Member]] = {}
    for person in Member.objects.filter(workspace=workspace, member_id__in=list(member_of)).order_by("member_id"):
        people.setdefault(member_of[person.member_id], []).append(person)
    identifiers = _identifiers(workspace, member_of)
    return [_row(member, people[member], value_of.get(member, {}), identifiers.get(member, [])) for member in wanted]


def _members_of(workspace: Workspace, members: list[int]) -> dict[int, int]:
    """Return the member of each id that is shown under one of the given."""
    moved = read_identity(workspace)
    mine = moved.filter(pc.is_in(moved["member_id"], pa.array(members, pa.int64()))).to_pydict()
    return {**{member: member for member in members}, **dict(zip(mine["source_id"], mine["member_id"], strict=True))}


def _row(member: int, people: list[Member], value: dict[str, Any], identifiers: list[dict[str, str]]) -> dict[str, Any]:
    named = sorted(people, key=lambda person: person.member_id != member)
    return {
        "member_id": member,
        "name": mask("name", next((person.name for person in named if person.name), "")),
        "joined_on": min((person.joined_on for person in people if person.joined_on), default=None),
        "identifiers": identifiers[:SHOWN_IDENTIFIERS],
        "orders_total": value.get("orders_total", 0),
        "money_total_minor": value.get("money_total", 0),
        "last_order_on": value.get("last_order_on"),
    }


def _identifiers(workspace: Workspace, member_of: dict[int, int]) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = {}
    for row in Identifier.objects.filter(workspace=workspace, source_id__in=list(member_of)).order_by("pk"):
        found.setdefault(member_of[row.source_id], []).append({"kind": row.kind, "value": mask(row.kind, row.value)})
    return found
