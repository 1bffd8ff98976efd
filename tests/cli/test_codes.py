"""`siyu codes`: made, listed, exported, looked up and voided by command."""

from __future__ import annotations

import json
from pathlib import Path

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run


def test_a_batch_from_its_making_to_its_end(siyu: Run, workspace: Workspace, tmp_path: Path) -> None:
    made = siyu(
        "codes", "make", "pack", "Spring", "50", "--stands-for", "7", "--until", "2030-01-01", "--format", "json"
    )
    assert made.returncode == 0, made.stderr
    (one,) = json.loads(made.stdout)
    assert (one["type"], one["count"], one["uses"]) == ("pack", 50, 1)
    number = str(one["id"])
    to = tmp_path / "serials.csv"
    told = siyu("codes", "export", number, "--last", "2", "--origin", "https://x.example/", "--to", str(to))
    assert told.returncode == 0, told.stderr
    head, first, second = to.read_text("utf-8-sig").splitlines()
    assert head == "number,serial,address"
    serial = first.split(",")[1]
    assert first.split(",")[2] == "https://x.example/c/" + serial.replace("-", "")
    assert siyu("codes", "export", number).stdout.count("\n") == 51
    assert json.loads(siyu("codes", "check", serial.lower(), "--format", "json").stdout)[0]["verdict"] == "genuine"
    slip = siyu("codes", "check", serial[:-1] + ("A" if serial[-1] != "A" else "B"))
    assert (slip.returncode, "typ" in slip.stderr) == (2, True)
    assert siyu("codes", "void", number, "stolen").returncode == 0
    assert json.loads(siyu("codes", "check", second.split(",")[1], "--format", "json").stdout)[0]["verdict"] == "void"
    assert json.loads(siyu("codes", "list", "--format", "json").stdout)[0]["voided_at"]
