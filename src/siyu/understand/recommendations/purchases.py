"""What was bought, as baskets: how often, later purchases counting more, of the products most members bought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from siyu.analytics.recommend import Baskets
from siyu.lib import bitmaps
from siyu.understand.inputs import Inputs

if TYPE_CHECKING:
    import ibis
    from numpy.typing import NDArray

HALF_LIFE_DAYS = 60
"""After so many days a purchase counts half."""
POPULAR_DAYS = 28
"""What is popular is told by the days as long as the time that is told."""
MOST_PRODUCTS = 20_000
LEAST_BUYERS = 5
"""A product fewer members bought is not learnt: what is kept must tell of nobody."""
MOST_OF_A_MEMBER = 2_000
"""Products of a member that are looked at, those that count most first."""
MOST_LEARNT_FROM = 200_000
MOST_LEARNT_OF_A_MEMBER = 500
"""Members likeness is learnt from, those who bought last first, and products of each: bounds time and memory."""


@dataclass(frozen=True)
class Bought:
    """Baskets with who is in which row (ascending ids) and which product in which column (most buyers first)."""

    members: NDArray[np.int64]
    products: list[str]
    baskets: Baskets


def read_products(inputs: Inputs) -> list[str]:
    """Return the products with most buyers, as of the inputs; equals by key."""
    lines = _lines(inputs)
    counted = lines.group_by("product_key").agg(buyers=lines.member_id.nunique())
    counted = counted.filter(counted.buyers >= LEAST_BUYERS)
    best = counted.order_by([counted.buyers.desc(), counted.product_key]).limit(MOST_PRODUCTS)
    keys: list[str] = inputs.snapshot.to_arrow(best)["product_key"].to_pylist()
    return keys


def read_for_learning(inputs: Inputs, products: list[str]) -> Bought:
    """Return the baskets likeness is learnt from."""
    return read_bought(inputs, products, MOST_LEARNT_OF_A_MEMBER, MOST_LEARNT_FROM)


def read_bought(
    inputs: Inputs, products: list[str], most: int = MOST_OF_A_MEMBER, most_members: int | None = None
) -> Bought:
    """Return what members of the base bought of some products, at most so many of the members who bought last."""
    import ibis
    import pyarrow as pa

    lines = _lines(inputs)
    known = inputs.snapshot.memtable(
        pa.table({"known": pa.array(products, pa.string()), "place": np.arange(len(products))})
    )
    lines = lines.inner_join(known, lines.product_key == known.known)
    days = lines.select("member_id", "place", "occurred_on").distinct()
    age = ibis.literal(inputs.today).delta(days.occurred_on, unit="day")
    weighted = days.mutate(counts=(age.cast("float64") * (-np.log(2) / HALF_LIFE_DAYS)).exp())
    pairs = weighted.group_by("member_id", "place").agg(often=weighted.counts.sum(), last_on=weighted.occurred_on.max())
    order = ibis.window(group_by="member_id", order_by=[pairs.often.desc(), pairs.place])
    pairs = pairs.mutate(rank=ibis.row_number().over(order))
    pairs = pairs.filter(pairs["rank"] < most)
    if most_members is not None:
        last = pairs.group_by("member_id").agg(seen_on=pairs.last_on.max())
        last = last.order_by([last.seen_on.desc(), last.member_id]).limit(most_members)
        pairs = pairs.semi_join(last, "member_id")
    found = inputs.snapshot.to_arrow(pairs.select("member_id", "place", "often"))
    ids, place, often = (found[name].to_numpy() for name in ("member_id", "place", "often"))
    here = np.isin(ids, np.array(bitmaps.from_ids(ids) & inputs.base, dtype=np.int64))
    members, rows = np.unique(ids[here], return_inverse=True)
    shape = len(members), len(products)
    return Bought(members, products, Baskets.of(rows, place[here], often[here], shape))


def read_popularity(inputs: Inputs, products: list[str]) -> NDArray[np.float64]:
    """Return how many member days each product was bought on in the last days: what everybody is told without a model."""
    lines = _lines(inputs, POPULAR_DAYS)
    days = lines.select("member_id", "product_key", "occurred_on").distinct()
    found = inputs.snapshot.to_arrow(days.group_by("product_key").agg(n=days.count()))
    count = dict(zip(found["product_key"].to_pylist(), found["n"].to_pylist(), strict=True))
    return np.array([count.get(key, 0) for key in products], dtype=np.float64)


def read_pairs_after(inputs: Inputs, day: date, products: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (member, place of the product) of what members of the base bought after a day; −1 for other products."""
    lines = _lines(inputs, (inputs.today - day).days)
    found = inputs.snapshot.to_arrow(lines.select("member_id", "product_key").distinct())
    place_of = {key: place for place, key in enumerate(products)}
    ids = found["member_id"].to_numpy()
    places = np.array([place_of.get(key, -1) for key in found["product_key"].to_pylist()], dtype=np.int64)
    here = np.isin(ids, np.array(bitmaps.from_ids(ids) & inputs.base, dtype=np.int64))
    return ids[here], places[here]


def _lines(inputs: Inputs, days: int | None = None) -> ibis.Table:
    since = None if days is None else inputs.first_day(days)
    lines = inputs.facts("lines", since)
    if since is not None:
        lines = lines.filter(lines.occurred_on >= since)
    return lines.filter(lines.is_bought & lines.product_key.notnull() & (lines.product_key != ""))
