"""`siyu exports`: set up, run, told, fetched, stopped and removed by command."""

from __future__ import annotations

import json
from pathlib import Path

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.understand.segments.changing import create_segment
from tests.cli.conftest import Run
from tests.understand.segments.conftest import document


def test_an_export_from_its_making_to_its_end(siyu: Run, shop: Workspace, tmp_path: Path) -> None:
    create_segment(command_line(shop), document("all", {"all": []}))
    made = siyu("exports", "add", "all", "--every", "week", "--format", "json")
    assert made.returncode == 0, made.stderr
    (one,) = json.loads(made.stdout)
    assert (one["hour"], one["weekday"], one["content"], one["by"]) == (8, 1, "masked", "siyu")
    number = str(one["id"])
    assert siyu("exports", "change", number, "--every", "hour", "--keep-days", "2").returncode == 0
    (run,) = json.loads(siyu("exports", "run", number, "--format", "json").stdout)
    assert (run["state"], run["rows"], run["file"]) == ("done", 0, True)
    to = tmp_path / "all.csv"
    assert siyu("exports", "fetch", str(run["run"]), "--to", str(to)).returncode == 0
    assert to.read_text().startswith("\ufeffmember_id,name")
    assert siyu("exports", "stop", number).returncode == 0
    assert json.loads(siyu("exports", "list", "--format", "json").stdout)[0]["stopped"]
    assert siyu("exports", "resume", number).returncode == 0
    assert len(json.loads(siyu("exports", "history", number, "--format", "json").stdout)) == 1
    assert siyu("exports", "remove", number).returncode == 0
    gone = siyu("exports", "run", number)
    assert (gone.returncode, gone.stderr.startswith("siyu: export: there is no such")) == (2, True)
