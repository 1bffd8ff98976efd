"""What is recommended to one member, worked out when it is asked for: by what was learnt and what he bought until now."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.analytics.recommend import Mode, Recommender, best
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.opening import open_inputs
from siyu.understand.recommendations.models import Learnt
from siyu.understand.recommendations.purchases import read_bought
from siyu.understand.recommendations.storing import unpacked

SHOWN = 5


def recommend(workspace: Workspace, member_id: int, mode: Mode, most: int) -> dict[str, Any]:
    """Return products for a canonical member, the best first; none while nothing was learnt or nothing bought."""
    return _told(workspace, member_id, {mode: most})


def member_panel(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return a few products to buy again and a few new ones, as member 360 shows them."""
    return _told(workspace, member_id, {"again": SHOWN, "new": SHOWN})


def report_of(workspace: Workspace) -> dict[str, Any] | None:
    """Return the report of the last learning with the names of its products; None before the first."""
    row = Learnt.objects.filter(workspace=workspace).defer("products").first()
    if row is None:
        return None
    stages = row.report["stages"]
    keys = [one["product"] for stage in stages for one in stage["products"]]
    with open_inputs(workspace) as inputs:
        labels = labels_of(inputs, keys)
    named = [{**each, "products": [{**one, **labels[one["product"]]} for one in each["products"]]} for each in stages]
    return {**row.report, "stages": named, "made_at": row.made_at, "took_ms": row.took_ms}


def labels_of(inputs: Inputs, keys: list[str]) -> dict[str, dict[str, Any]]:
    """Return name, brand and category of each product; its key where it has no name."""
    products = inputs.products()
    wanted = products.filter(products.key.isin(keys or [""]))
    rows = inputs.snapshot.to_arrow(wanted.select("key", "name", "brand", "category", "category_zh")).to_pylist()
    known = {row["key"]: row for row in rows}
    return {key: _label(key, known.get(key, {})) for key in keys}


def _label(key: str, row: dict[str, Any]) -> dict[str, Any]:
    category = row.get("category") or ""
    return {
        "name": row.get("name") or key,
        "brand": row.get("brand"),
        "category": Text(row.get("category_zh") or category, category).as_dict(),
    }


def _told(workspace: Workspace, member_id: int, wanted: dict[Mode, int]) -> dict[str, Any]:
    learnt = Learnt.objects.filter(workspace=workspace).defer("products", "report").first()
    told: dict[str, Any] = {"as_of": learnt and learnt.as_of_on, **{mode: [] for mode in wanted}}
    if learnt is None:
        return told
    products, made = _learnt(learnt.pk, learnt.made_at.isoformat())
    with open_inputs(workspace, members=BitMap([member_id])) as inputs:
        often = read_bought(inputs, products).baskets.often
        if not often.shape[0]:
            return told
        scores = made.scores(often)
        for mode, most in wanted.items():
            places, values = (each[0] for each in best(scores, often, mode, most))
            kept = [(int(place), float(value)) for place, value in zip(places, values, strict=True) if place >= 0]
            told[mode] = [
                {"product": products[place], "score": value, "because": _because(made, often, place)}
                for place, value in kept
            ]
        keys = {one["product"] for mode in wanted for one in told[mode]}
        causes = {one["because"] for mode in wanted for one in told[mode] if one["because"] is not None}
        labels = labels_of(inputs, sorted(keys | {products[place] for place in causes}))
    for mode in wanted:
        told[mode] = [_named(one, products, labels) for one in told[mode]]
    return told


def _named(one: dict[str, Any], products: list[str], labels: dict[str, dict[str, Any]]) -> dict[str, Any]:
    cause: str | None = None if one["because"] is None else labels[products[one["because"]]]["name"]
    return {**one, **labels[one["product"]], "because": cause}


def _because(made: Recommender, often: Any, place: int) -> int | None:
    """Return the product bought that speaks most for another; None for one the member bought himself."""
    if place in often.indices:
        return None
    column = made.alike[often.indices][:, [place]].toarray().ravel() * np.log1p(often.data)
    return int(often.indices[column.argmax()]) if column.max(initial=0.0) > 0 else None


@lru_cache(maxsize=4)
def _learnt(pk: int, made_at: str) -> tuple[list[str], Recommender]:
    """Read once what was learnt; `made_at` tells one learning from the next."""
    return unpacked(bytes(Learnt.objects.values_list("products", flat=True).get(pk=pk)))
