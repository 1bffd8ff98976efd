"""Thirty features of every member from raw facts."""

from __future__ import annotations

import pyarrow as pa

from bench.cases import Case
from bench.home import Home

NAMES = (
    "orders_total", "orders_30d", "orders_90d", "orders_365d", "money_total", "money_30d", "money_90d", "money_365d",
    "largest_order", "average_order", "first_order_on", "last_order_on", "days_since_last_order", "tenure_days",
    "items_total", "lines_total", "discount_share_365d", "active_days_total", "mean_gap_days", "longest_gap_days",
    "weekend_share", "favourite_store", "stores_total", "favourite_category", "categories_total", "favourite_brand",
    "products_total", "events_total", "events_90d", "last_event_on",
)  # fmt: skip


def siyu(home: Home) -> pa.Table:
    from bench.product import opened
    from siyu.understand.features.compute import compute

    with opened(home) as inputs:
        return compute(inputs, NAMES)


def polars(home: Home) -> pa.Table:
    from bench.peers.polars_features import features

    return features(home, NAMES)


def pandas(home: Home) -> pa.Table:
    from bench.peers.pandas_features import features

    return features(home, NAMES)


CASE = Case(
    "features",
    "Thirty features from raw facts",
    ("orders", "order_lines", "refunds", "events", "products"),
    {"siyu": siyu, "polars": polars, "pandas": pandas},
    "≤ 10 s and ≤ 1.5 GB per million members, no slower than polars",
)
