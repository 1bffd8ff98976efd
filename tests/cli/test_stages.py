"""Stages by command, as table, CSV and JSON, on a shop of three orders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run
from tests.cli.test_behaviour import ORDERS


@pytest.fixture
def orders(siyu: Run, shop: Workspace, tmp_path: Path) -> Workspace:
    from datetime import UTC, datetime

    (tmp_path / "orders.csv").write_text(ORDERS)
    assert siyu("import", "orders", str(tmp_path / "orders.csv")).returncode == 0
    Workspace.objects.filter(pk=shop.pk).update(clock_stands_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    return shop


def test_stages_moves_and_categories_are_rows(siyu: Run, orders: Workspace) -> None:
    rows = _json(siyu("stages", "lifecycle", "--since", "2026-02-01", "--format", "json"))
    assert {row["stage"]: row["members"] for row in rows if row["members"]} == {"active": 1, "new": 1}
    assert rows[0]["members_2026-02-01"] == 2
    moves = siyu("stages", "lifecycle", "--since", "2026-02-01", "--flows", "--format", "csv").stdout.splitlines()
    assert moves == ["from,to,members", "new,new,1", "new,active,1"]
    assert _json(siyu("stages", "lifecycle", "--categories", "--format", "json")) == []
    assert "Loyalty" in siyu("stages", "aipl").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lifecycel",), "Did you mean lifecycle?"),
        (("aipl", "--category", "X"), "category"),
        (("aipl", "--categories"), "lifecycle"),
        (("lifecycle", "--categories", "--flows"), "--categories"),
        (("lifecycle", "--on", "2199-01-01"), "not come yet"),
        (("lifecycle", "--on", "soon"), "--on"),
    ],
)
def test_bad_questions_are_refused(siyu: Run, orders: Workspace, arguments: tuple[str, ...], words: str) -> None:
    done = siyu("stages", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def _json(done: Any) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
