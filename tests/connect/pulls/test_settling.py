"""What is over is moved beside, or left; what can't be moved is told and never brought in again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import
from siyu.connect.pulls.managing import make_pull
from siyu.connect.pulls.models import FolderPull
from tests.connect.pulls.conftest import Look, document_of, drop, reason, run_all, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def moving(workspace: Workspace, folder: Path) -> FolderPull:
    """A pull that moves what it has brought in."""
    return make_pull(command_line(workspace), "till", document_of(folder, afterwards="move"))


def test_what_failed_is_moved_and_tried_again_when_it_is_put_back(moving: FolderPull, folder: Path, look: Look) -> None:
    (folder / "wrong.csv").write_text("a,b\n1,2\n")
    look(moving, 0)
    look(moving, 5)
    assert states(moving) == {"wrong.csv": "failed"}
    assert (folder / "failed" / "wrong.csv").exists()
    (folder / "failed" / "wrong.csv").rename(folder / "wrong.csv")
    assert look(moving, 10).counts == {"failed": 1}
    assert reason(moving, "wrong.csv") == "mapping.unknown_column"
    assert (folder / "failed" / "wrong.csv").exists()


def test_a_file_that_was_replaced_meanwhile_stays(moving: FolderPull, folder: Path, look: Look) -> None:
    drop(folder)
    look(moving, 0)
    look(moving, 5)
    run_all(moving)
    drop(folder, rows=("o9,2017-03-09 10:00:00,p1,1,9.00,9",), at=1_700_000_900)
    look(moving, 10)
    assert (folder / "lines.csv").exists()
    assert list((folder / "done").iterdir()) == []
    look(moving, 15)
    assert Import.objects.count() == 2


def test_done_that_is_a_link_is_not_followed(moving: FolderPull, folder: Path, look: Look, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "done").symlink_to(outside)
    drop(folder)
    look(moving, 0)
    look(moving, 5)
    run_all(moving)
    look(moving, 10)
    assert list(outside.iterdir()) == []
    assert (states(moving), reason(moving, "lines.csv")) == ({"lines.csv": "done"}, "pull.not_moved")
    assert look(moving, 15).counts == {"known": 1}


def test_a_stopped_import_keeps_its_file_until_it_is_over(pull: FolderPull, folder: Path, look: Look) -> None:
    drop(folder)
    look(pull, 0)
    look(pull, 5)
    Import.objects.update(state=Import.STOPPED)
    look(pull, 10)
    assert states(pull) == {"lines.csv": "importing"}
    Import.objects.update(state=Import.QUEUED)
    run_all(pull)
    look(pull, 15)
    assert states(pull) == {"lines.csv": "done"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_to_is_told(moving: FolderPull, folder: Path, look: Look) -> None:
    drop(folder)
    look(moving, 0)
    look(moving, 5)
    run_all(moving)
    folder.chmod(0o500)
    look(moving, 10)
    folder.chmod(0o700)
    assert reason(moving, "lines.csv") == "pull.not_moved"
