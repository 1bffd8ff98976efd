"""A member's facts by polars: lazy scans of the lake's own Parquet files, with the same meaning as the product's."""

from __future__ import annotations

from datetime import UTC, date

import polars as pl

from bench.brand import AT
from bench.home import Home

TODAY = AT.date()
INSTANT = AT.astimezone(UTC)


def scan(home: Home, table: str, *columns: str, since: date | None = None) -> pl.LazyFrame:
    """Return the rows of a table that had occurred by the bench's instant, from a day on."""
    rows = pl.scan_parquet(home.listing()["files"][table])
    if since is not None:
        rows = rows.filter(pl.col("occurred_on") >= since)
    return rows.filter(pl.col("occurred_at") <= pl.lit(INSTANT)).select(*columns)


def with_member(home: Home, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Replace the source id by the member it reads as."""
    moved = pl.scan_parquet(home.folder / "identity.parquet")
    joined = rows.join(moved, on="source_id", how="left")
    return joined.with_columns(pl.coalesce("member_id", "source_id").alias("member_id")).drop("source_id")


def refunds(home: Home) -> pl.LazyFrame:
    """Return what refunds took off each line."""
    rows = scan(home, "refunds", "line_key", "quantity", "amount_minor")
    return rows.group_by("line_key").agg(back=pl.sum("quantity"), amount=pl.sum("amount_minor"))


def orders(home: Home, since: date | None = None) -> pl.LazyFrame:
    """Return the orders that are not cancelled, in their latest revision, with what is left of them."""
    rows = _latest(home, since).filter(pl.col("status") != "cancelled")
    lines = scan(home, "order_lines", "key", "order_key", "quantity")
    refunded = scan(home, "refunds", "order_key").unique()
    touched = lines.join(refunded, on="order_key", how="semi").join(
        refunds(home), left_on="key", right_on="line_key", how="left"
    )
    left = touched.with_columns(net=(pl.col("quantity") - pl.col("back").fill_null(0)).clip(lower_bound=0))
    left = left.group_by("order_key").agg(left=pl.sum("net"), bought=(pl.col("net") > 0).sum(), amount=pl.sum("amount"))
    joined = rows.join(left, left_on="key", right_on="order_key", how="left").with_columns(
        net_minor=pl.col("sales_minor") - pl.col("amount").fill_null(0),
        net_quantity=pl.coalesce("left", "quantity"),
        counts=pl.col("bought").is_null() | (pl.col("bought") > 0),
    )
    return with_member(home, joined.drop("amount", "left", "bought"))


def bought_lines(home: Home, *columns: str, since: date | None = None) -> pl.LazyFrame:
    """Return the lines of which something is left, of orders that are not cancelled."""
    rows = scan(home, "order_lines", "key", "order_key", "quantity", "source_id", *columns, since=since)
    cancelled = _latest(home, since).filter(pl.col("status") == "cancelled").select("key")
    rows = rows.join(cancelled, left_on="order_key", right_on="key", how="anti")
    rows = rows.join(refunds(home), left_on="key", right_on="line_key", how="left")
    rows = rows.filter(pl.col("quantity") - pl.col("back").fill_null(0) > 0)
    return with_member(home, rows.select("source_id", *columns))


def base(home: Home) -> pl.LazyFrame:
    """Return the members that are not merged into another."""
    everyone = pl.LazyFrame({"member_id": pl.int_range(1, home.members + 1, eager=True)})
    moved = pl.scan_parquet(home.folder / "identity.parquet").select(member_id="source_id")
    return everyone.join(moved, on="member_id", how="anti")


def _latest(home: Home, since: date | None) -> pl.LazyFrame:
    columns = (
        "key", "revision", "status", "source_id", "occurred_on", "occurred_at", "store_key", "quantity", "sales_minor",
        "discount_minor", "lines", "occurred_hour",
    )  # fmt: skip
    rows = scan(home, "orders", *columns, since=since)
    revised = rows.filter(pl.col("revision") > 0).group_by("key").agg(latest=pl.max("revision"))
    joined = rows.join(revised, on="key", how="left")
    return joined.filter(pl.col("latest").is_null() | (pl.col("revision") == pl.col("latest"))).drop("latest")


def reachable(home: Home) -> pl.LazyFrame:
    """Return the members with an identifier of `wecom`, on any of their ids, who did not withdraw on any."""
    known = with_member(home, pl.scan_parquet(home.folder / "external_userid.parquet")).unique()
    return known.join(with_member(home, pl.scan_parquet(home.folder / "withdrawn.parquet")), on="member_id", how="anti")
