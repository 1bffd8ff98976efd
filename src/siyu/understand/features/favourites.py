"""What a member has most of, and of how many different ones: counted over small integer codes, ties by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from siyu.understand.features.work import Work

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYPARTS = ("night", "morning", "noon", "afternoon", "evening")
DAYPART_STARTS = (6, 11, 14, 18)
"""Hours at which morning, noon, afternoon and evening start; before the first it is night."""


def by_order(work: Work, column: str) -> ibis.Table:
    """Return (member_id, favourite, different, share) of a text column of orders."""
    orders = work.bought_orders()
    values = orders.filter(orders[column].notnull()).select(value=orders[column]).distinct()
    names = sorted(work.inputs.snapshot.to_arrow(values)["value"].to_pylist())
    codes = work.codes(names)
    coded = orders.inner_join(codes, orders[column] == codes.value).select("member_id", "code")
    return favourite(work, coded, names)


def by_weekday(work: Work) -> ibis.Table:
    """Return (member_id, favourite, different, share) of the weekday of orders."""
    orders = work.bought_orders()
    return favourite(work, orders.select("member_id", code=orders.occurred_on.day_of_week.index()), WEEKDAYS)


def by_daypart(work: Work) -> ibis.Table:
    """Return (member_id, favourite, different, share) of the part of the day of orders that have an hour."""
    orders = work.bought_orders()
    orders = orders.filter(orders.occurred_hour.notnull())
    part = sum(((orders.occurred_hour >= hour).cast("int32") for hour in DAYPART_STARTS), ibis.literal(0))
    return favourite(work, orders.select("member_id", code=part), DAYPARTS)


def by_product(work: Work, column: str) -> ibis.Table:
    """Return (member_id, favourite, different, share) of `product_key` or an attribute of the product of lines."""
    lines, names = work.coded_lines
    coded = lines.filter(lines[column].notnull()).select("member_id", code=lines[column])
    return favourite(work, coded, names[column])


def favourite(work: Work, rows: ibis.Table, names: Sequence[str]) -> ibis.Table:
    """Return one row a member of (member_id, code) rows, codes numbering the names.

    `favourite` is the value of the code with most rows, the smallest code of equals; `different` counts the codes and
    `share` is the favourite's part of the rows.
    """
    from siyu.analytics.modes import modes

    pairs = work.inputs.snapshot.to_arrow(rows.select("member_id", "code"))
    found = modes(pairs["member_id"].to_numpy(), pairs["code"].to_numpy())
    return work.inputs.snapshot.view(
        pa.table(
            {
                "member_id": found.groups,
                "different": found.different,
                "share": found.counts / found.rows,
                "favourite": pa.array(names, pa.string()).take(pa.array(found.codes)),
            }
        )
    )


def code_products(products: pa.Table, keys: pa.Array) -> tuple[pa.Table, dict[str, list[str]]]:
    """Return (product_key, code of the key and of each attribute, null where it has none) and the values by code.

    `keys` are the keys that lines name; a key no product is known for has a code but no attributes.
    """
    attributes = ("category", "department", "brand")
    known = pa.table({"key": keys}).join(products.select(["key", *attributes]), "key").sort_by("key")
    names: dict[str, list[str]] = {"product_key": known["key"].to_pylist()}
    columns = {"key": known["key"], "product_key": pa.array(np.arange(len(known), dtype=np.int32))}
    for name in attributes:
        values = pc.unique(known[name]).drop_null().sort()
        names[name] = values.to_pylist()
        columns[name] = pc.index_in(known[name], value_set=values, skip_nulls=True)
    return pa.table(columns), names
