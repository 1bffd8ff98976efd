"""What members did, read as arrays by day or by name; several parts when all would not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa

from siyu.understand.behaviour.asking import Asked
from siyu.understand.rules.acts import Acts, acted, instants_of, joined, parts_of, read_part, since_epoch, tables_of
from siyu.understand.rules.facts import ORDERED, REFUNDED
from siyu.understand.rules.leaves.matching import MatchLeaf
from siyu.understand.rules.match import matching_facts
from siyu.understand.rules.windows import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

ANY = "any"
"""Stands for every order and every event: whatever a member does, but not what the brand does to him."""
OTHERS = "…"
"""Stands for what is too rare to be told apart."""

Days = tuple["NDArray[np.int32]", "NDArray[np.int32]"]


def read_days(asked: Asked, did: str, since_on: date | None = None) -> Iterator[Days]:
    """Yield (member, day) arrays of what members did, a part of the members each; days since 1970, with repeats.

    `did` is a name as in rules, or `any`. Only (member, day) is read, eight bytes an act.
    """
    inputs = asked.inputs
    if did == ANY:
        orders = inputs.facts("orders", since_on)
        views = [orders.filter(orders.is_bought), inputs.facts("events", since_on)]
    else:
        views = [matching.facts for matching in matching_facts([acted(did, window=Window(first_on=since_on))], inputs)]
    names = ("orders", "events") if did == ANY else tables_of(did)
    parts = parts_of(inputs, names, since_on)
    for part in range(parts):
        found = [read_part(inputs, view.select("member_id", "occurred_on"), parts, part) for view in views]
        members = [rows["member_id"].to_numpy() for rows in found]
        days = [rows["occurred_on"].cast(pa.int32()).to_numpy() for rows in found]
        yield joined(members, np.int32), joined(days, np.int32)


def read_named(asked: Asked, first: date, bits: int) -> tuple[list[str], Iterator[Acts]]:
    """Return the names of all that was done, in order, and (member, act) arrays by parts of the members.

    An act is its instant and, in the lower `bits`, the place of its name; names beyond 2^bits - 1 share the last place.
    """
    inputs = asked.inputs
    orders = inputs.facts("orders", first)
    views = [
        orders.filter(orders.is_bought).mutate(name=ibis.literal(ORDERED.name)),
        inputs.facts("refunds", first).mutate(name=ibis.literal(REFUNDED.name)),
        *(inputs.facts(table, first).rename(name="type") for table in ("events", "touches")),
    ]
    rows = ibis.union(*(view.select("member_id", "occurred_at", name=view.name.cast("string")) for view in views))
    rows = rows.filter(rows.name.notnull())
    names = sorted(inputs.snapshot.to_arrow(rows.select("name").distinct())["name"].to_pylist())
    places = np.minimum(np.arange(len(names)), (1 << bits) - 1)
    table = inputs.snapshot.memtable(pa.table({"known_name": pa.array(names, pa.string()), "fits": pa.array(places)}))
    coded = rows.inner_join(table, rows.name == table.known_name).select("member_id", "occurred_at", "fits")
    told = names if len(names) <= 1 << bits else [*names[: (1 << bits) - 1], OTHERS]
    return told, _read_parts(asked, coded, first, bits)


def _read_parts(asked: Asked, query: ibis.Table, first: date, bits: int) -> Iterator[Acts]:
    parts = parts_of(asked.inputs, ("orders", "refunds", "events", "touches"), first)
    origin = since_epoch(asked.origin(first))
    for part in range(parts):
        rows = read_part(asked.inputs, query, parts, part)
        yield rows["member_id"].to_numpy(), (instants_of(rows) - origin) << bits | rows["fits"].to_numpy()


def measured(leaf: MatchLeaf, name: str) -> MatchLeaf:
    """Return the same question, with a property to be read beside."""
    return replace(leaf, measure="distinct", measured=name)
