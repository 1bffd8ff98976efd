"""Thirty features by polars, and sixty; what is not asked for is not computed, because plans are lazy."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pyarrow as pa

from bench.home import Home
from bench.peers.polars_facts import TODAY, base, bought_lines, orders, scan, with_member

STREAM = "streaming"
WINDOWS = (7, 30, 90, 180, 365)


def features(home: Home, names: tuple[str, ...]) -> pa.Table:
    """Return one row a member of the base with the features."""
    every = orders(home).collect(engine=STREAM).lazy()
    standing = every.filter("counts")
    bought = _bought(home).collect(engine=STREAM).lazy()
    parts = [
        _money(every),
        _orders(standing),
        _rhythm(standing),
        _events(home),
        _returned(every),
        _refunds(home),
        bought.group_by("member_id").agg(products_total=pl.n_unique("product_key")),
        _favourite(standing, "store_key", "favourite_store", "stores_total"),
        _favourite(bought, "category", "favourite_category", "categories_total"),
        _favourite(bought, "brand", "favourite_brand", "brands_total"),
    ]
    found = base(home)
    for part in parts:
        found = found.join(part, on="member_id", how="left")
    found = found.with_columns(**_derived()).with_columns(pl.col(name).fill_null(0) for name in names if _is_zero(name))
    return found.select("member_id", *names).collect(engine=STREAM).to_arrow()


def _since(days: int) -> pl.Expr:
    return pl.col("occurred_on") >= TODAY - timedelta(days=days - 1)


def _before(days: int) -> pl.Expr:
    return _since(2 * days) & ~_since(days)


def _money(every: pl.LazyFrame) -> pl.LazyFrame:
    windows = {f"money_{days}d": pl.col("net_minor").filter(_since(days)).sum() for days in WINDOWS}
    windows |= {f"money_prior_{days}d": pl.col("net_minor").filter(_before(days)).sum() for days in (90, 365)}
    windows |= {f"items_{days}d": pl.col("net_quantity").filter(_since(days)).sum() for days in (90, 365)}
    return every.group_by("member_id").agg(
        money_total=pl.sum("net_minor"), items_total=pl.sum("net_quantity"), **windows
    )


def _orders(standing: pl.LazyFrame) -> pl.LazyFrame:
    return standing.group_by("member_id").agg(
        orders_total=pl.len(),
        **{f"orders_{days}d": _since(days).sum() for days in WINDOWS},
        **{f"orders_prior_{days}d": _before(days).sum() for days in (30, 90)},
        promoted_orders_365d=(_since(365) & (pl.col("discount_minor") > 0)).sum(),
        evening_share=(pl.col("occurred_hour") >= 18).mean(),
        largest_order=pl.max("net_minor"),
        first_order_on=pl.min("occurred_on"),
        last_order_on=pl.max("occurred_on"),
        lines_total=pl.sum("lines"),
        discount=pl.col("discount_minor").filter(_since(365)).sum(),
        sales=pl.col("sales_minor").filter(_since(365)).sum(),
        weekend_share=(pl.col("occurred_on").dt.weekday() >= 6).mean(),
    )


def _rhythm(standing: pl.LazyFrame) -> pl.LazyFrame:
    days = standing.select("member_id", "occurred_on").unique().sort("member_id", "occurred_on")
    gap = pl.when(pl.col("member_id") == pl.col("member_id").shift()).then(pl.col("occurred_on").diff().dt.total_days())
    return (
        days.with_columns(gap=gap)
        .group_by("member_id")
        .agg(
            active_days_total=pl.len(),
            mean_gap_days=pl.mean("gap"),
            longest_gap_days=pl.max("gap"),
            gap_spread_days=pl.when(pl.col("gap").count() > 0).then(pl.col("gap").std(ddof=0)),
            first_gap_days=pl.col("gap").drop_nulls().first(),
            last_gap_days=pl.col("gap").drop_nulls().last(),
        )
    )


def _bought(home: Home) -> pl.LazyFrame:
    products = pl.scan_parquet(home.listing()["files"]["products"]).select("key", "category", "brand")
    return bought_lines(home, "product_key").join(products, left_on="product_key", right_on="key", how="left")


def _favourite(rows: pl.LazyFrame, column: str, favourite: str, different: str) -> pl.LazyFrame:
    counted = rows.filter(pl.col(column).is_not_null()).group_by("member_id", column).agg(n=pl.len())
    best = counted.with_columns(best=pl.max("n").over("member_id"))
    most = pl.col(column).filter(pl.col("n") == pl.col("best")).min()
    share = (pl.max("n") / pl.sum("n")).alias(f"{favourite}_share")
    return best.group_by("member_id").agg(most.alias(favourite), pl.len().alias(different), share)


def _events(home: Home) -> pl.LazyFrame:
    rows = with_member(home, scan(home, "events", "source_id", "occurred_on", "type"))
    carted = pl.col("type") == "added_to_cart"
    return rows.group_by("member_id").agg(
        events_total=pl.len(),
        events_90d=_since(90).sum(),
        last_event_on=pl.max("occurred_on"),
        views_30d=(_since(30) & (pl.col("type") == "viewed")).sum(),
        carts_90d=(_since(90) & carted).sum(),
        searches_90d=(_since(90) & (pl.col("type") == "searched")).sum(),
        last_cart_on=pl.col("occurred_on").filter(carted).max(),
    )


def _returned(every: pl.LazyFrame) -> pl.LazyFrame:
    return every.group_by("member_id").agg(returned_orders_total=(~pl.col("counts")).sum())


def _refunds(home: Home) -> pl.LazyFrame:
    rows = with_member(home, scan(home, "refunds", "source_id", "occurred_on", "amount_minor"))
    return rows.group_by("member_id").agg(
        refunds_total=pl.len(), refunded_total=pl.sum("amount_minor"), last_refund_on=pl.max("occurred_on")
    )


def _derived() -> dict[str, pl.Expr]:
    whole = pl.col("sales") + pl.col("discount")
    return {
        "average_order": pl.col("money_total") / pl.col("orders_total"),
        "days_since_last_order": (pl.lit(TODAY) - pl.col("last_order_on")).dt.total_days(),
        "tenure_days": (pl.lit(TODAY) - pl.col("first_order_on")).dt.total_days(),
        "overdue_ratio": _ratio((pl.lit(TODAY) - pl.col("last_order_on")).dt.total_days(), pl.col("mean_gap_days")),
        "orders_trend_90d": _ratio(pl.col("orders_90d"), pl.col("orders_prior_90d")),
        "money_trend_90d": _ratio(pl.col("money_90d"), pl.col("money_prior_90d")),
        "promotion_share_365d": _ratio(pl.col("promoted_orders_365d"), pl.col("orders_365d")),
        "discount_share_365d": pl.when(whole > 0).then(pl.col("discount") / whole),
    }


def _ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole != 0).then(part / whole)


def _is_zero(name: str) -> bool:
    """Say whether a member without rows has 0 instead of nothing."""
    counts = ("orders_", "money_", "events_", "items_", "views_", "carts_", "searches_", "promoted_")
    return name.endswith("_total") or (name.startswith(counts) and "trend" not in name)
