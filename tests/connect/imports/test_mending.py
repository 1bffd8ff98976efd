"""Rows that were held back are downloaded, mended and brought again; both imports' counts add up."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from siyu.accounts.models import User
from siyu.connect.imports.models import Import
from siyu.connect.imports.running import run_import
from tests.conftest import MakeClient
from tests.files import HEADER, Facts, RunFile, counts

pytestmark = pytest.mark.django_db
ROOT = "/workspaces/shop/imports"
ROWS = ("o1,2017-03-01 10:00:00,p1,1,2.50,7", "=o2,never,p1,1,2.50,7", "o3,2017-03-01 10:00:00,p1,1,x,7")


def bring(client: Any, run: Import, text: str) -> Any:
    file = SimpleUploadedFile("mended.csv", text.encode())
    return client.post(f"{ROOT}/{run.pk}/mendings", files={"file": file})


def test_what_was_downloaded_and_mended_is_loaded_and_counted(
    run_csv: RunFile, api: MakeClient, bob: User, facts: Facts
) -> None:
    first = run_csv(HEADER, *ROWS)
    assert counts(first) == (3, 1, 0, 2)
    client = api(bob)
    given = b"".join(client.get(f"{ROOT}/{first.pk}/quarantine.csv").streaming_content).decode()
    assert "'=o2" in given
    answer = bring(client, first, given.replace("never", "2017-03-02 10:00:00"))
    assert (answer.status_code, answer.json()["mends"]) == (201, str(first.pk))
    again = run_import(int(answer.json()["id"]))
    assert counts(again) == (2, 1, 0, 1)
    # What a spreadsheet must not run was disarmed on its way out, and is itself again.
    assert [row["key"] for row in facts("orders", "key")] == ["=o2", "o1"]
    shown = client.get(f"{ROOT}/{first.pk}").json()
    assert shown["mended"] == {"rows_read": 2, "loaded": 1, "repeated": 0, "quarantined": 1}
    assert client.get(f"{ROOT}/{again.pk}").json()["mended"] is None
    last = bring(client, again, f"{HEADER}\no3,2017-03-01 10:00:00,p1,1,3,7\n").json()
    assert counts(run_import(int(last["id"]))) == (1, 1, 0, 0)


def test_only_a_finished_import_with_rows_held_back_can_be_mended(
    run_csv: RunFile, api: MakeClient, bob: User, dora: User
) -> None:
    whole = run_csv(HEADER, ROWS[0])
    trial = run_csv(HEADER, ROWS[1], dry_run=True)
    for run in (whole, trial):
        assert bring(api(bob), run, f"{HEADER}\n{ROWS[0]}\n").status_code == 409
    held = run_csv(HEADER, ROWS[1])
    assert bring(api(dora), held, f"{HEADER}\n{ROWS[0]}\n").status_code == 403
    assert bring(api(bob), held, "order,at\no1,2017-03-01\n").status_code == 422
    assert Import.objects.filter(mends__isnull=False).count() == 0
