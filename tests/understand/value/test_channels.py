"""Which ways of contact fit: each verdict by the facts that decide it, and the quadrant and fit of the small shop."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.understand.value.channels import WAYS, Facts

CHEAP = Facts(basket_minor=1_000, dear_minor=30_000, cycle_days=7.0, stores=3, store_share=0.9)
DEAR = replace(CHEAP, basket_minor=50_000, cycle_days=90.0)


@pytest.mark.parametrize(
    ("way", "facts", "verdict", "asks"),
    [
        ("moments", DEAR, "fits", ()),
        ("moments", CHEAP, "unfit", ()),
        ("moments", replace(DEAR, cycle_days=30.0), "possible", ()),
        ("groups", CHEAP, "possible", ("industry",)),
        ("groups", replace(CHEAP, industry="fresh"), "fits", ()),
        ("groups", replace(CHEAP, industry="fresh", cycle_days=None), "possible", ()),
        ("groups", replace(DEAR, industry="fresh"), "unfit", ()),
        ("one_to_one", replace(DEAR, industry="beauty", guides="yes"), "fits", ()),
        ("one_to_one", replace(DEAR, industry="beauty"), "fits", ("guides",)),
        ("one_to_one", replace(DEAR, industry="beauty", guides="no"), "unfit", ()),
        ("live", CHEAP, "possible", ("elderly",)),
        ("live", replace(CHEAP, elderly="yes"), "unfit", ()),
        ("store_guide", replace(CHEAP, industry="retailer"), "fits", ()),
        ("store_guide", replace(CHEAP, industry="retailer", stores=0), "unfit", ()),
        ("product_code", replace(CHEAP, industry="consumer_goods"), "fits", ()),
        ("product_code", replace(CHEAP, industry="retailer"), "unfit", ()),
    ],
)  # fmt: skip
def test_a_way_fits_by_what_is_known(way: str, facts: Facts, verdict: str, asks: tuple[str, ...]) -> None:
    found = WAYS[way][1](facts)
    assert (found.verdict, found.asks) == (verdict, asks)
    assert found.because


def test_the_fit_and_the_quadrants_of_the_small_shop(shop: Workspace, bob: User, api: Any) -> None:
    client = api(bob)
    found = client.get("/workspaces/shop/value/channels", elderly="yes").json()
    # 79.00 in 13 orders; five members bought twice, 15 to 19 days apart.
    assert (found["basket_minor"], found["orders"], found["stores"], found["cycle_days"]) == (608, 13, 2, 17.0)
    assert found["unknown"] == ["industry", "guides"]
    assert {one["name"]: one["verdict"] for one in found["ways"]}["live"] == "unfit"
    placed = client.get("/workspaces/shop/value/quadrant", of="category").json()
    points = {one["name"]: (one["price_minor"], one["frequency"]) for one in placed["points"]}
    # Bread 5 × 2.00 and cake 5 × 10.00 less 5.00 are 55.00 for ten items, each on an order of its own.
    assert points == {"BAKERY": (550, 2.0), "DAIRY": (300, 1.0)}
    assert sum(one["count"] for one in placed["quadrants"]) == 2
