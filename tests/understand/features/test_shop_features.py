"""Features of the small shop, every number known by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pyroaring import BitMap

from siyu.lib.errors import Refusal
from siyu.understand.features.compute import compute
from siyu.understand.features.registry import GROUPS, all_features, feature_named
from siyu.understand.inputs import Inputs

NAMED_IN_DOCUMENTS = ("orders_365d", "orders_total", "discount_share_365d", "money_365d", "days_since_last_order")


@pytest.fixture
def rows(inputs: Inputs) -> dict[int, dict[str, Any]]:
    return {row["member_id"]: row for row in compute(inputs).to_pylist()}


def test_every_member_of_the_base_has_a_row(rows: dict[int, Any]) -> None:
    assert list(rows) == list(range(1, 20))


def test_a_buyer_of_milk_bread_and_cake(rows: dict[int, Any]) -> None:
    row = rows[2]
    assert (row["orders_total"], row["orders_30d"], row["money_total"]) == (2, 2, 1500)
    assert (row["first_order_on"], row["last_order_on"]) == (date(2017, 12, 2), date(2017, 12, 20))
    assert (row["days_since_last_order"], row["tenure_days"], row["mean_gap_days"]) == (11, 29, 18)
    assert (row["average_order"], row["largest_order"], row["lines_per_order"]) == (750, 1000, 1.5)
    assert row["overdue_ratio"] == pytest.approx(11 / 18)
    assert (row["products_total"], row["stores_total"], row["active_days_total"]) == (3, 2, 2)
    assert row["discount_share_365d"] == pytest.approx(50 / 1550)
    assert row["coupon_share_365d"] == pytest.approx(1200 / 1500)
    assert (row["favourite_category"], row["favourite_category_share"]) == ("BAKERY", pytest.approx(2 / 3))
    assert (row["favourite_store"], row["favourite_daypart"]) == ("s1", "morning")
    assert row["redemptions_total"] == 1


def test_a_refund_takes_money_off_its_order(rows: dict[int, Any]) -> None:
    row = rows[5]
    assert (row["orders_total"], row["money_total"], row["largest_order"]) == (2, 1000, 500)
    assert (row["refunds_total"], row["refunded_total"]) == (1, 500)
    assert row["refund_share"] == pytest.approx(1 / 3)


@pytest.mark.parametrize("member", [6, 7])
def test_a_cancelled_or_returned_order_was_not_bought(rows: dict[int, Any], member: int) -> None:
    row = rows[member]
    assert (row["orders_total"], row["money_total"], row["items_total"], row["products_total"]) == (0, 0, 0, 0)
    assert (row["last_order_on"], row["days_since_last_order"], row["average_order"]) == (None, None, None)


def test_what_was_merged_counts_for_the_person(rows: dict[int, Any]) -> None:
    assert rows[1]["events_total"] == 1
    assert rows[1]["touches_total"] == 1
    assert rows[1]["last_event_on"] == date(2017, 12, 15)


def test_a_member_without_facts_has_zeros_and_nothing_else(rows: dict[int, Any]) -> None:
    for feature in all_features():
        expected = 0 if feature.is_zero_without_rows else None
        assert rows[15][feature.name] == expected, feature.name


def test_some_members_have_the_rows_they_have_among_all(inputs: Inputs, rows: dict[int, Any]) -> None:
    some = compute(inputs, members=BitMap([1, 5, 7, 15, 20])).to_pylist()
    assert some == [rows[member] for member in (1, 5, 7, 15)]


def test_only_the_features_asked_for_are_columns(inputs: Inputs) -> None:
    assert compute(inputs, ["overdue_ratio", "orders_30d"]).column_names == ["member_id", "overdue_ratio", "orders_30d"]


def test_a_window_alone_is_what_it_is_beside_all(inputs: Inputs, rows: dict[int, Any]) -> None:
    alone = compute(inputs, ["orders_30d"]).to_pylist()
    assert [row["orders_30d"] for row in alone] == [row["orders_30d"] for row in rows.values()]


def test_the_catalogue_is_complete() -> None:
    features = all_features()
    assert len(features) >= 36
    assert {name for name in NAMED_IN_DOCUMENTS if feature_named(name)} == set(NAMED_IN_DOCUMENTS)
    for feature in features:
        assert feature.group in GROUPS
        assert feature.label.zh
        assert feature.label.en
        assert feature.about.zh
        assert feature.about.en


def test_an_unknown_feature_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal) as refused:
        feature_named("order_total")
    assert refused.value.mend is not None
    assert "orders_total" in refused.value.mend.en
