"""Each day's features in the lake: what is written, whose facts are read again, and that the rows are those of a full computation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.connect.loads.reading import open_snapshot
from siyu.engine.schema import TABLES
from siyu.understand.features.compute import compute
from siyu.understand.features.models import FeatureRun
from siyu.understand.features.snapshots import keep_features
from siyu.understand.opening import open_inputs
from siyu.unify.members.merge import merge_members, undo_merge
from siyu.unify.orders.claiming import claim_orders, undo_claim


def kept(shop: Workspace) -> list[dict[str, Any]]:
    today = shop.today()
    with open_snapshot(shop) as snapshot:
        rows = snapshot.to_arrow(
            snapshot.facts("feature_snapshots", since_on=today, until_on=today).order_by("source_id")
        )
    return rows.to_pylist()


def read(shop: Workspace) -> int:
    """Return of how many members facts were read for the last features."""
    return FeatureRun.objects.filter(workspace=shop).latest("on").computed


def check(shop: Workspace) -> None:
    """Compare what is kept with features computed anew."""
    with open_inputs(shop) as inputs:
        wanted = compute(inputs).to_pylist()
    found = {row["source_id"]: row for row in kept(shop)}
    for row in wanted:
        member = row.pop("member_id")
        assert {name: found[member][name] for name in row} == row


def pass_days(shop: Workspace, days: int) -> None:
    shop.clock_stands_at = shop.clock.now() + timedelta(days=days)
    shop.save()


def test_a_second_time_nothing_is_written(shop: Workspace) -> None:
    assert (keep_features(shop), keep_features(shop)) == (19, 0)
    assert read(shop) == 19


def test_a_new_fact_makes_a_new_revision_of_its_member_only(shop: Workspace) -> None:
    keep_features(shop)
    at = datetime(2017, 12, 30, 15, tzinfo=UTC)
    seen = {"key": "later", "source_id": 12, "type": "viewed", "occurred_at": at, "channel": "web"}
    load_batch(shop, {"events": pa.Table.from_pylist([seen])})
    assert (keep_features(shop), read(shop)) == (1, 1)
    assert {row["source_id"]: row["revision"] for row in kept(shop)} == {n: int(n == 12) for n in range(1, 20)}
    check(shop)


def test_a_refund_of_nobody_in_particular_reaches_whose_order_it_is(shop: Workspace) -> None:
    keep_features(shop)
    back = {"key": "r8", "source_id": None, "order_key": "8", "line_key": None, "quantity": 1.0, "amount_minor": 300,
            "occurred_at": datetime(2017, 12, 30, 15, tzinfo=UTC), "currency": "USD"}  # fmt: skip
    schema = pa.schema([column for column in TABLES["refunds"].schema if column.name in back])
    load_batch(shop, {"refunds": pa.Table.from_pylist([back], schema)})
    assert (keep_features(shop), read(shop)) == (1, 1)
    check(shop)


@pytest.mark.slow
def test_people_who_are_merged_and_parted_are_read_again(shop: Workspace) -> None:
    keep_features(shop)
    merge = merge_members(shop, 3, 12, because="same card", by="alice")
    assert keep_features(shop) == 1
    check(shop)
    undo_merge(merge)
    assert keep_features(shop) == 2
    check(shop)


@pytest.mark.slow
def test_a_claimed_order_counts_and_a_claim_taken_back_does_not(shop: Workspace) -> None:
    keep_features(shop)
    (claim,) = claim_orders(shop, ["21"], 15, "alice")
    assert keep_features(shop) == 1
    check(shop)
    undo_claim(claim)
    assert keep_features(shop) == 1
    check(shop)


@pytest.mark.parametrize("days", [1, 60])
def test_a_later_day_has_a_row_of_everybody_and_reads_few(shop: Workspace, days: int) -> None:
    keep_features(shop)
    pass_days(shop, days)
    assert keep_features(shop) == 19
    assert read(shop) < 19
    check(shop)


def test_an_earlier_day_is_computed_from_the_beginning(shop: Workspace) -> None:
    keep_features(shop)
    pass_days(shop, -20)
    assert keep_features(shop) == 19
    check(shop)


def test_features_that_mean_something_else_are_computed_from_the_beginning(shop: Workspace) -> None:
    keep_features(shop)
    FeatureRun.objects.update(catalogue="another")
    assert (keep_features(shop), read(shop)) == (19, 19)
