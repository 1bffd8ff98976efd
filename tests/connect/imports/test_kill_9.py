"""A real kill -9 in the middle of a load: the next process takes the dead one's leases over at once and finishes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from pathlib import Path
from siyu.accounts.models import Workspace
from siyu.connect.imports.handing_over import note_file, order_import
from siyu.connect.imports.models import Import
from siyu.connect.imports.running import run_import
from siyu.connect.loads.reading import open_snapshot
from tests.files import LINES

workspace, _ = Workspace.objects.get_or_create(slug="shop", defaults={"name": "Shop", "currency": "USD"})
run = Import.objects.first() or order_import(note_file(workspace, Path(sys.argv[1]), by="a")[0], LINES, by="a")

def hook(step):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

run = run_import(run.pk, hook=hook)
with open_snapshot(workspace) as snapshot:
    lines = snapshot.facts("order_lines")
    print(run.state, run.rows_read, run.loaded, snapshot.to_arrow(lines.count()).as_py())
"""


def test_the_next_process_finishes_what_the_killed_one_froze(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("order,at,product,quantity,sales,household\no1,2017-03-01 10:00:00,p1,1,2.50,7\n")
    killed = _run(tmp_path, path, "appended order_lines")
    assert killed.returncode == -signal.SIGKILL
    finished = _run(tmp_path, path, "never")
    assert finished.stdout.split() == ["done", "1", "1", "1"], finished.stderr


def _run(home: Path, path: Path, step: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[3]
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "SIYU_HOME": str(home / "home"),
        "DJANGO_SETTINGS_MODULE": "siyu.config.settings",
        "PYTHONPATH": f"{root / 'src'}:{root}",
    }
    command = [sys.executable, "-c", PROGRAM, str(path), step]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
