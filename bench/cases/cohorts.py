"""Retention of 24 monthly cohorts over 24 months: who first ordered in a month, and who ordered again each month after."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from bench.cases import Case
from bench.home import Home

MONTHS = 24
FIRST = date(2016, 1, 1)


def siyu(home: Home) -> pa.Table:
    from bench.product import opened
    from siyu.understand.behaviour.asking import Asked
    from siyu.understand.behaviour.calendar import place_of
    from siyu.understand.behaviour.cohorts import CohortQuestion, count_cohorts

    with opened(home) as inputs:
        asked = Asked(inputs, inputs.base)
        question = CohortQuestion("month", MONTHS, "ordered", "ordered")
        counts, _ = count_cohorts(asked, question, place_of(FIRST, "month"))
    cells = np.flatnonzero(counts)
    return pa.table({"cell": cells, "members": counts.ravel()[cells]})


def polars(home: Home) -> pa.Table:
    import polars as pl

    from bench.peers.polars_facts import base, orders

    on = pl.col("occurred_on")
    month = (on.dt.year() - FIRST.year) * 12 + on.dt.month() - FIRST.month
    active = orders(home).filter("counts").join(base(home), on="member_id", how="semi")
    active = active.select("member_id", month=month.cast(pl.Int64)).unique()
    active = active.with_columns(cohort=pl.col("month").min().over("member_id"))
    cells = active.select(cell=pl.col("cohort") * MONTHS + pl.col("month") - pl.col("cohort"))
    return cells.group_by("cell").agg(members=pl.len()).collect(engine="streaming").to_arrow()


def pandas(home: Home) -> pa.Table:
    from bench.peers.pandas_facts import base, orders

    rows = orders(home)
    rows = rows[rows.counts & rows.member_id.isin(base(home).index)]
    month = (rows.occurred_on.dt.year - FIRST.year) * 12 + rows.occurred_on.dt.month - FIRST.month
    active = rows[["member_id"]].assign(month=month).drop_duplicates()
    cohort = active.groupby("member_id").month.transform("min")
    cells = (cohort * MONTHS + active.month - cohort).value_counts()
    return pa.table({"cell": cells.index.to_numpy(), "members": cells.to_numpy()})


CASE = Case(
    "cohorts",
    "24 × 24 monthly cohorts",
    ("orders", "order_lines", "refunds"),
    {"siyu": siyu, "polars": polars, "pandas": pandas},
    "≤ 8 s at 10 M members, ahead of the best peer",
)
