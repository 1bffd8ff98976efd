"""An import queues one refresh of what is understood of its workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from siyu.accounts.models import Workspace
from siyu.connect.imports.handing_over import note_file, order_import
from siyu.connect.imports.running import run_import
from siyu.connect.loads.reading import open_snapshot
from siyu.understand.features.snapshots import keep_features

MAPPING = {
    "kind": "mapping",
    "imports": "order_lines",
    "columns": {
        "order_key": {"from": "order"},
        "occurred_at": {"from": "time"},
        "product_key": {"from": "product"},
        "sales": {"from": "sales"},
    },
    "identifiers": [{"kind": "card", "from": "card"}],
}


def _import(workspace: Workspace, folder: Path, name: str, row: str, *, dry_run: bool = False) -> None:
    path = folder / name
    path.write_text(f"order,time,product,sales,card\n{row}\n", "utf-8")
    upload, _ = note_file(workspace, path, by="alice")
    run_import(order_import(upload, MAPPING, by="alice", dry_run=dry_run).pk)


def _refreshes() -> int:
    return DBTaskResult.objects.filter(task_path__endswith="refresh_understanding").count()


@pytest.mark.django_db
def test_two_imports_queue_one_refresh_and_a_dry_run_none(workspace: Workspace, tmp_path: Path) -> None:
    _import(workspace, tmp_path, "dry.csv", "1,2017-12-01 10:00,milk,3.00,A", dry_run=True)
    assert _refreshes() == 0
    _import(workspace, tmp_path, "one.csv", "1,2017-12-01 10:00,milk,3.00,A")
    _import(workspace, tmp_path, "two.csv", "2,2017-12-02 10:00,milk,3.00,A")
    assert _refreshes() == 1


@pytest.mark.django_db
def test_facts_of_the_same_day_make_a_new_revision_of_its_snapshot(workspace: Workspace, tmp_path: Path) -> None:
    _import(workspace, tmp_path, "one.csv", "1,2017-12-01 10:00,milk,3.00,A")
    assert (keep_features(workspace), keep_features(workspace)) == (1, 0)
    _import(workspace, tmp_path, "two.csv", "2,2017-12-02 10:00,milk,3.00,A")
    assert keep_features(workspace) == 1
    with open_snapshot(workspace) as snapshot:
        kept = snapshot.to_arrow(snapshot.facts("feature_snapshots", columns=("revision", "orders_total")))
    assert kept.to_pylist() == [{"revision": 1, "orders_total": 2}]
