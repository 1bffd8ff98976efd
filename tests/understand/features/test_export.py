"""Features leave as files, and stay in the lake day by day."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.understand.features.export import export_features
from siyu.understand.features.snapshots import keep_features


def test_csv_names_money_by_its_unit(shop: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "features.csv"
    assert export_features(shop, path, "csv", ["money_total", "favourite_store"]) == 19
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[:3] == ["member_id,money_total_minor,favourite_store", "1,1500,s1", "2,1500,s1"]
    assert len(lines) == 20


def test_parquet_keeps_types(shop: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "features.parquet"
    export_features(shop, path, "parquet", ["last_order_on"])
    assert [str(kind) for kind in pq.read_schema(path).types] == ["int64", "date32[day]"]


def test_a_day_of_features_is_kept_once(shop: Workspace) -> None:
    assert keep_features(shop) == 19
    assert keep_features(shop) == 0
    with open_snapshot(shop) as snapshot:
        kept = snapshot.facts("feature_snapshots")
        rows = snapshot.to_arrow(kept.select("source_id", "money_total", "as_of_on").order_by("source_id")).to_pylist()
    assert len(rows) == 19
    assert rows[0]["money_total"] == 1500
    assert rows[0]["as_of_on"].isoformat() == "2017-12-31"
