"""The purchase days the lifecycle is told by: of everything, of one category, or of every larger category at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from siyu.analytics.lifecycle import Lifecycle, lifecycle
from siyu.analytics.rhythm import Terms
from siyu.understand.inputs import Inputs
from siyu.understand.stages.standing import everybody

if TYPE_CHECKING:
    import ibis
    from numpy.typing import NDArray

_EPOCH = np.datetime64("1970-01-01")

Pairs = tuple["NDArray[np.int64]", "NDArray[np.int32]"]


def lifecycle_of(inputs: Inputs, terms: Terms, category: str | None = None) -> Lifecycle:
    """Return the lifecycle of who bought anything, or something of the category, by the instant."""
    asked = everybody(inputs)
    rows = _bought_orders(asked) if category is None else _bought_lines(asked, [category])
    return lifecycle(*_pairs(asked, rows), _number(inputs), terms)


def lifecycles_by_category(inputs: Inputs, terms: Terms, most: int) -> Iterator[tuple[str, Lifecycle]]:
    """Yield the lifecycle of each of the categories with most buyers, the largest first; equals by name."""
    asked = everybody(inputs)
    rows = _bought_lines(asked)
    table = asked.snapshot.to_arrow(rows)
    if not len(table):
        return
    codes = table["category"].combine_chunks().dictionary_encode()
    names, code = codes.dictionary.to_pylist(), codes.indices.to_numpy()
    member, day = table["member_id"].to_numpy(), table["occurred_on"].cast(pa.int32()).to_numpy()
    buyers = np.zeros(len(names), dtype=np.int64)
    pairs = np.unique(code.astype(np.int64) << 40 | member)
    np.add.at(buyers, pairs >> 40, 1)
    largest = sorted(range(len(names)), key=lambda one: (-buyers[one], names[one]))[:most]
    for one in largest:
        mine = code == one
        yield names[one], lifecycle(member[mine], day[mine], _number(inputs), terms)


def category_names(inputs: Inputs, level: str = "category") -> dict[str, str]:
    """Return the Chinese names of categories that have one, or of departments."""
    products = inputs.products()
    products = products.select(name=products[level], zh=products[f"{level}_zh"])
    named = products.filter(products.name.notnull() & products.zh.notnull())
    rows = inputs.snapshot.to_arrow(named.group_by("name").agg(zh=named.zh.max())).to_pylist()
    return {row["name"]: row["zh"] for row in rows}


def _bought_orders(inputs: Inputs) -> ibis.Table:
    orders = inputs.facts("orders")
    return orders.filter(orders.is_bought).select("member_id", "occurred_on")


def _bought_lines(inputs: Inputs, categories: list[str] | None = None) -> ibis.Table:
    """Return (member_id, occurred_on, category) of every different day somebody bought something of a category on."""
    products = inputs.products()
    products = products.filter(products.category.notnull())
    if categories is not None:
        products = products.filter(products.category.isin(categories))
    known = inputs.snapshot.keep(products.select("key", "category"))
    lines = inputs.facts("lines", narrow=lambda rows: rows.semi_join(known, rows.product_key == known.key))
    lines = lines.filter(lines.is_bought)
    joined = lines.inner_join(known.rename(of="key"), lines.product_key == known.key)
    return joined.select("member_id", "occurred_on", "category").distinct()


def _pairs(inputs: Inputs, rows: ibis.Table) -> Pairs:
    table = inputs.snapshot.to_arrow(rows.select("member_id", "occurred_on"))
    return table["member_id"].to_numpy(), table["occurred_on"].cast(pa.int32()).to_numpy()


def _number(inputs: Inputs) -> int:
    return int((np.datetime64(inputs.today) - _EPOCH).astype(int))


def told_rhythm(found: Lifecycle) -> dict[str, Any]:
    """Return by which rhythms the stages were told."""
    own = found.rhythm[found.is_own]
    return {
        "pooled_days": found.pooled,
        "own": int(found.is_own.sum()),
        "others": int((~found.is_own).sum()),
        "median_own_days": int(np.sort(own)[(len(own) - 1) // 2]) if len(own) else None,
    }
