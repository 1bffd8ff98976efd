"""A gap of an engine is written down, and the suite fails when the gap has closed or names no engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CASES = """
import pytest

@pytest.mark.notimpl("duckdb", reason := "cannot")
def test_open_gap(engine):
    raise NotImplementedError

@pytest.mark.notimpl("duckdb", reason)
def test_closed_gap(engine):
    pass
"""


def run(folder: Path, cases: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(Path(__file__).with_name("conftest.py").read_text())
    (folder / "test_cases.py").write_text(cases)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:django", "-c", "/dev/null"]
    root = str(Path(__file__).parents[2])
    options = ["-o", f"pythonpath={root} {root}/src", f"--rootdir={folder}", "-k", "not spark", str(folder)]
    return subprocess.run([*command, *options], check=False, capture_output=True, text=True)


def test_an_open_gap_passes_and_a_closed_one_fails(tmp_path: Path) -> None:
    told = run(tmp_path, CASES).stdout
    assert "1 failed, 2 deselected, 1 xfailed" in told
    assert "[XPASS(strict)] cannot" in told


def test_a_gap_of_an_unknown_engine_is_an_error(tmp_path: Path) -> None:
    assert "unknown engine, abacus" in run(tmp_path, CASES.replace('"duckdb"', '"abacus"', 1)).stderr
