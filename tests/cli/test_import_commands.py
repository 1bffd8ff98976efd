"""Templates and folder pulls by command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run

ORDERS = "phone,order_id,order_time,amount\n13800138000,o1,2026-01-02 10:00:00,12.50\n"
NEXT = "phone,order_id,order_time,amount\n13800138000,o2,2026-01-03 10:00:00,1.00\n"


def write(path: Path, text: str) -> str:
    path.write_text(text)
    return str(path)


def rows(done: Any) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_a_template_is_listed_used_renamed_and_deleted(siyu: Run, shop: Workspace, tmp_path: Path) -> None:
    assert siyu("import", "orders", write(tmp_path / "orders.csv", ORDERS)).returncode == 0
    (one,) = rows(siyu("imports", "templates", "list", "--format", "json"))
    assert (one["name"], one["kind"], one["columns"], one["used_by"]) == ("orders", "orders", 4, "siyu")
    assert siyu("imports", "templates", "rename", "orders", "till").returncode == 0
    mapping = write(tmp_path / "till.yaml", siyu("imports", "templates", "show", "till").stdout)
    later = write(tmp_path / "later.csv", NEXT)
    (run,) = rows(siyu("import", "orders", later, "--template", "till", "--format", "json"))
    assert run["loaded"] == 1
    (again,) = rows(siyu("import", "orders", later, "--map", mapping, "--format", "json"))
    assert again["repeated"] == 1
    for words, arguments in (
        ("Known: till", ("import", "orders", later, "--template", "tiller")),
        ("is for orders, not for members", ("import", "members", later, "--template", "till")),
        ("either", ("import", "orders", later, "--template", "till", "--map", mapping)),
    ):
        refused = siyu(*arguments)
        assert (refused.returncode, words in refused.stderr) == (2, True), refused.stderr
    assert siyu("imports", "templates", "delete", "till").returncode == 0
    assert rows(siyu("imports", "templates", "list", "--format", "json")) == []


def test_a_folder_is_pulled_from_by_command(
    siyu: Run, shop: Workspace, tmp_path: Path, home: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path.parent / f"{tmp_path.name}-drops" / "shop"
    folder.mkdir(parents=True)
    settings.SIYU_IMPORT_FOLDERS = [folder.parent]
    mapping = "{imports: orders, columns: {order_key: {from: order_id}, occurred_at: {from: order_time}, sales: {from: amount}}}"
    text = f"folder: {folder}\nquiet_seconds: 1\nafterwards: move\nmapping: {mapping}\n"
    document = write(tmp_path / "pull.yaml", text)
    assert siyu("imports", "pulls", "add", "till", document).returncode == 0
    (told,) = rows(siyu("imports", "pulls", "list", "--format", "json"))
    assert (told["name"], told["kind"], told["paused"]) == ("till", "orders", False)
    write(folder / "orders.csv", ORDERS)
    (file,) = rows(siyu("imports", "pull", "till", "--format", "json"))
    assert (file["file"], file["state"], file["loaded"]) == ("orders.csv", "done", 1)
    assert (folder / "done" / "orders.csv").exists()
    write(folder / "wrong.csv", "a,b\n1,2\n")
    failed = siyu("imports", "pull", "till", "--format", "json")
    assert failed.returncode == 1
    assert "no column" in json.loads(failed.stdout)[0]["reason"]
    for words, arguments in (
        ("Known: till", ("imports", "pull", "tiller")),
        ("named “till”", ("imports", "pulls", "add", "till", document)),
        (
            "may not be pulled from",
            ("imports", "pulls", "add", "x", write(tmp_path / "x.yaml", "folder: /etc\nmapping: " + mapping)),
        ),
        ("can't read", ("imports", "pulls", "add", "x", "nowhere.yaml")),
    ):
        refused = siyu(*arguments)
        assert (refused.returncode, words in refused.stderr) == (2, True), refused.stderr
