"""Repeats are dropped and changes are numbered, within a batch and against the lake."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.connect.loads.reading import open_snapshot
from siyu.engine.revisions import revisions

pytestmark = pytest.mark.django_db


def load(workspace: Workspace, *sales: tuple[str, int]) -> dict[str, int]:
    at = pa.array([datetime(2017, 3, 1, 12, tzinfo=UTC)] * len(sales), pa.timestamp("us", "UTC"))
    rows = pa.table({"key": [key for key, _ in sales], "occurred_at": at, "sales_minor": [minor for _, minor in sales]})
    counts: dict[str, int] = load_batch(workspace, {"orders": rows}).counts["tables"]["orders"]
    return counts


def held(workspace: Workspace) -> list[tuple[str, int, int]]:
    with open_snapshot(workspace) as snapshot:
        found = snapshot.to_arrow(revisions(snapshot, "orders").order_by("key", "revision"))
        return [(row["key"], row["revision"], row["sales_minor"]) for row in found.to_pylist()]


def test_within_a_batch(workspace: Workspace) -> None:
    assert load(workspace, ("a", 1), ("a", 1), ("a", 2), ("b", 1), ("a", 1)) == {
        "read": 5, "kept": 3, "repeated": 2, "revised": 1,
    }  # fmt: skip
    assert held(workspace) == [("a", 0, 1), ("a", 1, 2), ("b", 0, 1)]


def test_against_the_lake(workspace: Workspace) -> None:
    load(workspace, ("a", 1), ("b", 1))
    assert load(workspace, ("a", 2), ("b", 1), ("c", 1), ("a", 3)) == {
        "read": 4, "kept": 3, "repeated": 1, "revised": 2,
    }  # fmt: skip
    assert held(workspace) == [("a", 0, 1), ("a", 1, 2), ("a", 2, 3), ("b", 0, 1), ("c", 0, 1)]


def test_content_known_from_any_revision_is_a_repeat(workspace: Workspace) -> None:
    load(workspace, ("a", 1))
    load(workspace, ("a", 2))
    assert load(workspace, ("a", 1))["kept"] == 0
