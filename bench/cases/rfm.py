"""Recency, frequency and money of who bought within a year, each scored by quintiles."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pyarrow as pa

from bench.cases import Case
from bench.home import Home

DAYS = 365
STEPS = (0.2, 0.4, 0.6, 0.8)


def siyu(home: Home) -> pa.Table:
    from bench.product import opened
    from siyu.analytics.rfm import score_rfm
    from siyu.understand.value.purchases import read_purchases

    with opened(home) as inputs:
        bought = read_purchases(inputs, DAYS)
    scores = score_rfm(bought.days_since, bought.orders, bought.money_minor)
    return pa.table({"member_id": bought.member_ids, "r": scores.recency, "f": scores.frequency, "m": scores.money})


def polars(home: Home) -> pa.Table:
    import polars as pl

    from bench.peers.polars_facts import TODAY, base, orders

    bought = (
        orders(home, TODAY - timedelta(days=DAYS - 1))
        .group_by("member_id")
        .agg(last_on=pl.col("occurred_on").filter("counts").max(), f=pl.sum("counts"), m=pl.sum("net_minor"))
    )
    bought = bought.filter(pl.col("f") > 0).join(base(home), on="member_id", how="semi")
    ages = bought.with_columns(r=(pl.lit(TODAY) - pl.col("last_on")).dt.total_days()).collect(engine="streaming")
    scores = {name: _above(ages[name].to_numpy()) for name in "rfm"}
    return pa.table(
        {"member_id": ages["member_id"].to_arrow(), "r": 5 - scores["r"], "f": scores["f"] + 1, "m": scores["m"] + 1}
    )


def pandas(home: Home) -> pa.Table:
    import pandas as pd

    from bench.peers.pandas_facts import TODAY, base, orders

    rows = orders(home)
    rows = rows[rows.occurred_on > pd.Timestamp(TODAY) - pd.Timedelta(days=DAYS)]
    bought = pd.DataFrame({"f": rows.groupby("member_id").counts.sum(), "m": rows.groupby("member_id").net_minor.sum()})
    bought["last_on"] = rows[rows.counts].groupby("member_id").occurred_on.max()
    bought = bought[(bought.f > 0) & bought.index.isin(base(home).index)]
    bought["r"] = (pd.Timestamp(TODAY) - bought.last_on).dt.days
    scores = {name: _above(bought[name].to_numpy()) for name in "rfm"}
    return pa.table(
        {"member_id": bought.index.to_numpy(), "r": 5 - scores["r"], "f": scores["f"] + 1, "m": scores["m"] + 1}
    )


def _above(values: np.ndarray) -> np.ndarray:
    """Return how many of the four quintile edges each value is above, for the peers."""
    edges = np.quantile(values, STEPS)
    return sum((values > edge).astype(np.int64) for edge in edges)  # type: ignore[return-value]


CASE = Case(
    "rfm",
    "RFM quintiles of a year",
    ("orders", "order_lines", "refunds"),
    {"siyu": siyu, "polars": polars, "pandas": pandas},
    "≤ 3 s per million members",
)
