"""Imports by the API: hand over, map, try, load, stop, and read what was held back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from siyu.accounts.models import AuditEntry, User
from siyu.connect.imports.models import Import, Upload
from siyu.connect.imports.running import run_import
from siyu.connect.imports.stopping import drop_old_uploads
from tests.conftest import MakeClient
from tests.files import HEADER, LINES

pytestmark = pytest.mark.django_db
ROOT = "/workspaces/shop"
GOOD = "o1,2017-03-01 10:00:00,p1,1,2.50,7"
BAD = "=1+1,2017-03-01 10:00:00,p1,1,-2.50,7"


def hand_over(client: Any, *lines: str, name: str = "lines.csv") -> Any:
    content = ("\n".join(lines) + "\n").encode()
    return client.post(f"{ROOT}/uploads", files={"file": SimpleUploadedFile(name, content)})


def start(client: Any, upload: str, **options: Any) -> Any:
    body = {"upload": upload, "kind": "order_lines", "mapping": {"kind": "mapping", "version": 1, **LINES}, **options}
    return client.post(f"{ROOT}/imports", body)


def test_kinds_tell_their_fields(api: MakeClient, dora: User) -> None:
    kinds = {kind["name"]: kind for kind in api(dora).get(f"{ROOT}/import-kinds").json()}
    assert set(kinds) == {
        "members", "orders", "order_lines", "refunds", "products", "offers", "events", "touches",
        "stores", "staff", "identifiers", "points", "coupons", "consents", "tags",
        "lead_stages",
    }  # fmt: skip
    order_key = kinds["order_lines"]["fields"][0]
    assert (order_key["name"], order_key["required"], order_key["label"]["zh-CN"]) == ("order_key", True, "订单号")


def test_an_upload_shows_its_rows_and_proposes_mappings(api: MakeClient, bob: User) -> None:
    answer = hand_over(api(bob), HEADER, GOOD)
    assert answer.status_code == 201
    shown = answer.json()
    assert shown["rows_sampled"] == [["o1", "2017-03-01 10:00:00", "p1", "1", "2.50", "7"]]
    assert [column["name"] for column in shown["columns"]] == HEADER.split(",")
    assert shown["proposals"][0]["kind"] == "order_lines"
    kept = Upload.objects.get().file
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "lines" not in kept.name


def test_a_request_far_too_large_is_refused_before_it_is_read(api: MakeClient, dora: User, settings: Any) -> None:
    settings.SIYU_UPLOAD_MAX_BYTES = 10
    answer = hand_over(api(dora), HEADER, GOOD * 5_000)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body.too_large")


def test_a_file_too_large_is_refused_and_not_kept(api: MakeClient, bob: User, settings: Any) -> None:
    settings.SIYU_UPLOAD_MAX_BYTES = 10
    answer = hand_over(api(bob), HEADER, GOOD)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "file.too_large")
    assert not list((settings.SIYU_HOME / "uploads").iterdir())
    assert not Upload.objects.exists()


def test_a_run_is_tried_then_loaded_and_its_quarantine_read(api: MakeClient, bob: User) -> None:
    client = api(bob)
    upload = hand_over(client, HEADER, GOOD, BAD).json()["id"]
    tried = start(client, upload, dry_run=True)
    assert (tried.status_code, tried.json()["state"]) == (201, "queued")
    run_import(int(tried.json()["id"]))
    shown = client.get(f"{ROOT}/imports/{tried.json()['id']}").json()
    assert (shown["state"], shown["rows_read"], shown["loaded"], shown["quarantined"]) == ("done", 2, 1, 1)

    made = start(client, upload).json()["id"]
    run_import(int(made))
    page = client.get(f"{ROOT}/imports").json()
    assert (page["total"], page["items"][0]["id"], page["items"][0]["progress"]) == (2, made, 1.0)
    held = client.get(f"{ROOT}/imports/{made}/quarantine").json()
    assert held["items"][0]["row_no"] == 2
    assert held["items"][0]["reason"]["code"] == "negative_money"
    assert held["items"][0]["values"]["order"] == "=1+1"


def test_the_csv_of_held_rows_cannot_run_a_formula_and_is_audited(api: MakeClient, bob: User) -> None:
    client = api(bob)
    made = start(client, hand_over(client, HEADER, BAD).json()["id"]).json()["id"]
    run_import(int(made))
    answer = client.get(f"{ROOT}/imports/{made}/quarantine.csv")
    text = b"".join(answer.streaming_content).decode()
    assert "'=1+1" in text
    assert ",-2.50," in text
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions[-3:] == ["upload.made", "import.started", "import.quarantine_exported"]


def test_an_analyst_sees_counts_but_neither_runs_imports_nor_reads_identifiers(
    api: MakeClient, bob: User, dora: User
) -> None:
    client = api(bob)
    made = start(client, hand_over(client, HEADER, BAD).json()["id"]).json()["id"]
    run_import(int(made))
    held = api(dora).get(f"{ROOT}/imports/{made}/quarantine").json()["items"]
    assert held[0]["values"]["household"] == "****"
    assert hand_over(api(dora), HEADER, GOOD).status_code == 403


def test_an_import_of_another_workspace_is_not_found(api: MakeClient, bob: User, charlie: User) -> None:
    made = start(api(bob), hand_over(api(bob), HEADER, GOOD).json()["id"]).json()["id"]
    assert api(charlie).get(f"/workspaces/elsewhere/imports/{made}").status_code == 404
    assert api(charlie).get(f"/workspaces/elsewhere/imports/{made}/quarantine.csv").status_code == 404


def test_a_waiting_import_is_stopped_and_resumed(api: MakeClient, bob: User) -> None:
    client = api(bob)
    made = start(client, hand_over(client, HEADER, GOOD).json()["id"]).json()["id"]
    assert client.post(f"{ROOT}/imports/{made}/resumptions", {}).status_code == 409
    assert client.post(f"{ROOT}/imports/{made}/stops", {}).json()["state"] == "stopped"
    assert client.post(f"{ROOT}/imports/{made}/stops", {}).status_code == 409
    assert client.post(f"{ROOT}/imports/{made}/resumptions", {}).json()["state"] == "queued"
    assert run_import(int(made)).state == Import.DONE


def test_a_mapping_that_does_not_fit_starts_nothing(api: MakeClient, bob: User) -> None:
    client = api(bob)
    upload = hand_over(client, HEADER, GOOD).json()["id"]
    answer = start(client, upload, mapping={**LINES, "columns": {}})
    assert (answer.status_code, answer.json()["error"]["where"]) == (422, "columns.order_key")
    assert not Import.objects.exists()
    assert start(client, "x").status_code == 404


def test_old_uploads_are_dropped_and_those_still_needed_kept(api: MakeClient, bob: User) -> None:
    client = api(bob)
    needed = hand_over(client, HEADER, GOOD).json()["id"]
    start(client, needed)
    hand_over(client, HEADER, GOOD)
    Upload.objects.update(made_at=datetime(2017, 1, 1, tzinfo=UTC))
    assert drop_old_uploads() == 1
    assert [upload.file.exists() for upload in Upload.objects.order_by("pk")] == [True, False]
    assert start(client, str(int(needed) + 1)).status_code == 404
