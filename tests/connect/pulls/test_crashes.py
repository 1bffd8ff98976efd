"""Killed between any two steps, a pull goes on: one import, every row once, every file moved once."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import, Upload
from siyu.connect.pulls.managing import make_pull
from siyu.connect.pulls.models import FolderPull
from tests.connect.pulls.conftest import Look, document_of, drop, run_all, states
from tests.files import Facts, counts

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = ["seen", "copied", "ordered", "marked", "moved", "settled"]


class Crash(BaseException):
    """Stands for kill -9: nothing in the code may catch it."""


@pytest.fixture
def moving(workspace: Workspace, folder: Path) -> FolderPull:
    """A pull that moves what it has brought in."""
    return make_pull(command_line(workspace), "till", document_of(folder, afterwards="move"))


@pytest.mark.parametrize("step", STEPS)
def test_it_goes_on_where_it_was(moving: FolderPull, folder: Path, look: Look, facts: Facts, step: str) -> None:
    drop(folder)
    crashed = []

    def crash(done: str) -> None:
        if done == step and not crashed:
            crashed.append(done)
            raise Crash

    for minute in range(0, 30, 5):
        try:
            look(moving, minute, hook=crash)
        except Crash:
            continue
        run_all(moving)
    assert crashed == [step]
    assert counts(Import.objects.get()) == (2, 2, 0, 0)
    assert Upload.objects.count() == 1
    assert len(facts("order_lines")) == 2
    assert states(moving) == {"lines.csv": "done"}
    assert [path.name for path in folder.iterdir()] == ["done"]
    assert [path.name for path in (folder / "done").iterdir()] == ["lines.csv"]
    assert [path.name for path in (folder.parents[2] / "home" / "uploads").iterdir()] == [Upload.objects.get().name]


def test_a_new_file_of_the_name_is_not_taken_for_the_one_that_was_moved(
    moving: FolderPull, folder: Path, look: Look
) -> None:
    drop(folder)
    look(moving, 0)
    look(moving, 5)
    run_all(moving)

    def crash(done: str) -> None:
        if done == "moved":
            raise Crash

    with pytest.raises(Crash):
        look(moving, 10, hook=crash)
    drop(folder, rows=("o9,2017-03-09 10:00:00,p1,1,9.00,9",), at=1_700_000_900)
    look(moving, 15)
    assert (folder / "lines.csv").exists()
    look(moving, 20)
    run_all(moving)
    look(moving, 25)
    assert Import.objects.count() == 2
    assert len(list((folder / "done").iterdir())) == 2
    assert not (folder / "lines.csv").exists()
