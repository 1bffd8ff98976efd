"""Viewed, put into the cart within a week, and no coupon redeemed in the week after; and the top 7 % by what they spent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyarrow as pa

from bench.cases import Case
from bench.home import Home

HOURS = 168
RULE: dict[str, Any] = {
    "any": [
        {
            "did": "viewed",
            "then": {
                "did": "added_to_cart",
                "within": f"{HOURS}h",
                "then_not": {"did": "coupon_redeemed", "within": f"{HOURS}h"},
            },
        },
        {"top": "7%", "by": "money_365d"},
    ]
}


def siyu(home: Home) -> pa.Table:
    import numpy as np

    from bench.product import opened
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule

    with opened(home) as inputs:
        (found,) = evaluate([parse_rule(RULE)], inputs)
    return pa.table({"member_id": np.array(found, dtype=np.int64)})


def polars(home: Home) -> pa.Table:
    """Each cart looks back to the latest view and forward to the next coupon: as-of joins."""
    import polars as pl

    from bench.peers.polars_facts import INSTANT, TODAY, base, orders, scan, with_member

    acts = with_member(home, scan(home, "events", "source_id", "type", "occurred_at")).collect(engine="streaming")
    kinds = ("viewed", "added_to_cart", "coupon_redeemed")
    views, carts, coupons = (
        acts.filter(pl.col("type") == kind).select("member_id", at="occurred_at") for kind in kinds
    )
    del acts
    week = pl.duration(hours=HOURS)
    ways = carts.sort("at").join_asof(
        views.with_columns(viewed="at").sort("at"), on="at", by="member_id", strategy="backward", check_sortedness=False
    )
    ways = ways.filter((pl.col("at") - pl.col("viewed") < week) & (pl.col("at") + week <= pl.lit(INSTANT)))
    ways = ways.join_asof(
        coupons.with_columns(redeemed="at").sort("at"),
        on="at",
        by="member_id",
        strategy="forward",
        check_sortedness=False,
    )
    ways = ways.filter(pl.col("redeemed").is_null() | (pl.col("redeemed") - pl.col("at") >= week))
    spent = orders(home, since=TODAY - timedelta(days=364)).group_by("member_id").agg(money=pl.sum("net_minor"))
    ranked = base(home).join(spent, on="member_id", how="left").with_columns(pl.col("money").fill_null(0))
    ranked = ranked.collect(engine="streaming")
    edge = ranked["money"].sort(descending=True)[-(-ranked.height * 7 // 100) - 1]
    best = ranked.filter(pl.col("money") >= edge).select("member_id")
    known = ways.select("member_id").join(ranked.select("member_id"), on="member_id", how="semi")
    return pl.concat([known, best]).unique().sort("member_id").to_arrow()


CASE = Case(
    "sequences",
    "Viewed, then carted, then no coupon; or the top 7 % by money",
    ("events", "orders", "order_lines", "refunds"),
    {"siyu": siyu, "polars": polars},
    "ahead of the peer",
)
