"""Customer class × category: who buys what, how much more than everybody, with what, and who could and does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from siyu.analytics.rfm import Rfm, score_rfm
from siyu.understand.inputs import Inputs
from siyu.understand.value.assortment import Level, labels_of, lines_by
from siyu.understand.value.classes import CLASSES
from siyu.understand.value.purchases import Purchases, read_purchases

MOST_CATEGORIES = 20


@dataclass(frozen=True)
class Classed:
    """Who bought in the last days, and the place in `CLASSES` of each."""

    bought: Purchases
    scores: Rfm
    places: NDArray[np.int8]

    @classmethod
    def of(cls, inputs: Inputs, days: int) -> Classed:
        bought = read_purchases(inputs, days)
        scores = score_rfm(bought.days_since, bought.orders, bought.money_minor)
        places = np.zeros(len(bought), dtype=np.int8)
        for place, one in enumerate(CLASSES):
            places[one.holds(scores)] = place
        return cls(bought, scores, places)


def matrix_report(inputs: Inputs, days: int, level: Level, mostly: float) -> dict[str, Any]:
    """Return the cells of eight classes and the categories with most money.

    A cell is white space when at least the share `mostly` of its class buys the category: those who do not are missing.
    """
    classed = Classed.of(inputs, days)
    members = np.bincount(classed.places, minlength=len(CLASSES))
    rows = read_cells(inputs, days, level, classed)
    names, categories = _categories(rows)
    labels = labels_of(inputs, level, names)
    class_money = np.zeros(len(CLASSES), dtype=np.int64)
    for row in rows:
        class_money[row["place"]] += row["money"]
    shown = {name: categories[name] for name in names[:MOST_CATEGORIES]}
    return {
        "as_of": inputs.today,
        "days": days,
        "level": level,
        "mostly": mostly,
        "members": len(classed.bought),
        "money_minor": int(class_money.sum()),
        "uncounted_minor": int(classed.bought.money_minor.sum() - class_money.sum()),
        "others": max(len(names) - MOST_CATEGORIES, 0),
        "classes": [
            {"name": one.name, "label": one.label.as_dict(), "members": int(members[place]),
             "money_minor": int(class_money[place])}
            for place, one in enumerate(CLASSES)
        ],
        "categories": [
            {"name": name, "label": labels[name].as_dict(), "buyers": buyers, "money_minor": money,
             "penetration": _quotient(buyers, len(classed.bought))}
            for name, (buyers, money) in shown.items()
        ],
        "cells": [
            _cell(row, int(members[row["place"]]), int(class_money[row["place"]]),
                  _quotient(shown[row["category"]][0], len(classed.bought)), mostly)
            for row in rows if row["category"] in shown
        ],
    }  # fmt: skip


def read_cells(inputs: Inputs, days: int, level: Level, classed: Classed) -> list[dict[str, Any]]:
    """Return a row a class and category: buyers, money, orders with the category, and those with another one too."""
    lines = lines_by(inputs, days, level)
    classes = inputs.snapshot.memtable(
        pa.table({"of_member": pa.array(classed.bought.member_ids, pa.int64()), "place": classed.places})
    )
    mine = lines.inner_join(classes, lines.member_id == classes.of_member)
    baskets = mine.group_by("member_id", "place", "order_key", "category").agg(
        money=mine.net_minor.sum().cast("int64"), bought=mine.is_bought.any()
    )
    # How many categories an order holds is counted beside it, over the few rows an order has.
    import ibis

    kinds = baskets.bought.cast("int64").sum().over(ibis.window(group_by=baskets.order_key))
    baskets = baskets.mutate(is_mixed=baskets.bought & (kinds > 1))
    people = baskets.group_by("member_id", "place", "category").agg(
        money=baskets.money.sum(), orders=baskets.bought.sum().cast("int64"), mixed=baskets.is_mixed.sum().cast("int64")
    )
    cells = people.group_by("place", "category").agg(
        buyers=(people.orders > 0).sum().cast("int64"),
        money=people.money.sum().cast("int64"),
        orders=people.orders.sum().cast("int64"),
        mixed=people.mixed.sum().cast("int64"),
    )
    return inputs.snapshot.to_arrow(cells).sort_by([("place", "ascending"), ("category", "ascending")]).to_pylist()  # type: ignore[no-any-return]


def _categories(rows: list[dict[str, Any]]) -> tuple[list[str], dict[str, tuple[int, int]]]:
    """Return the categories, that with most money first and equals by name, with buyers and money of each."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        buyers, money = found.get(row["category"], (0, 0))
        found[row["category"]] = (buyers + row["buyers"], money + row["money"])
    return sorted(found, key=lambda name: (-found[name][1], name)), found


def _cell(row: dict[str, Any], members: int, money: int, everybody: float | None, mostly: float) -> dict[str, Any]:
    penetration = _quotient(row["buyers"], members) or 0.0
    missing = members - row["buyers"]
    is_white = missing > 0 and row["buyers"] > 0 and penetration >= mostly
    return {
        "of_class": CLASSES[row["place"]].name,
        "category": row["category"],
        "buyers": row["buyers"],
        "penetration": penetration,
        "money_minor": row["money"],
        "share": row["money"] / money if money > 0 else None,
        "lift": penetration / everybody if everybody else None,
        "attach": _quotient(row["mixed"], row["orders"]),
        "missing": missing,
        "is_white": is_white,
        "worth_minor": round(missing * row["money"] / row["buyers"]) if is_white else 0,
    }


def _quotient(part: int, whole: int) -> float | None:
    return part / whole if whole else None
