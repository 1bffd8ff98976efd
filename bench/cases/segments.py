"""A hundred segments of three leaves each over one brand, evaluated together and, by the product, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from bench.cases import Case
from bench.home import Home

COUNT = 100
CATEGORY_DAYS, BRAND_DAYS, STORE_DAYS = 365, 180, 90


def names(number: int) -> tuple[str, str, str]:
    """Return the category, brand and store a segment asks for."""
    return f"CATEGORY {number * 3}", f"BRAND {number * 7}", str(number * 4 + 1)


def rules() -> list[dict[str, Any]]:
    """Return the documents: bought the category, and bought the brand or anything in the store."""
    found = []
    for number in range(COUNT):
        category, brand, store = names(number)
        bought = {"did": "ordered", "where": {"product.category": category}, "within": f"{CATEGORY_DAYS}d"}
        liked = {"did": "ordered", "where": {"product.brand": brand}, "within": f"{BRAND_DAYS}d"}
        visited = {"did": "ordered", "where": {"store.id": store}, "within": f"{STORE_DAYS}d"}
        found.append({"all": [bought, {"any": [liked, visited]}]})
    return found


def siyu(home: Home) -> pa.Table:
    from bench.product import opened
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule

    with opened(home) as inputs:
        return pairs(np.array(found) for found in evaluate([parse_rule(rule) for rule in rules()], inputs))


def siyu_one_by_one(home: Home) -> pa.Table:
    from bench.product import opened
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule

    with opened(home) as inputs:
        return pairs(np.array(evaluate([parse_rule(rule)], inputs)[0]) for rule in rules())


def polars(home: Home) -> pa.Table:
    import polars as pl

    from bench.peers.polars_facts import TODAY, base, bought_lines, orders, scan

    first = {days: TODAY - timedelta(days=days - 1) for days in (CATEGORY_DAYS, BRAND_DAYS, STORE_DAYS)}
    products = scan(home, "products", "key", "category", "brand")
    lines = bought_lines(home, "product_key", "occurred_on", since=first[CATEGORY_DAYS])
    lines = lines.join(products, left_on="product_key", right_on="key", how="left").collect(engine="streaming").lazy()
    visits = orders(home, first[STORE_DAYS]).filter("counts").select("member_id", "store_key").collect().lazy()
    everyone = base(home).collect().lazy()
    queries = []
    for number in range(COUNT):
        category, brand, store = names(number)
        liked = lines.filter((pl.col("brand") == brand) & (pl.col("occurred_on") >= first[BRAND_DAYS]))
        either = pl.concat([liked.select("member_id"), visits.filter(pl.col("store_key") == store).select("member_id")])
        bought = everyone.join(lines.filter(pl.col("category") == category), on="member_id", how="semi")
        queries.append(bought.join(either, on="member_id", how="semi"))
    return pairs(found["member_id"].to_numpy() for found in pl.collect_all(queries))


def pandas(home: Home) -> pa.Table:
    import pandas as pd

    from bench.peers.pandas_facts import TODAY, base, bought_lines, orders, read

    products = read(home, "products", "key", "category", "brand").set_index("key")
    today = pd.Timestamp(TODAY)
    lines = bought_lines(home, "product_key", "occurred_on", since=TODAY - timedelta(days=CATEGORY_DAYS - 1))
    for column in ("category", "brand"):
        lines[column] = lines.product_key.map(products[column]).astype("category")
    recent = lines[lines.occurred_on >= today - pd.Timedelta(days=BRAND_DAYS - 1)]
    visits = orders(home)
    visits = visits[visits.counts & (visits.occurred_on >= today - pd.Timedelta(days=STORE_DAYS - 1))]
    everyone = base(home).index.to_numpy()
    found = []
    for number in range(COUNT):
        category, brand, store = names(number)
        either = pd.concat([recent.member_id[recent.brand == brand], visits.member_id[visits.store_key == store]])
        bought = np.intersect1d(lines.member_id[lines.category == category].to_numpy(), everyone)
        found.append(np.intersect1d(bought, either.to_numpy()))
    return pairs(found)


def pairs(found: Iterable[np.ndarray]) -> pa.Table:
    """Return one column of segment and member packed into one number."""
    packed = [number * 2**32 + ids.astype(np.int64) for number, ids in enumerate(found)]
    return pa.table({"segment_and_member": np.concatenate(packed)})


CASE = Case(
    "segments",
    "100 segments of three leaves",
    ("orders", "order_lines", "refunds", "products"),
    {"siyu": siyu, "siyu, one query a segment": siyu_one_by_one, "polars": polars, "pandas": pandas},
    "≤ 1.5 s at 1 M members",
)
