"""Generated leads are imported, and every one is in the stage and has the score that the truth says."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.cli.generate.leads import generate_leads
from siyu.unify.members.models import Identifier
from tests.cli.conftest import Run

FILES = {"members": "members", "events": "events", "orders": "orders", "lead_stages": "stages"}


@pytest.fixture
def folder(siyu: Run, shop: Workspace, tmp_path: Path) -> Path:
    Workspace.objects.filter(pk=shop.pk).update(clock_stands_at=datetime(2026, 6, 1, 3, tzinfo=UTC))
    made = siyu("generate", "leads", str(tmp_path / "made"), "--leads", "60", "--seed", "2", "--until", "2026-05-31")
    assert made.returncode == 0, made.stderr
    for kind, name in FILES.items():
        path = tmp_path / "made" / f"{name}.csv"
        done = siyu("import", kind, str(path), "--format", "json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)[0]["quarantined"] == 0
    return tmp_path / "made"


@pytest.mark.slow
def test_the_truth_is_found_and_every_report_is_printed(siyu: Run, folder: Path) -> None:
    numbers = dict(Identifier.objects.filter(kind="member_no").values_list("source_id", "value"))
    truth = {row["member_no"]: (row["stage"], int(row["score"])) for row in _rows(folder / "truth.csv")}
    # The first of June has begun: nothing happened on it, but a window of 30, 60 or 90 days has lost its first day.
    Workspace.objects.update(clock_stands_at=datetime(2026, 5, 31, 15, 30, tzinfo=UTC))
    found = _json(siyu("leads", "--limit", "1000", "--format", "json"))
    assert {numbers[row["member_id"]]: (row["stage"], row["points"]) for row in found} == truth
    assert all(sum(int(part.rsplit(" ", 1)[1]) for part in row["because"].split("; ") if part) == row["points"]
               for row in found)  # fmt: skip
    stages = _json(siyu("stages", "b2b", "--format", "json"))
    assert sum(row["members"] for row in stages) == 60
    spread = _json(siyu("leads", "spread", "--format", "json"))
    assert sum(row["members"] for row in spread) == 60
    hot = _json(siyu("leads", "--band", "hot", "--format", "json"))
    assert [row["points"] for row in hot] == [
        score for _, score in sorted(truth.values(), key=lambda one: -one[1]) if score >= 60
    ]
    companies = _json(siyu("leads", "accounts", "--format", "json"))
    assert sum(row["contacts"] for row in companies) == 60
    assert [row["band"] for row in _json(siyu("leads", "scores", "--format", "json"))] == ["hot", "warm", "cold"]
    assert _json(siyu("leads", "progress", "--format", "json")) == []
    for arguments, words in ((("--band", "hott"), "Did you mean hot?"), (("spread", "--late"), "contacts only")):
        done = siyu("leads", *arguments)
        assert (done.returncode, words in done.stderr) == (2, True), done.stderr


def test_the_same_seed_makes_the_same_leads() -> None:
    day = datetime(2026, 5, 31, tzinfo=UTC).date()
    assert generate_leads(30, 5, day) == generate_leads(30, 5, day)
    assert generate_leads(30, 5, day) != generate_leads(30, 6, day)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _json(done: Any) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
