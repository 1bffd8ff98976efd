"""Price × frequency of a brand's departments, categories or members, each placed in one of four quadrants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.value.assortment import Level, labels_of, lines_by
from siyu.understand.value.purchases import read_purchases
from siyu.understand.value.quadrants import QUADRANTS, Quadrant, quadrant_named
from siyu.understand.value.selecting import Leaf, averaged, ordered

Of = Literal["department", "category", "member"]
MOST_POINTS = 400
"""So many members are drawn, evenly by their ids; all of them are counted."""


@dataclass(frozen=True)
class Points:
    """One entry a department, category or member: price in minor units, purchases a buyer, and how much it is."""

    names: list[str]
    price_minor: NDArray[np.float64]
    frequency: NDArray[np.float64]
    buyers: NDArray[np.int64]
    money_minor: NDArray[np.int64]


def quadrant_report(inputs: Inputs, days: int, of: Of, price: int | None, frequency: float | None) -> dict[str, Any]:
    """Return the points with their quadrant; `price` (minor units) and `frequency` are by default the medians.

    Whatever is above a threshold is high, exactly on it low.
    """
    points = _members(inputs, days) if of == "member" else read_points(inputs, days, of)
    dear = round(_edge(points.price_minor, price))
    often = _edge(points.frequency, frequency)
    is_dear, is_frequent = points.price_minor > dear, points.frequency > often
    labels = {} if of == "member" else labels_of(inputs, of, points.names)
    drawn = range(len(points.names)) if of != "member" else np.linspace(
        0, len(points.names) - 1, min(MOST_POINTS, len(points.names))
    ).round().astype(int).tolist()  # fmt: skip
    return {
        "as_of": inputs.today,
        "days": days,
        "of": of,
        "price_from_minor": dear,
        "frequency_from": often,
        "whole": _whole(inputs, days, of, price, frequency),
        "quadrants": [
            {
                **_quadrant(one, points, (is_dear == one.is_dear) & (is_frequent == one.is_frequent)),
                "rule": _rule(inputs, one, days, (dear, often)) if of == "member" else None,
            }
            for one in QUADRANTS
        ],
        "points": [
            {
                "name": points.names[place],
                "label": labels.get(points.names[place], Text(points.names[place], points.names[place])).as_dict(),
                "price_minor": float(points.price_minor[place]),
                "frequency": float(points.frequency[place]),
                "buyers": int(points.buyers[place]),
                "money_minor": int(points.money_minor[place]),
                "quadrant": quadrant_named(bool(is_dear[place]), bool(is_frequent[place])).name,
            }
            for place in drawn
        ],
    }  # fmt: skip


def read_points(inputs: Inputs, days: int, level: Level) -> Points:
    """Return price = net money ÷ items, and frequency = orders with it ÷ buyers, of each department or category."""
    lines = lines_by(inputs, days, level)
    known = inputs.snapshot.memtable(pa.table({"of_member": np.array(inputs.base, dtype=np.int64)}))
    bought = lines.filter(lines.is_bought).semi_join(known, lines.member_id == known.of_member)
    orders = bought.group_by("category", "member_id", "order_key").agg(
        money=bought.net_minor.sum().cast("int64"), items=bought.net_quantity.sum()
    )
    found = orders.group_by("category").agg(
        money=orders.money.sum().cast("int64"),
        items=orders["items"].sum(),
        orders=orders.count().cast("int64"),
        buyers=orders.member_id.nunique().cast("int64"),
    )
    rows = inputs.snapshot.to_arrow(found).sort_by([("money", "descending"), ("category", "ascending")])
    money, items = rows["money"].to_numpy(), rows["items"].to_numpy()
    orders_of, buyers = rows["orders"].to_numpy(), rows["buyers"].to_numpy()
    return Points(rows["category"].to_pylist(), money / items, orders_of / buyers, buyers, money)


def _members(inputs: Inputs, days: int) -> Points:
    """Return price = net money ÷ orders, and frequency = orders, of each buyer."""
    bought = read_purchases(inputs, days)
    return Points(
        [str(one) for one in bought.member_ids.tolist()],
        bought.bought_minor / bought.orders,
        bought.orders.astype(np.float64),
        np.ones(len(bought), dtype=np.int64),
        bought.money_minor,
    )


def _edge(values: NDArray[np.float64], given: float | None) -> float:
    """Return the threshold: what is given, or the median, rounded so that it can be read and put into a rule."""
    if given is not None or not len(values):
        return given or 0.0
    return round(float(np.median(values)), 2)


def _whole(inputs: Inputs, days: int, of: Of, price: int | None, frequency: float | None) -> dict[str, Any]:
    """Return the brand itself: placed only against thresholds that were given, there is no median of one."""
    bought = read_purchases(inputs, days)
    orders, money = int(bought.orders.sum()), int(bought.money_minor.sum())
    basket = money / orders if orders else None
    often = orders / len(bought) if len(bought) else None
    placed = of == "member" and price is not None and frequency is not None and basket is not None and often is not None
    return {
        "buyers": len(bought),
        "orders": orders,
        "money_minor": money,
        "basket_minor": None if basket is None else round(basket),
        "frequency": often,
        "quadrant": quadrant_named(basket > price, often > frequency).name if placed else None,  # type: ignore[operator]
    }


def _quadrant(one: Quadrant, points: Points, mine: NDArray[np.bool_]) -> dict[str, Any]:
    money, whole = int(points.money_minor[mine].sum()), int(points.money_minor.sum())
    return {
        "name": one.name,
        "label": one.label.as_dict(),
        "strategy": one.strategy.as_dict(),
        "metrics": one.metrics.as_dict(),
        "effect": one.effect.as_dict(),
        "count": int(mine.sum()),
        "money_minor": money,
        "share": money / whole if whole > 0 else None,
    }


def _rule(inputs: Inputs, one: Quadrant, days: int, edges: tuple[int, float]) -> Leaf:
    """Return the rule of the members in a quadrant; the price of a rule is in whole minor units."""
    dear, often = edges
    return {
        "all": [
            ordered(days, **({"gt": int(often)} if one.is_frequent else {"gte": 1, "lte": int(often)})),
            averaged(inputs, days, **({"gt": dear} if one.is_dear else {"lte": dear})),
        ]
    }
