"""Regions of overlapping segments are disjoint and add up."""

from __future__ import annotations

import pytest

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.understand.segments.overlaps import overlap_segments
from tests.understand.segments.conftest import Save


def test_regions_are_disjoint_and_add_up(save: Save, shop: Workspace) -> None:
    save("cake")
    save("sms", {"reachable": "sms"})
    save("odd", {"attribute": "city", "is": "Wuhan"})
    found = overlap_segments(shop, ["cake", "sms", "odd"])
    assert found["sizes"] == {"cake": 5, "sms": 2, "odd": 10}
    regions = {tuple(region["in"]): region["size"] for region in found["regions"]}
    assert regions == {
        ("cake",): 1, ("sms",): 0, ("odd",): 7, ("cake", "sms"): 1, ("cake", "odd"): 2, ("sms", "odd"): 0,
        ("cake", "sms", "odd"): 1,
    }  # fmt: skip
    for name, size in found["sizes"].items():
        assert sum(count for names, count in regions.items() if name in names) == size


def test_six_segments_are_too_many(shop: Workspace) -> None:
    with pytest.raises(Refusal):
        overlap_segments(shop, ["a", "b", "c", "d", "e", "f"])
