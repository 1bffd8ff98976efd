"""Everybody's stage of the lifecycle on one day, by each one's own rhythm over all history."""

from __future__ import annotations

import pyarrow as pa

from bench.cases import Case
from bench.home import Home


def siyu(home: Home) -> pa.Table:
    from bench.product import opened
    from siyu.understand.stages.standing import standing_on

    with opened(home) as inputs:
        standing = standing_on(inputs, "lifecycle")
    return pa.table({"member_id": standing.members, "stage": standing.places})


CASE = Case(
    "lifecycle",
    "lifecycle stages of one day, all history",
    ("orders", "order_lines", "refunds"),
    {"siyu": siyu},
    "≤ 3 s per million members",
)
