"""What a member has most of, and of how many different ones: two group-bys over small integer codes, ties by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from siyu.understand.features.work import Work

LIMIT = 1 << 24
"""More different values than any column has; count and code share one integer so that one `max` finds the favourite."""

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
    return favourite(coded, codes)


def by_weekday(work: Work) -> ibis.Table:
    """Return (member_id, favourite, different, share) of the weekday of orders."""
    orders = work.bought_orders()
    return favourite(orders.select("member_id", code=orders.occurred_on.day_of_week.index()), work.codes(WEEKDAYS))


def by_daypart(work: Work) -> ibis.Table:
    """Return (member_id, favourite, different, share) of the part of the day of orders that have an hour."""
    orders = work.bought_orders()
    orders = orders.filter(orders.occurred_hour.notnull())
    part = sum(((orders.occurred_hour >= hour).cast("int32") for hour in DAYPART_STARTS), ibis.literal(0))
    return favourite(orders.select("member_id", code=part), work.codes(DAYPARTS))


def by_product(work: Work, column: str) -> ibis.Table:
    """Return (member_id, favourite, different, share) of `product_key` or an attribute of the product of lines."""
    lines, names = work.coded_lines
    coded = lines.filter(lines[column].notnull()).select("member_id", code=lines[column])
    return favourite(coded, work.codes(names[column]))


def favourite(rows: ibis.Table, codes: ibis.Table) -> ibis.Table:
    """Return one row a member of (member_id, code) rows.

    `favourite` is the value of the code with most rows, the smallest code of equals; `different` counts the codes and
    `share` is the favourite's part of the rows. `codes` is (code, value).
    """
    counted = rows.group_by("member_id", "code").agg(n=rows.count())
    packed = counted.n.cast("int64") * LIMIT + (LIMIT - 1 - counted.code.cast("int64"))
    best = counted.group_by("member_id").agg(best=packed.max(), rows=counted.n.sum(), different=counted.count())
    found = best.mutate(
        best_code=(LIMIT - 1 - best.best % LIMIT).cast("int32"), share=(best.best // LIMIT) / best.rows.cast("float64")
    )
    joined = found.inner_join(codes, found.best_code == codes.code)
    return joined.select("member_id", "different", "share", favourite=joined.value)


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
