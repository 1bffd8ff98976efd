"""Thirty and sixty features of every member from raw facts, and sixty brought up to date after 1 % of the members changed."""

from __future__ import annotations

from pathlib import Path

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


SIXTY = (
    *NAMES,
    "orders_7d", "orders_180d", "orders_prior_30d", "orders_prior_90d", "orders_trend_90d", "money_7d", "money_180d",
    "money_prior_90d", "money_prior_365d", "money_trend_90d", "items_90d", "items_365d", "evening_share",
    "promoted_orders_365d", "promotion_share_365d", "returned_orders_total", "first_gap_days", "last_gap_days",
    "gap_spread_days", "overdue_ratio", "favourite_store_share", "favourite_category_share", "brands_total",
    "refunds_total", "refunded_total", "last_refund_on", "views_30d", "carts_90d", "searches_90d", "last_cart_on",
)  # fmt: skip
CHANGED = 0.01


def siyu(home: Home) -> pa.Table:
    return _computed(home, NAMES)


def siyu_sixty(home: Home) -> pa.Table:
    return _computed(home, SIXTY)


def _computed(home: Home, names: tuple[str, ...]) -> pa.Table:
    from bench.product import opened
    from siyu.understand.features.compute import compute

    with opened(home) as inputs:
        return compute(inputs, names)


def keep(home: Home) -> None:
    """Keep the sixty features, as a day's rows in the lake are."""
    import pyarrow.parquet as pq

    if not _kept(home).exists():
        pq.write_table(siyu_sixty(home), _kept(home))


def siyu_refreshed(home: Home) -> pa.Table:
    """Bring kept features up to date, of which those of every hundredth member are not trusted."""
    import numpy as np
    import pyarrow.parquet as pq

    from bench.product import opened
    from siyu.lib import bitmaps
    from siyu.understand.features.refresh import refresh
    from siyu.understand.features.registry import feature_named
    from siyu.understand.features.stale import Kept

    with opened(home) as inputs:
        ids = np.array(inputs.base, dtype=np.int64)
        changed = np.random.default_rng(1).choice(ids, round(len(ids) * CHANGED), replace=False)
        rows = pq.read_table(_kept(home))
        kept = Kept(rows, inputs.snapshot.done or 0, inputs.at, inputs.today, bitmaps.from_ids(np.sort(changed)))
        return refresh(inputs, [feature_named(name) for name in SIXTY], kept)[0]


def _kept(home: Home) -> Path:
    return home.folder / "kept-features.parquet"


def polars(home: Home) -> pa.Table:
    from bench.peers.polars_features import features

    return features(home, NAMES)


def polars_sixty(home: Home) -> pa.Table:
    from bench.peers.polars_features import features

    return features(home, SIXTY)


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

SIXTY_CASE = Case(
    "sixty_features",
    "Sixty features from raw facts",
    ("orders", "order_lines", "refunds", "events", "products"),
    {"siyu": siyu_sixty, "polars": polars_sixty},
    "≤ 9 s per million members from raw facts, no slower than polars",
)

REFRESH_CASE = Case(
    "refresh",
    "Sixty features after 1 % of the members changed",
    ("orders", "order_lines", "refunds", "events", "products"),
    {"siyu": siyu_refreshed, "siyu, everybody anew": siyu_sixty},
    "≤ 25 % of the time of all from raw facts",
    prepare={"siyu": keep},
)
