"""Freshness, coverage and spread of features by API, beside plain counting."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from siyu.accounts.models import User, Workspace
from siyu.understand.features.compute import compute
from siyu.understand.features.registry import all_features
from siyu.understand.features.snapshots import keep_features
from siyu.understand.features.spread import MOST_BINS, bins_of
from siyu.understand.opening import open_inputs
from tests.conftest import MakeClient

ROOT = "/workspaces/shop"


def values(shop: Workspace, *names: str) -> dict[str, list[Any]]:
    """Return what members have of each feature, all of them by default, without those who have nothing."""
    with open_inputs(shop) as inputs:
        found = compute(inputs, names or None)
    return {name: found[name].drop_null().to_pylist() for name in found.column_names}


def test_before_the_first_time_nothing_is_told(shop: Workspace, dora: User, api: MakeClient) -> None:
    assert api(dora).get(f"{ROOT}/feature-coverage").json() == {"run": None, "features": []}
    told = api(dora).get(f"{ROOT}/features/orders_total").json()
    assert (told["run"], told["known"], told["bins"]) == (None, 0, [])


def test_coverage_counts_who_has_a_value_and_who_one_that_is_not_zero(
    shop: Workspace, dora: User, api: MakeClient
) -> None:
    keep_features(shop)
    told = api(dora).get(f"{ROOT}/feature-coverage").json()
    assert (told["run"]["on"], told["run"]["members"], told["run"]["computed"]) == ("2017-12-31", 19, 19)
    assert [one["name"] for one in told["features"]] == [one.name for one in all_features()]
    everything = values(shop)
    for one in told["features"]:
        found = everything[one["name"]]
        assert (one["known"], one["told"]) == (len(found), sum(1 for value in found if value != 0)), one["name"]


@pytest.mark.parametrize("name", ["orders_total", "average_order", "weekend_share", "days_overdue", "money_total"])
def test_bins_of_numbers_hold_everybody_once(shop: Workspace, dora: User, api: MakeClient, name: str) -> None:
    keep_features(shop)
    told = api(dora).get(f"{ROOT}/features/{name}").json()
    found = values(shop, name)[name]
    assert told["quantiles"][0]["value"] == pytest.approx(min(found))
    assert told["quantiles"][-1]["value"] == pytest.approx(max(found))
    assert told["mean"] == pytest.approx(sum(found) / len(found))
    for one in told["bins"]:
        high = one["high"] if one["high"] is not None else float("inf")
        assert one["members"] == sum(1 for value in found if one["low"] - 1e-9 <= value < high - 1e-9)
    assert sum(one["members"] for one in told["bins"]) == len(found)


def test_days_are_told_by_month_and_words_by_frequency(shop: Workspace, dora: User, api: MakeClient) -> None:
    keep_features(shop)
    days = api(dora).get(f"{ROOT}/features/last_order_on").json()["bins"]
    assert [(one["low"], one["members"]) for one in days] == [("2017-12-01", 8)]
    words = api(dora).get(f"{ROOT}/features/favourite_category").json()["values"]
    counted = Counter(values(shop, "favourite_category")["favourite_category"])
    assert [(one["value"], one["members"]) for one in words] == sorted(
        counted.items(), key=lambda one: (-one[1], one[0])
    )


def test_an_unknown_feature_is_not_found_and_the_nearest_is_named(shop: Workspace, dora: User, api: MakeClient) -> None:
    answer = api(dora).get(f"{ROOT}/features/order_total")
    assert answer.status_code == 404
    assert "orders_total" in answer.json()["error"]["mend"]["en"]


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.booleans())
@example(700120915.09375, 1.2e-7, False)
def test_bins_are_few_and_reach_from_end_to_end(least: float, span: float, is_whole: bool) -> None:
    start, width, bins = bins_of(least, least + span, is_whole=is_whole)
    assert 1 <= bins <= MOST_BINS + 2
    assert start <= least
    assert least + span <= start + width * bins * (1 + 1e-6) + 1e-6
    assert not is_whole or width >= 1
