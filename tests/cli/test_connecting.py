"""`siyu connections`: pools, kinds and depth by command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run

EVENTS = """event_id,member_no,event,occurred_at,channel
1,a,viewed,2026-01-01T08:00:00Z,douyin
2,a,followed,2026-01-03T08:00:00Z,wecom
3,b,viewed,2026-01-02T08:00:00Z,douyin
4,b,followed,2026-01-02T09:00:00Z,official_account
5,b,unfollowed,2026-01-04T08:00:00Z,official_account
"""
AT = ("--at", "2026-01-10T00:00:00Z", "--days", "30")


def test_pools_kinds_and_depth_are_told(siyu: Run, shop: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    assert siyu("import", "events", str(file)).returncode == 0

    def told(*what: str) -> list[dict[str, Any]]:
        answer = siyu("connections", *what, *AT, "--format", "json")
        assert answer.returncode == 0, answer.stderr
        rows: list[dict[str, Any]] = json.loads(answer.stdout)
        return rows

    crossed = {(one["from"], one["to"]): one for one in told()}
    assert len(crossed) == 20
    assert crossed["Public", "WeCom"]["rate"] == 0.5
    assert crossed["Public", "WeCom"]["median_days"] == 2
    assert [one["members"] for one in told("depth")][:3] == [1, 1, 0]
    assert {one["kind"]: one["members"] for one in told("kinds") if one["members"]} == {"wecom": 1}
