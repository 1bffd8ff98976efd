"""Folder pulls by the API: only owners make them, operators ask and pause, everything is audited."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.pulls.jobs import look_into_due_folders
from siyu.connect.pulls.managing import claim_due, make_pull
from siyu.connect.pulls.models import FolderPull, PulledFile
from siyu.jobs.lanes import drain
from tests.conftest import MakeClient
from tests.connect.pulls.conftest import BEGIN, Look, document_of, drop
from tests.files import LINES

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
PATH = "/workspaces/shop/folder-pulls"


def test_an_owner_makes_changes_and_deletes_one(api: MakeClient, alice: User, folder: Path) -> None:
    client = api(alice)
    assert client.get("/workspaces/shop/import-folders").json()["there"] == [str(folder.parent), str(folder)]
    made = client.post(PATH, {"name": " till ", "document": document_of(folder)})
    assert (made.status_code, made.json()["name"], made.json()["last"]) == (201, "till", None)
    assert "folder_pull" in made.json()["yaml"]
    one = f"{PATH}/{made.json()['id']}"
    assert client.post(PATH, {"name": "till", "document": document_of(folder)}).status_code == 409
    changed = client.patch(one, {"name": "kasse", "document": document_of(folder, every_minutes=5)})
    assert (changed.json()["name"], changed.json()["document"]["every_minutes"]) == ("kasse", 5)
    assert client.get(PATH, search="kas").json()["total"] == 1
    assert client.delete(one).status_code == 204
    assert client.get(one).status_code == 404
    told = AuditEntry.objects.filter(object_type="folder_pull").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["folder_pull.made", "folder_pull.changed", "folder_pull.deleted"]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"folder": "/etc"}, "folder"),
        ({"pattern": "../*.csv"}, "pattern"),
        ({"encoding": "klingon"}, "encoding"),
        ({"every_minutes": 0}, "every_minutes"),
        ({"typo": 1}, "typo"),
        ({"mapping": {**LINES, "columns": {}}}, "mapping.columns.order_key"),
        ({"mapping": {}}, "mapping.imports"),
    ],
)
def test_a_document_of_no_use_is_refused_with_its_place(
    api: MakeClient, alice: User, folder: Path, changes: dict[str, Any], where: str
) -> None:
    answer = api(alice).post(PATH, {"name": "till", "document": {**document_of(folder), **changes}})
    assert (answer.status_code, answer.json()["error"]["where"]) == (422, where)
    assert not FolderPull.objects.exists()


def test_operators_ask_and_pause_but_make_none(
    api: MakeClient, bob: User, dora: User, pull: FolderPull, folder: Path
) -> None:
    client, one = api(bob), f"{PATH}/{pull.pk}"
    assert client.post(PATH, {"name": "other", "document": document_of(folder)}).status_code == 403
    assert client.patch(one, {"name": "other"}).status_code == 403
    assert client.delete(one).status_code == 403
    assert client.get("/workspaces/shop/import-folders").status_code == 403
    assert client.post(f"{one}/pauses").json()["paused_at"]
    assert claim_due(BEGIN + timedelta(days=9_000)) == 0
    assert client.post(f"{one}/resumptions").json()["paused_at"] is None
    assert api(dora).get(one).status_code == 200
    for verb in ("pauses", "looks", "retries"):
        assert api(dora).post(f"{one}/{verb}").status_code == 403


def test_a_look_that_was_asked_for_is_queued_once_and_tells_what_it_found(
    api: MakeClient, bob: User, pull: FolderPull, folder: Path
) -> None:
    (folder / "wrong.csv").write_text("a,b\n1,2\n")
    FolderPull.objects.update(document={**pull.document, "quiet_seconds": 0})
    drop(folder)
    client, one = api(bob), f"{PATH}/{pull.pk}"
    assert client.post(f"{one}/looks").status_code == 201
    client.post(f"{one}/looks")
    drain()
    shown = client.get(one).json()
    assert (shown["files"], shown["last"]["counts"]) == ({"failed": 1, "importing": 1}, {"failed": 1, "taken": 1})
    client.post(f"{one}/retries")
    drain()
    files = {file["name"]: file for file in client.get(f"{one}/files", sort="name").json()["items"]}
    assert (files["lines.csv"]["state"], files["lines.csv"]["loaded"]) == ("done", 2)
    assert files["wrong.csv"]["error"]["code"] == "mapping.unknown_column"
    assert client.get(f"{one}/files", state="done", search="LINES").json()["total"] == 1
    assert client.get(f"{one}/files", state="nonsense").status_code == 422


def test_what_is_due_is_looked_into_once_an_instant(pull: FolderPull, folder: Path, look: Look) -> None:
    assert look_into_due_folders.call() == 1
    assert look_into_due_folders.call() == 0
    drain()
    look(pull, 0)
    assert claim_due(BEGIN + timedelta(minutes=14)) == 0
    drop(folder)
    look(pull, 15)
    assert claim_due(BEGIN + timedelta(minutes=15, seconds=59)) == 0
    assert claim_due(BEGIN + timedelta(minutes=16)) == 1


def test_one_of_another_workspace_is_not_found(api: MakeClient, charlie: User, pull: FolderPull) -> None:
    one = f"/workspaces/elsewhere/folder-pulls/{pull.pk}"
    client = api(charlie)
    assert client.get("/workspaces/elsewhere/folder-pulls").json()["total"] == 0
    for path in (one, f"{one}/files"):
        assert client.get(path).status_code == 404
    for verb in ("pauses", "resumptions", "looks", "retries"):
        assert client.post(f"{one}/{verb}").status_code == 404
    assert client.patch(one, {"name": "mine"}).status_code == 404
    assert client.delete(one).status_code == 404


def test_deleting_one_forgets_its_files(workspace: Workspace, pull: FolderPull, folder: Path, look: Look) -> None:
    from siyu.connect.pulls.managing import delete_pull

    drop(folder)
    look(pull, 0)
    look(pull, 5)
    delete_pull(command_line(workspace), pull.pk)
    assert not PulledFile.objects.exists()
    assert make_pull(command_line(workspace), "till", document_of(folder)).pk != pull.pk
