"""The two pictures of member value: the RFM grid with its classes, and how concentrated the money is."""

from __future__ import annotations

from typing import Any

import numpy as np

from siyu.analytics.concentration import Concentration
from siyu.analytics.rfm import Rfm, score_rfm
from siyu.understand.inputs import Inputs
from siyu.understand.value.classes import CLASSES
from siyu.understand.value.purchases import Purchases, read_purchases


def rfm_report(inputs: Inputs, days: int) -> dict[str, Any]:
    """Return edges, the 5 × 5 grid of recency and frequency and the eight classes of who bought in `days`."""
    bought = read_purchases(inputs, days)
    scores = score_rfm(bought.days_since, bought.orders, bought.money_minor)
    return {
        "as_of": inputs.today,
        "days": days,
        "members": len(bought),
        "money_minor": int(bought.money_minor.sum()),
        "scores": {
            "recency": {"edges": scores.recency_edges.tolist()},
            "frequency": {"edges": scores.frequency_edges.tolist()},
            "money": {"edges": scores.money_edges.tolist()},
        },
        "grid": _grid(scores, bought),
        "classes": [_class(one, one.holds(scores), bought) for one in CLASSES],
    }


def concentration_report(inputs: Inputs, days: int, target: float) -> dict[str, Any]:
    """Return curve, Gini, head and deciles of the money of who bought in `days`."""
    bought = read_purchases(inputs, days)
    spread = Concentration.of(bought.money_minor)
    head = spread.head(target)
    return {
        "as_of": inputs.today,
        "days": days,
        "members": len(bought),
        "money_minor": int(bought.money_minor.sum()),
        "gini": spread.gini(),
        "head": {
            "target": target,
            "members": head.members,
            "share_of_members": head.share_of_members,
            "money_minor": round(head.money),
            "value_ratio": head.value_ratio,
        },
        "curve": [{"members_share": members, "money_share": money} for members, money in spread.curve()],
        "deciles": _deciles(spread),
    }


def _grid(scores: Rfm, bought: Purchases) -> list[dict[str, Any]]:
    cells = (scores.recency.astype(int) - 1) * 5 + scores.frequency.astype(int) - 1
    members = np.bincount(cells, minlength=25)
    # Exact while the money of all members is below 2⁵³ minor units.
    money = np.bincount(cells, weights=bought.money_minor, minlength=25)
    return [
        {
            "r": cell // 5 + 1,
            "f": cell % 5 + 1,
            "members": int(members[cell]),
            "money_minor": int(money[cell]),
            "share": _share(int(members[cell]), len(bought)),
        }
        for cell in range(25)
    ]


def _class(one: Any, holds: np.ndarray, bought: Purchases) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label.as_dict(),
        "members": int(holds.sum()),
        "share": _share(int(holds.sum()), len(bought)),
        "money_minor": int(bought.money_minor[holds].sum()),
        "rule": one.rule.as_dict(),
    }


def _deciles(spread: Concentration) -> list[dict[str, Any]]:
    if not len(spread.amounts):
        return []
    return [
        {
            "decile": place,
            "members": members,
            "money_minor": round(money),
            "money_share": money / spread.total if spread.total else 0.0,
        }
        for place, (members, money) in enumerate(spread.deciles(), 1)
    ]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
