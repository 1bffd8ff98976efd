"""The report of channel fit: the brand's numbers, the verdict on each way of contact, and the questions left open."""

from __future__ import annotations

from typing import Any

import numpy as np

from siyu.lib.money import exponent_of
from siyu.understand.inputs import Inputs
from siyu.understand.value.channels import WAYS, Answer, Facts, Industry
from siyu.understand.value.purchases import read_purchases
from siyu.understand.value.repeats import read_repeats

DEAR_MAJOR = 300
ORDER = ("fits", "possible", "unfit")


def channel_report(
    inputs: Inputs,
    days: int,
    dear_minor: int | None = None,
    *,
    industry: Industry | None = None,
    elderly: Answer | None = None,
    guides: Answer | None = None,
) -> dict[str, Any]:
    """Return the numbers, each way with its verdict and reasons, the best first, and which answers are missing."""
    bought = read_purchases(inputs, days)
    orders, money = int(bought.orders.sum()), int(bought.money_minor.sum())
    repeats = read_repeats(inputs, inputs.today)
    again = repeats.frequency > 0
    cycle = float(np.median(repeats.recency[again] / repeats.frequency[again])) if again.any() else None
    stores, in_store = _stores(inputs, days)
    facts = Facts(
        basket_minor=round(money / orders) if orders else 0,
        dear_minor=DEAR_MAJOR * 10 ** exponent_of(inputs.currency) if dear_minor is None else dear_minor,
        cycle_days=cycle,
        stores=stores,
        store_share=in_store / orders if orders else 0.0,
        industry=industry,
        elderly=elderly,
        guides=guides,
    )
    return {
        "as_of": inputs.today,
        "days": days,
        "buyers": len(bought),
        "orders": orders,
        "basket_minor": facts.basket_minor,
        "dear_minor": facts.dear_minor,
        "frequency": orders / len(bought) if len(bought) else None,
        "cycle_days": cycle,
        "repeaters": int(again.sum()),
        "stores": stores,
        "store_share": facts.store_share,
        "reachable": len(inputs.reachable("wecom")),
        "members": len(inputs.base),
        "unknown": [name for name, given in (("industry", industry), ("elderly", elderly), ("guides", guides)) if given is None],
        "ways": _ways(facts),
    }  # fmt: skip


def _ways(facts: Facts) -> list[dict[str, Any]]:
    found = [(name, label, judge(facts)) for name, (label, judge) in WAYS.items()]
    return [
        {
            "name": name,
            "label": label.as_dict(),
            "verdict": fit.verdict,
            "because": [one.as_dict() for one in fit.because],
            "asks": list(fit.asks),
        }
        for name, label, fit in sorted(found, key=lambda one: ORDER.index(one[2].verdict))
    ]


def _stores(inputs: Inputs, days: int) -> tuple[int, int]:
    """Return how many stores orders name, and how many orders do."""
    orders = inputs.facts("orders", inputs.first_day(days))
    bought = orders.filter(orders.is_bought & orders.store_key.notnull())
    row = inputs.snapshot.to_arrow(bought.aggregate(stores=bought.store_key.nunique(), orders=bought.count()))
    return int(row["stores"][0].as_py()), int(row["orders"][0].as_py())
