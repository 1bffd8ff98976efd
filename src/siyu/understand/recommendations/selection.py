"""Which products set the buyers of each lifecycle stage apart: what they bought in the days after they were in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from siyu.understand.inputs import Inputs
from siyu.understand.recommendations.checking import DAYS
from siyu.understand.recommendations.purchases import read_pairs_after, read_products
from siyu.understand.stages.kinds import LIFECYCLE
from siyu.understand.stages.standing import ABSENT, standing_on

MOST_SHOWN = 8
LEAST_BUYERS = 10
LEAST_DISTANCE = 2.0
"""In standard errors of a share: what is nearer to everybody's share may be chance."""


def next_by_stage(inputs: Inputs) -> list[dict[str, Any]]:
    """Return for each stage its buyers of the last days and the products a greater share of them bought than of all."""
    before = inputs.until(inputs.today - timedelta(days=DAYS))
    products = read_products(inputs)
    members, places = read_pairs_after(inputs, before.today, products)
    if not len(members):
        return []
    standing = standing_on(before, LIFECYCLE.name)
    buyers = np.unique(members)
    stage_of = standing.of(buyers)
    known = places >= 0
    pairs, place = members[known], places[known]
    everybody = np.bincount(place, minlength=len(products))
    rows = []
    for number, stage in enumerate(LIFECYCLE.stages):
        mine = buyers[stage_of == number]
        count = np.bincount(place[np.isin(pairs, mine)], minlength=len(products))
        rows.append(
            {
                "stage": stage.name,
                "label": stage.label.as_dict(),
                "buyers": len(mine),
                "products": _apart(count, len(mine), everybody, len(buyers), products),
            }
        )
    assert ABSENT == -1
    return [row for row in rows if row["buyers"]]


def _apart(count: np.ndarray, mine: int, everybody: np.ndarray, all_: int, products: list[str]) -> list[dict[str, Any]]:
    share, usual = count / max(mine, 1), everybody / all_
    error = np.sqrt(np.maximum(usual * (1 - usual), 1e-12) / max(mine, 1))
    distance = np.where(count >= LEAST_BUYERS, (share - usual) / error, 0.0)
    order = [one for one in np.argsort(-distance, kind="stable")[:MOST_SHOWN] if distance[one] >= LEAST_DISTANCE]
    return [
        {
            "product": products[one],
            "buyers": int(count[one]),
            "share": float(share[one]),
            "usual": float(usual[one]),
            "lift": float(share[one] / usual[one]),
        }
        for one in order
    ]
