"""No workspace is pulled from anywhere but below its own folder of those the host allows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.pulls.folders import folders_there, open_folder
from siyu.lib.errors import Refusal

pytestmark = pytest.mark.django_db


def refused(workspace: Workspace, folder: Path | str) -> str:
    with pytest.raises(Refusal) as refusal, open_folder(workspace, str(folder)):
        pass
    assert refusal.value.text.zh
    return refusal.value.code


def test_only_below_its_own_folder(workspace: Workspace, elsewhere: Workspace, folder: Path, tmp_path: Path) -> None:
    with open_folder(workspace, str(folder)) as held:
        assert held > 2
    other = tmp_path / "drops" / "elsewhere"
    other.mkdir()
    for place in (other, tmp_path, "/", "/etc", "till", f"{folder}/../../elsewhere", f"{folder}\0", tmp_path / "drops"):
        assert refused(workspace, place) == "pull.folder_not_allowed"
    assert refused(elsewhere, folder) == "pull.folder_not_allowed"


def test_nothing_is_allowed_until_the_host_says_so(workspace: Workspace, tmp_path: Path, settings: Any) -> None:
    settings.SIYU_IMPORT_FOLDERS = []
    assert refused(workspace, tmp_path) == "pull.folder_not_allowed"
    assert folders_there(workspace) == []


def test_no_link_is_followed_and_nothing_missing_opened(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (folder / "out").symlink_to(outside)
    assert refused(workspace, folder / "out") == "pull.folder_link"
    assert refused(workspace, folder / "out" / "deep") == "pull.folder_link"
    assert refused(workspace, folder / "none") == "pull.folder_missing"
    (folder / "file").write_text("")
    assert refused(workspace, folder / "file") == "pull.folder_missing"


def test_siyus_own_folder_is_never_read(workspace: Workspace, folder: Path, settings: Any) -> None:
    settings.SIYU_HOME = folder.parent
    assert refused(workspace, folder) == "pull.folder_home"


def test_the_hosts_folder_may_be_a_link(workspace: Workspace, folder: Path, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "mount").symlink_to(tmp_path / "drops")
    settings.SIYU_IMPORT_FOLDERS = [tmp_path / "mount"]
    with open_folder(workspace, str(tmp_path / "mount" / "shop" / "till")) as held:
        assert held > 2


def test_the_folders_that_are_there_are_told_without_those_of_siyu(workspace: Workspace, folder: Path) -> None:
    for name in ("done", "failed", ".git", "web"):
        (folder / name).mkdir()
    assert folders_there(workspace) == [str(folder.parent), str(folder), str(folder / "web")]
