"""`siyu find`: members, counts and the rule of one line, on a shop of three orders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run
from tests.cli.test_rules import ORDERS


@pytest.fixture
def orders(siyu: Run, shop: Workspace, tmp_path: Path) -> Workspace:
    (tmp_path / "orders.csv").write_text(ORDERS)
    assert siyu("import", "orders", str(tmp_path / "orders.csv")).returncode == 0
    return shop


def test_members_counts_and_the_rule_of_a_line(siyu: Run, orders: Workspace, tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("feature: money_total\nis: {gt: 50.00}\n")
    line = ("find", "--times", "2", "--reachable", "sms")
    counts = json.loads(siyu(*line, "--count", "--format", "json").stdout)
    assert [(row["kind"], row["name"], row["members"]) for row in counts][:2] == [
        ("step", "did", 1), ("step", "reachable", 1),
    ]  # fmt: skip
    listed = siyu(*line, "--format", "csv")
    assert listed.stdout.splitlines()[0] == "member_id,name,joined_on,orders_total,money_total,last_order_on"
    assert len(listed.stdout.splitlines()) == 2
    assert "1 of 2 members" in listed.stderr
    more = siyu(*line, "--rule", str(tmp_path / "more.yaml"), "--within", "9d", "--yaml").stdout
    assert "money_total" in more
    (tmp_path / "found.yaml").write_text(siyu("find", "--times", "2", "--yaml").stdout)
    again = siyu("segment", "count", str(tmp_path / "found.yaml"), "--format", "json")
    assert json.loads(again.stdout)[0]["size"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--product", "milk"), "there is no product “milk”"),
        (("--within", "0d"), "90d"),
        (("--within", "soon"), "--within"),
        (("--reachable", "smss"), "Did you mean sms?"),
        (("--brand", "x" * 300), "--brand"),
    ],
)
def test_what_cannot_be_found_is_refused(siyu: Run, orders: Workspace, arguments: tuple[str, ...], words: str) -> None:
    done = siyu("find", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
