"""Five steps in order within seven days, over two years of events: how far each member got, and the fastest way through."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from bench.cases import Case
from bench.home import Home

STEPS = ("page_opened", "searched", "viewed", "added_to_cart", "coupon_redeemed")
DAYS = 731
WINDOW_DAYS = 7


def siyu(home: Home) -> pa.Table:
    from bench.product import opened
    from siyu.understand.behaviour.asking import Asked
    from siyu.understand.behaviour.documents import read_question
    from siyu.understand.behaviour.funnels import walk, within_period

    question = read_question({"within": f"{WINDOW_DAYS}d", "steps": [{"did": step} for step in STEPS]})
    with opened(home) as inputs:
        asked = Asked(inputs, inputs.base)
        period = asked.period(DAYS)
        found = walk(asked, within_period(question, period), question.seconds, period)
    took = found.took[:, -1]
    return pa.table(
        {"member_id": found.members, "reached": found.reached, "took": pa.array(took, pa.int64(), mask=took < 0)}
    )


def polars(home: Home) -> pa.Table:
    """Every beginning goes on to the next act of each step: as-of joins."""
    import polars as pl

    from bench.peers.polars_facts import scan, with_member

    acts = with_member(home, scan(home, "events", "source_id", "type", "occurred_at")).collect(engine="streaming")
    of = {step: acts.filter(pl.col("type") == step).select("member_id", at="occurred_at").sort("at") for step in STEPS}
    del acts
    ways = of[STEPS[0]].with_columns(began="at")
    reached = [ways.select("member_id").unique()]
    for step in STEPS[1:]:
        following = of[step].with_columns(next="at")
        ways = ways.sort("at").join_asof(following, on="at", by="member_id", strategy="forward", check_sortedness=False)
        ways = ways.filter(pl.col("next") - pl.col("began") <= pl.duration(days=WINDOW_DAYS))
        ways = ways.select("member_id", "began", at="next")
        reached.append(ways.select("member_id").unique())
    took = ways.group_by("member_id").agg(took=(pl.col("at") - pl.col("began")).min().dt.total_microseconds())
    members = pl.concat(reached).group_by("member_id").agg(reached=pl.len())
    return members.join(took, on="member_id", how="left").to_arrow()


def pandas(home: Home) -> pa.Table:
    """The same as-of joins."""
    import pandas as pd

    from bench.peers.pandas_facts import read, with_member

    acts = with_member(home, read(home, "events", "source_id", "type", "occurred_at"))
    acts = acts.rename(columns={"occurred_at": "at"}).sort_values("at", kind="stable")
    of = {step: acts.loc[acts.type == step, ["member_id", "at"]] for step in STEPS}
    del acts
    ways = of[STEPS[0]].assign(began=of[STEPS[0]]["at"])
    reached = [ways.member_id.unique()]
    for step in STEPS[1:]:
        following = of[step].assign(next=of[step]["at"])
        ways = pd.merge_asof(ways.sort_values("at"), following, on="at", by="member_id", direction="forward")
        ways = ways[ways.next - ways.began <= pd.Timedelta(days=WINDOW_DAYS)]
        ways = ways[["member_id", "began", "next"]].rename(columns={"next": "at"})
        reached.append(ways.member_id.unique())
    took = ((ways["at"] - ways.began) // pd.Timedelta(microseconds=1)).groupby(ways.member_id).min()
    members, counts = np.unique(np.concatenate(reached), return_counts=True)
    found = took.reindex(members)
    return pa.table({"member_id": members, "reached": counts, "took": pa.array(found.to_numpy(), from_pandas=True)})


def duckdb(home: Home) -> Any:
    """The same as-of joins in SQL."""
    import duckdb as engine

    from bench.peers.polars_facts import INSTANT

    connection = engine.connect()
    ways = [f"ways0 AS (SELECT member_id, moment AS began, moment FROM acts WHERE type = '{STEPS[0]}')"]
    for place, step in enumerate(STEPS[1:], 1):
        ways.append(
            f"ways{place} AS (SELECT w.member_id, w.began, a.moment FROM ways{place - 1} w "
            f"ASOF JOIN (SELECT member_id, moment FROM acts WHERE type = '{step}') a "
            f"ON w.member_id = a.member_id AND w.moment <= a.moment WHERE a.moment - w.began <= INTERVAL {WINDOW_DAYS} DAY)"
        )
    counted = " UNION ALL ".join(f"SELECT DISTINCT member_id FROM ways{place}" for place in range(len(STEPS)))
    query = f"""
        WITH acts AS MATERIALIZED (
          SELECT coalesce(m.member_id, e.source_id) AS member_id, e.type, e.occurred_at AS moment
          FROM read_parquet($files) e LEFT JOIN read_parquet($identity) m ON m.source_id = e.source_id
          WHERE e.occurred_at <= $instant
        ), {", ".join(ways)},
        reached AS (SELECT member_id, count(*) AS reached FROM ({counted}) GROUP BY member_id),
        fastest AS (SELECT member_id, min(epoch_us(moment) - epoch_us(began)) AS took FROM ways{len(STEPS) - 1} GROUP BY member_id)
        SELECT r.member_id, r.reached, f.took FROM reached r LEFT JOIN fastest f ON f.member_id = r.member_id
    """
    asked = {
        "files": home.listing()["files"]["events"],
        "identity": str(home.folder / "identity.parquet"),
        "instant": INSTANT,
    }
    return connection.execute(query, asked).to_arrow_table()


CASE = Case(
    "funnel",
    "Five-step funnel with a window of seven days",
    ("events",),
    {"siyu": siyu, "polars": polars, "pandas": pandas, "duckdb": duckdb},
    "≤ 25 s at 10 M members, ahead of the best peer",
)
