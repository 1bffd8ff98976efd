"""What the overview proposes, read from the state of the workspace."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import, Upload
from siyu.measure.metrics.next_actions import next_actions
from siyu.understand.segments.changing import create_segment

SEGMENT = {
    "kind": "segment",
    "name": "buyers",
    "label": {"zh-CN": "买过的人", "en": "Buyers"},
    "rule": {"did": "ordered"},
    "refresh": "nightly",
}


def _imported(workspace: Workspace, **fields: Any) -> Import:
    upload = Upload.objects.create(workspace=workspace, filename="receipts.csv", bytes=1, format="csv", by="alice")
    return Import.objects.create(workspace=workspace, upload=upload, kind="orders", mapping={}, by="alice", **fields)


def _codes(workspace: Workspace) -> list[str]:
    return [action["code"] for action in next_actions(workspace)]


@pytest.mark.django_db
def test_first_of_all_something_is_imported(workspace: Workspace) -> None:
    _imported(workspace, state="done", dry_run=True)
    assert _codes(workspace) == ["import_first"]


@pytest.mark.django_db
def test_a_failed_import_and_rows_in_quarantine_are_named_by_file(workspace: Workspace) -> None:
    held = _imported(workspace, state="done", quarantined=1234)
    failed = _imported(workspace, state="failed")
    actions = {action["code"]: action for action in next_actions(workspace)}
    assert actions["import_failed"]["link"] == f"/imports/{failed.pk}"
    assert "receipts.csv" in actions["import_failed"]["text"]["en"]
    assert actions["quarantine"]["link"] == f"/imports/{held.pk}"
    assert "1,234" in actions["quarantine"]["text"]["zh-CN"]


@pytest.mark.django_db
def test_what_is_done_is_proposed_no_more(shop: Workspace) -> None:
    _imported(shop, state="done")
    assert _codes(shop) == ["segment_first"]
    create_segment(command_line(shop), SEGMENT)
    assert _codes(shop) == []
