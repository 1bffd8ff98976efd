"""What is acknowledged has been flushed: the order of system calls is watched from outside, with strace."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.migrated import plant

STRACE = shutil.which("strace")
MUST = os.environ.get("SIYU_REQUIRE_BROWSER") == "1"
ROOT = Path(__file__).parents[3]

PREPARE = """
import os, sys
import django
django.setup()
from siyu.accounts.models import Workspace
from siyu.accounts.keys import make_key
workspace = Workspace.objects.create(slug="shop", name="Shop")
key = make_key(workspace, "web", "write", by=None)[1]
from tests.connect.collecting import CollectingClient
collect = CollectingClient(key)

def mark(what):
    os.write(1, ("mark " + what).encode())
"""
ACKNOWLEDGE = """
for number in range(3):
    answered = collect("/v1/track", {"userId": "u", "event": "E"})
    mark(f"acknowledged {answered.status}")
"""
LOAD = """
from siyu.connect.collection.loading import load_inbox
collect("/v1/track", {"userId": "u", "event": "E"})
load_inbox(workspace, hook=mark)
"""


def watch(tmp_path: Path, program: str) -> list[str]:
    """Run a program and return its flushes (`flush PATH`) and marks (`mark …`), in their order."""
    if STRACE is None:
        assert not MUST, "there is no strace (apt-get install strace)"
        pytest.skip("there is no strace (apt-get install strace)")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "SIYU_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "siyu.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    plant(tmp_path / "home")
    log = tmp_path / "calls.txt"
    command = [STRACE, "-f", "-y", "-s", "200", "-e", "trace=fsync,fdatasync,write,rename", "-o", str(log)]
    done = subprocess.run(
        [*command, sys.executable, "-c", PREPARE + program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    return [told for line in log.read_text(errors="replace").splitlines() if (told := _told(line))]


def _told(line: str) -> str | None:
    if flushed := re.search(r"\b(?:fsync|fdatasync)\(\d+<([^>]+)>", line):
        return f"flush {flushed[1]}"
    marked = re.search(r'\bwrite\(1<[^>]*>, "(mark [^"]+)"', line)
    return marked[1] if marked else None


def test_an_acknowledgement_comes_after_the_flush_of_its_row(tmp_path: Path) -> None:
    told = watch(tmp_path, ACKNOWLEDGE)
    marks = [place for place, what in enumerate(told) if what == "mark acknowledged 200"]
    assert len(marks) == 3
    for before, mark in zip([marks[0] - 4, *marks], marks, strict=False):
        between = told[before + 1 : mark]
        assert any(what.startswith("flush") and "inbox.sqlite3" in what for what in between), told


def test_facts_are_flushed_before_the_database_says_so(tmp_path: Path) -> None:
    told = watch(tmp_path, LOAD)
    start, end = told.index("mark frozen"), told.index("mark appended")
    appending = told[start:end]
    parquet = _first(appending, r"flush .*/events/month=.*\.parquet$")
    folder = _first(appending, r"flush .*/events/month=[^/]*$")
    table = _first(appending, r"flush .*/events$")
    entry = _first(appending, r"flush .*/events/_delta_log/.*\.json$")
    log = _first(appending, r"flush .*/events/_delta_log$")
    appended = appending.index("mark appended events")
    said = next(
        place for place, what in enumerate(appending) if place > appended and "siyu.sqlite3" in what and "flush" in what
    )
    assert parquet < folder < table < entry < log < appended < said


def test_the_frozen_batch_is_flushed_before_the_database_says_so(tmp_path: Path) -> None:
    told = watch(tmp_path, LOAD)
    frozen = told[told.index("mark prepared") : told.index("mark frozen")]
    staged = _first(frozen, r"flush .*/staging/.*events\.parquet$")
    written = frozen.index("mark written")
    assert staged < written
    assert any("siyu.sqlite3" in what for what in frozen[written:])


def _first(told: list[str], pattern: str) -> int:
    found = next((place for place, what in enumerate(told) if re.search(pattern, what)), None)
    assert found is not None, f"nothing like {pattern} in {told}"
    return found
