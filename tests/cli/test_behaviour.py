"""Behaviour by command, as table, CSV and JSON, on a shop of three orders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.understand.behaviour.changing import create_funnel
from tests.cli.conftest import Run

ORDERS = """phone,order_id,order_time,amount
13800138000,o1,2026-01-02 10:00:00,12.50
13800138000,o2,2026-02-05 10:00:00,7.50
13800138001,o3,2026-01-03 10:00:00,99.00
"""
AGAIN = "within: 60d\nsteps:\n  - did: ordered\n  - did: ordered\n    where: {order.sales: {lt: 10}}\n"
AT = ("--at", "2026-02-28T12:00:00Z")


@pytest.fixture
def again(siyu: Run, shop: Workspace, tmp_path: Path) -> str:
    (tmp_path / "orders.csv").write_text(ORDERS)
    assert siyu("import", "orders", str(tmp_path / "orders.csv")).returncode == 0
    (tmp_path / "again.yaml").write_text(AGAIN)
    return str(tmp_path / "again.yaml")


def test_a_funnel_of_a_file_and_of_a_name(siyu: Run, again: str, shop: Workspace) -> None:
    rows = _json(siyu("funnel", again, *AT, "--days", "90", "--format", "json"))
    assert [(row["step"], row["members"], row["share"]) for row in rows] == [(1, 2, 1.0), (2, 1, 0.5)]
    assert rows[1]["median_seconds"] == 34 * 86_400
    label = {"zh-CN": "再买", "en": "Again"}
    steps = [{"did": "ordered"}, {"did": "ordered"}]
    create_funnel(command_line(shop), {"kind": "funnel", "name": "again", "label": label, "within": "60d",
                                       "steps": steps, "by": {"property": "channel"}})  # fmt: skip
    rows = _json(siyu("funnel", "again", *AT, "--format", "json"))
    assert [(row["group"], row["members"]) for row in rows] == [(None, 2), (None, 1), ("No value", 2), ("No value", 1)]


def test_cohorts_are_rows(siyu: Run, again: str) -> None:
    shown = siyu("cohort", "--by", "month", "--periods", "3", *AT, "--format", "csv").stdout.splitlines()
    assert shown == [
        "cohort,size,month_0,month_1,month_2",
        "2025-12-01,0,,,",
        "2026-01-01,2,1.0,0.5,",
        "2026-02-01,0,,,",
    ]


def test_paths_and_stickiness_are_rows(siyu: Run, again: str) -> None:
    assert _json(siyu("paths", "--from", "ordered", "--repeats", "--within", "60d", *AT, "--format", "json")) == [
        {"path": "ordered", "members": 1, "share": 0.5},
        {"path": "ordered → ordered", "members": 1, "share": 0.5},
    ]
    day = _json(siyu("stickiness", "--days", "24", *AT, "--format", "json"))[0]
    assert day == {"day": "2026-02-05", "dau": 1, "wau": 1, "mau": 1, "stickiness": 1.0}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("funnel", "nobody-saved-this"), "nobody-saved-this"),
        (("funnel", "bad.yaml"), "steps[1].did"),
        (("cohort", "--start", "orderd"), "Did you mean ordered?"),
        (("cohort", "--segment", "nobody"), "nobody"),
        (("paths",), "--from"),
        (("paths", "--from", "ordered", "--to", "ordered"), "--from"),
        (("paths", "--to", "ordred"), "--to: there is no"),
        (("stickiness", "--did", "viewd"), "viewed"),
    ],
)
def test_bad_questions_are_refused_with_the_place(
    siyu: Run, again: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text("within: 7d\nsteps: [{did: ordered}, {did: ordred}]\n")
    done = siyu(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def _json(done: object) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    return json.loads(done.stdout)  # type: ignore[attr-defined]
