"""An import in a process of its own, to be killed and gone on with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.migrated import plant

PROGRAM = """
import os, signal, sys
import django
django.setup()
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
    lines, orders = snapshot.facts("order_lines"), snapshot.facts("orders")
    sums = [lines.count(), lines.sales_minor.sum(), orders.count(), orders.sales_minor.sum()]
    print(run.state, run.rows_read, run.loaded, *(snapshot.to_arrow(one).as_py() for one in sums))
"""


def start_import(home: Path, file: Path, kill_after: str = "never") -> subprocess.Popen[str]:
    """Import a file of order lines into a home, or go on with it; it kills itself after the named step.

    It prints state, rows read, rows loaded, and count and sum in minor units of lines and of orders.
    """
    root = Path(__file__).parents[1]
    if not (home / "siyu.sqlite3").exists():
        plant(home)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "SIYU_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "siyu.config.settings",
        "PYTHONPATH": f"{root / 'src'}:{root}",
    }
    command = [sys.executable, "-c", PROGRAM, str(file), kill_after]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
