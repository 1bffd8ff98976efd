"""The job of an import outlives a worker whose lease nobody can know to be dead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.imports.handing_over import note_file, order_import
from siyu.connect.imports.jobs import carry_out_import
from siyu.connect.imports.models import Import
from siyu.connect.loads.leases import claim
from siyu.connect.loads.models import Lease
from tests.files import HEADER, LINES, RunFile

pytestmark = pytest.mark.django_db


def test_it_waits_until_the_lease_of_a_lost_machine_has_run_out(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(f"{HEADER}\no1,2017-03-01 10:00:00,p1,1,2.50,7\n")
    run = order_import(note_file(workspace, path, by="alice")[0], LINES, by="alice")
    claim(f"import:{run.pk}")
    soon = datetime.now(UTC) + timedelta(seconds=0.2)
    Lease.objects.update(holder="a-machine-that-is-gone:1:abc", until=soon)
    carry_out_import.call(run.pk)
    assert Import.objects.get().state == Import.DONE


def test_state_is_written_a_thousand_rows_at_a_time_at_most(run_csv: RunFile) -> None:
    members = {
        "imports": "members",
        "columns": {},
        "identifiers": [{"kind": "phone", "from": "phone"}, {"kind": "card", "from": "card"}],
    }
    steps: list[str] = []
    rows = [f"138{number:08d},c{number}" for number in range(600)]
    run_csv("phone,card", *rows, mapping=members, hook=steps.append)
    assert [step for step in steps if step.startswith("stored")] == ["stored 250", "stored 500", "stored 600"]
