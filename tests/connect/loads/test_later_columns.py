"""A column that a table gained leaves the digests of facts without it as they were, so that a repeat stays one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.connect.loads.reading import open_snapshot
from siyu.engine.digest import stable_hash
from siyu.engine.schema import TABLES

pytestmark = pytest.mark.django_db

AT = datetime(2017, 3, 1, 10, tzinfo=UTC)
ORDER: dict[str, Any] = {"key": "o1", "occurred_at": AT, "source_id": 1, "status": "paid", "sales_minor": 100}


def load(workspace: Workspace, **columns: Any) -> dict[str, int]:
    counts: dict[str, int] = load_batch(workspace, {"orders": pa.Table.from_pylist([ORDER | columns])}).counts[
        "tables"
    ]["orders"]
    return counts


def test_a_fact_without_it_has_the_digest_it_had_before(workspace: Workspace) -> None:
    load(workspace)
    table = TABLES["orders"]
    assert table.later == {"staff_key"}
    before = [name for name in table.content if name not in {*table.later, "occurred_hour"}]
    with open_snapshot(workspace) as snapshot:
        orders = snapshot.facts("orders")
        old = stable_hash(*(orders[name] for name in ("occurred_at", "source_id", *before)))
        row = snapshot.to_arrow(orders.select("digest", old=old)).to_pylist()[0]
    assert row["digest"] == row["old"]


def test_with_it_the_fact_is_another_content(workspace: Workspace) -> None:
    assert load(workspace)["kept"] == 1
    assert load(workspace, staff_key="g1") == {"read": 1, "kept": 1, "repeated": 0, "revised": 1}
    assert load(workspace, staff_key="g1")["repeated"] == 1
