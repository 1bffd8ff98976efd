"""What a report of value shows, as rules: the same members, to make segments of."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from siyu.analytics.rfm import Rfm
from siyu.lib.money import to_major
from siyu.understand.inputs import Inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule
from siyu.understand.value.classes import HIGH, ValueClass

Leaf = dict[str, Any]


def members_by(inputs: Inputs, *rules: Leaf) -> list[Any]:
    """Return the members each rule holds for, as bitmaps."""
    return list(evaluate([parse_rule(rule, Known(currency=inputs.currency)) for rule in rules], inputs))


def ordered(days: int, **times: int) -> Leaf:
    """Return the leaf of who ordered within the days, so often when `times` are given."""
    return {"did": "ordered", "within": f"{days}d", **({"times": times} if times else {})}


def spent(inputs: Inputs, days: int, **minor: float) -> Leaf:
    """Return the leaf of who spent so much within the days; amounts in minor units, as the leaf takes them in major."""
    return {"total": "ordered.net", "within": f"{days}d", "is": _major(inputs, minor)}


def spent_between(inputs: Inputs, days: int, until: date, **minor: float) -> Leaf:
    """Return the leaf of who spent so much in the days that end on a day."""
    from datetime import timedelta

    first = until - timedelta(days=days - 1)
    return {
        "total": "ordered.net",
        "between": [first.isoformat(), until.isoformat()],
        "is": _major(inputs, minor),
    }


def averaged(inputs: Inputs, days: int, **minor: float) -> Leaf:
    """Return the leaf of whose orders within the days were worth so much in the mean."""
    return {"average": "ordered.net", "within": f"{days}d", "is": _major(inputs, minor)}


def class_rule(inputs: Inputs, one: ValueClass, scores: Rfm, days: int) -> Leaf:
    """Return the rule of a class by the edges of the day: who bought within the days, each score high or not.

    Days, orders and minor units are whole numbers, so an edge between two of them is the next whole number.
    """
    last = math.floor(scores.recency_edges[5 - HIGH]) + 1
    orders = math.floor(scores.frequency_edges[HIGH - 2]) + 1
    money = math.floor(scores.money_edges[HIGH - 2]) + 1
    parts: list[Leaf] = [ordered(days)]
    # An edge beyond the window divides nobody from anybody.
    recent = ordered(max(min(last, days), 1))
    parts.append(recent if one.recency else {"not": recent})
    parts.append(ordered(days, **{"gte" if one.frequency else "lt": orders}))
    parts.append(spent(inputs, days, **{"gte" if one.money else "lt": money}))
    return {"all": parts}


def _major(inputs: Inputs, minor: dict[str, float]) -> dict[str, float]:
    return {name: _plain(to_major(math.ceil(value), inputs.currency)) for name, value in minor.items()}


def _plain(value: Any) -> float:
    return int(value) if value == value.to_integral_value() else float(value)
