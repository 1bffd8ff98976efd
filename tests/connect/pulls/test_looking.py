"""A file is taken when it is complete, once, and what is wrong with others is told without stopping it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siyu.accounts.models import AuditEntry, Workspace
from siyu.connect.imports.models import Import, Upload
from siyu.connect.pulls.models import FolderPull, PulledFile
from tests.connect.pulls.conftest import ROWS, Look, drop, reason, run_all, states
from tests.files import HEADER, Facts, counts

pytestmark = pytest.mark.django_db


def test_a_file_is_taken_at_the_second_look_and_its_import_runs_to_the_end(
    pull: FolderPull, folder: Path, look: Look, facts: Facts
) -> None:
    drop(folder)
    assert look(pull, 0).counts == {"waiting": 1}
    assert look(pull, 0.5).counts == {"waiting": 1}
    assert not Import.objects.exists()
    assert look(pull, 1).counts == {"taken": 1}
    run_all(pull)
    assert look(pull, 2).counts == {"known": 1}
    run = Import.objects.get()
    assert counts(run) == (2, 2, 0, 0)
    assert (run.by, run.upload.filename, run.upload.path) == ("pull:till", "lines.csv", "")
    assert states(pull) == {"lines.csv": "done"}
    assert (folder / "lines.csv").exists()
    assert [row["key"] for row in facts("orders", "key")] == ["o1", "o2"]
    assert AuditEntry.objects.filter(action="import.started", object_id=str(run.pk)).count() == 1


def test_a_file_that_grows_waits_until_it_rests(pull: FolderPull, folder: Path, look: Look) -> None:
    path = drop(folder, rows=ROWS[:1])
    look(pull, 0)
    drop(folder, at=1_700_000_100)
    assert look(pull, 5).counts == {"waiting": 1}
    os.utime(path, (1_700_000_200, 1_700_000_200))
    assert look(pull, 10).counts == {"waiting": 1}
    assert look(pull, 15).counts == {"taken": 1}
    assert Upload.objects.get().bytes == path.stat().st_size


def test_a_file_that_grows_while_it_is_copied_is_waited_for_again(
    pull: FolderPull, folder: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(folder)
    look(pull, 0)
    read = os.read

    def grow(descriptor: int, size: int) -> bytes:
        with path.open("a") as file:
            file.write("o3,2017-03-03 10:00:00,p1,1,1.00,8\n")
        return read(descriptor, size)

    with monkeypatch.context() as patch:
        patch.setattr("siyu.connect.pulls.copying.os.read", grow)
        assert look(pull, 5).counts == {"waiting": 1}
    assert not Import.objects.exists()
    assert not list((folder.parents[2] / "home" / "uploads").iterdir())
    look(pull, 10)
    assert look(pull, 15).counts == {"taken": 1}


def test_one_that_vanishes_is_told_and_one_that_comes_back_is_taken(pull: FolderPull, folder: Path, look: Look) -> None:
    drop(folder).unlink()
    drop(folder)
    look(pull, 0)
    (folder / "lines.csv").unlink()
    assert look(pull, 5).counts == {"gone": 1}
    assert (states(pull), reason(pull, "lines.csv")) == ({"lines.csv": "gone"}, "pull.file_gone")
    drop(folder)
    look(pull, 10)
    assert look(pull, 15).counts == {"taken": 1}


def test_the_same_content_and_name_is_taken_once_and_other_content_again(
    pull: FolderPull, folder: Path, look: Look
) -> None:
    drop(folder)
    look(pull, 0)
    look(pull, 5)
    run_all(pull)
    drop(folder, at=1_700_000_500)
    assert look(pull, 10).counts == {"waiting": 1}
    assert look(pull, 15).counts == {"known": 1}
    assert look(pull, 20).counts == {"known": 1}
    assert Import.objects.count() == 1
    drop(folder, rows=ROWS[:1], at=1_700_000_600)
    look(pull, 25)
    assert look(pull, 30).counts == {"taken": 1}
    assert Import.objects.count() == 2


def test_one_bad_file_is_told_with_its_reason_and_stops_no_other(pull: FolderPull, folder: Path, look: Look) -> None:
    (folder / "wrong.csv").write_text("a,b\n1,2\n")
    (folder / "empty.csv").write_text("")
    (folder / "link.csv").symlink_to(folder / "good.csv")
    os.mkfifo(folder / "pipe.csv")
    drop(folder, "good.csv")
    look(pull, 0)
    assert look(pull, 5).counts == {"failed": 4, "taken": 1}
    assert states(pull) == {
        "wrong.csv": "failed", "empty.csv": "failed", "link.csv": "failed", "pipe.csv": "failed", "good.csv": "importing",
    }  # fmt: skip
    assert reason(pull, "wrong.csv") == "mapping.unknown_column"
    assert reason(pull, "empty.csv") == "file.empty"
    assert reason(pull, "link.csv") == reason(pull, "pipe.csv") == "pull.no_file"
    assert Import.objects.count() == Upload.objects.count() == 1
    run_all(pull)
    assert look(pull, 10).counts == {"known": 5}


def test_a_failed_file_is_tried_again_when_asked(pull: FolderPull, folder: Path, look: Look) -> None:
    (folder / "wrong.csv").write_text("a,b\n1,2\n")
    look(pull, 0)
    look(pull, 5)
    assert look(pull, 10).counts == {"known": 1}
    PulledFile.objects.update(retry_asked_at="2026-01-01T00:00:00Z")
    assert look(pull, 15).counts == {"failed": 1}
    assert look(pull, 20).counts == {"known": 1}


def test_hidden_and_passing_files_folders_and_other_names_are_left_alone(
    pull: FolderPull, folder: Path, look: Look
) -> None:
    for name in (".hidden.csv", "~$open.csv", "half.csv.part", "notes.txt"):
        drop(folder, name)
    (folder / "older.csv").mkdir()
    assert look(pull, 0).counts == {}
    assert not PulledFile.objects.exists()


def test_a_file_that_can_not_be_read_now_waits_with_its_reason(
    pull: FolderPull, folder: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder)
    look(pull, 0)
    monkeypatch.setattr("siyu.connect.pulls.copying.SPARE_BYTES", 1 << 60)
    assert look(pull, 5).counts == {"waiting": 1}
    assert reason(pull, "lines.csv") == "pull.disk_full"
    monkeypatch.undo()
    assert look(pull, 10).counts == {"taken": 1}


def test_with_no_quiet_time_a_file_is_taken_at_first_sight(
    workspace: Workspace, folder: Path, look: Look, pull: FolderPull
) -> None:
    pull.document = {**pull.document, "quiet_seconds": 0}
    pull.save()
    drop(folder)
    assert look(pull, 0).counts == {"taken": 1}


def test_a_folder_that_is_gone_is_told_once_and_counted(pull: FolderPull, folder: Path, look: Look) -> None:
    folder.rmdir()
    look(pull, 0)
    found = look(pull, 15)
    assert (found.times, found.error and found.error["code"]) == (2, "pull.folder_missing")
    folder.mkdir()
    assert look(pull, 30).error is None
    assert pull.looks.count() == 2


def test_a_file_without_rows_is_refused_and_no_copy_is_kept(
    pull: FolderPull, folder: Path, look: Look, home: Path
) -> None:
    (folder / "head.csv").write_text(f"{HEADER}\n")
    look(pull, 0)
    assert look(pull, 5).counts == {"failed": 1}
    assert reason(pull, "head.csv") == "file.no_rows"
    assert not list((home / "home" / "uploads").iterdir())
