"""A folder of the shop's that may be pulled from, and looks into it at given instants."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.imports.running import run_import
from siyu.connect.pulls.looking import look_into_folder
from siyu.connect.pulls.managing import make_pull
from siyu.connect.pulls.models import FolderLook, FolderPull, PulledFile
from tests.files import HEADER, LINES

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
ROWS = ("o1,2017-03-01 10:00:00,p1,1,2.50,7", "o2,2017-03-02 10:00:00,p1,1,1.00,8")

Look = Callable[..., FolderLook]


@pytest.fixture
def folder(workspace: Workspace, tmp_path: Path, settings: Any) -> Path:
    """The shop's folder below the one that the host allows; the home lies elsewhere."""
    settings.SIYU_IMPORT_FOLDERS = [tmp_path / "drops"]
    settings.SIYU_HOME = tmp_path / "home"
    made = tmp_path / "drops" / "shop" / "till"
    made.mkdir(parents=True)
    return made


def document_of(folder: Path, **changes: Any) -> dict[str, Any]:
    """Return the document of a pull of order lines."""
    return {"folder": str(folder), "pattern": "*.csv", "mapping": LINES, "quiet_seconds": 60, **changes}


@pytest.fixture
def pull(workspace: Workspace, folder: Path) -> FolderPull:
    """A pull of order lines that leaves files where they are."""
    return make_pull(command_line(workspace), "till", document_of(folder))


@pytest.fixture
def look() -> Look:
    """Look into a pull's folder so many minutes after the beginning."""

    def look_at(pull: FolderPull, minute: float = 0, **options: Any) -> FolderLook:
        found = look_into_folder(pull.pk, now=BEGIN + timedelta(minutes=minute), **options)
        assert found is not None
        return found

    return look_at


def drop(folder: Path, name: str = "lines.csv", rows: tuple[str, ...] = ROWS, *, at: float = 1_700_000_000) -> Path:
    """Put a file of order lines into the folder, last changed at an instant."""
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    os.utime(path, (at, at))
    return path


def run_all(pull: FolderPull) -> None:
    """Carry out what the pull has ordered."""
    for file in pull.files.filter(state=PulledFile.IMPORTING):
        assert file.run_id is not None
        run_import(file.run_id)


def states(pull: FolderPull) -> dict[str, str]:
    """Return the state of every file by its name."""
    return dict(pull.files.order_by("pk").values_list("name", "state"))


def reason(pull: FolderPull, name: str) -> str:
    """Return the code of why a file failed or waits."""
    error = pull.files.filter(name=name).order_by("-pk")[0].error
    assert error is not None
    return str(error["code"])
