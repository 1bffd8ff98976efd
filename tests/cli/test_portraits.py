"""`siyu compare` as table, CSV and JSON, on a shop of three orders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run

ORDERS = """phone,order_id,order_time,amount
13800138000,o1,2026-01-02 10:00:00,12.50
13800138000,o2,2026-02-05 10:00:00,7.50
13800138001,o3,2026-01-03 10:00:00,99.00
"""
AT = ("--at", "2026-02-28T12:00:00Z")


@pytest.fixture
def again(siyu: Run, shop: Workspace, tmp_path: Path) -> str:
    (tmp_path / "orders.csv").write_text(ORDERS)
    assert siyu("import", "orders", str(tmp_path / "orders.csv")).returncode == 0
    (tmp_path / "again.yaml").write_text("did: ordered\ntimes: {gte: 2}\n")
    return str(tmp_path / "again.yaml")


def test_a_rule_is_compared_with_the_rest(siyu: Run, again: str) -> None:
    run = siyu("compare", again, *AT, "--levels", "--format", "json")
    assert "A 1" in run.stderr
    orders = [one for one in json.loads(run.stdout) if one["name"] == "orders_total"]
    assert [(one["level"], one["a"], one["b"]) for one in orders] == [("1", 0, 1), ("2", 1, 0)]
    assert {one["verdict"] for one in json.loads(run.stdout)} == {"undecided", "weak"}
    lines = siyu("compare", again, *AT, "--format", "csv").stdout.splitlines()
    assert lines[0] == "kind,name,label,verdict,level,share_a,share_b,lift,information,corrected_p"
    assert siyu("compare", again, *AT, "--verdict", "separates").returncode == 0


def test_an_unknown_segment_is_refused(siyu: Run, again: str) -> None:
    run = siyu("compare", again, "nobody", *AT)
    assert (run.returncode, "nobody" in run.stderr) == (2, True)
