"""Tags from the command line and from Python, on a shop of three orders of two members."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.cli.brand import Brand
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.evaluating import evaluate_stale_tags
from tests.cli.conftest import Done, Run
from tests.cli.test_rules import ORDERS
from tests.understand.tags.conftest import document

SPENDING = {"much": {"feature": "money_total", "is": {"gt": 50}}, "little": {"did": "ordered"}}


@pytest.fixture
def tagged(siyu: Run, shop: Workspace, tmp_path: Path) -> Workspace:
    """The shop with a tag by rules and one by hand."""
    (tmp_path / "orders.csv").write_text(ORDERS)
    assert siyu("import", "orders", str(tmp_path / "orders.csv")).returncode == 0
    create_tag(command_line(shop), document("spending", values=SPENDING, owner="crm"))
    create_tag(command_line(shop), document("vip", type="manual"))
    evaluate_stale_tags(shop)
    return shop


def test_tags_are_listed_shown_and_counted(siyu: Run, tagged: Workspace) -> None:
    listed = _rows(siyu("tags", "list", "--format", "csv"))
    assert [(row["name"], row["type"], row["values"], row["members"], row["coverage"]) for row in listed] == [
        ("spending", "rule", "2", "2", "1.0"), ("vip", "manual", "1", "0", "0.0"),
    ]  # fmt: skip
    assert "- value: much" in siyu("tags", "show", "spending").stdout
    counted = _rows(siyu("tags", "count", "spending", "--format", "csv"))
    assert [(row["value"], row["members"], row["share"]) for row in counted] == [
        ("little", "1", "0.5"), ("much", "1", "0.5"),
    ]  # fmt: skip
    assert len(_rows(siyu("tags", "members", "spending", "much", "--format", "csv"))) == 1
    unknown = siyu("tags", "show", "spendin")
    assert (unknown.returncode, "Did you mean spending?" in unknown.stderr) == (1, True) or unknown.returncode == 2


def test_a_manual_tag_is_given_taken_and_undone(siyu: Run, tagged: Workspace, tmp_path: Path) -> None:
    rule = tmp_path / "rule.yaml"
    rule.write_text("did: ordered\n")
    assert siyu("tags", "give", "vip", str(rule)).returncode == 0
    assert len(Brand(tagged).tag("vip")["yes"]) == 2
    taken = siyu("tags", "take", "vip", str(rule))
    assert Brand(tagged).tag("vip") == {}
    assert siyu("tags", "undo", taken.stdout.split()[-2]).returncode == 0
    assert len(Brand(tagged).tag("vip")["yes"]) == 2


def _rows(done: Done) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))
