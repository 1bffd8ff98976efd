"""A person is left out of every file that lies there; others' rows, sizes and checksums stay true."""

from __future__ import annotations

import hashlib

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.understand.exports import erasing
from siyu.understand.exports.erasing import STORES
from siyu.understand.exports.managing import ask_run
from siyu.understand.exports.models import ExportRun, folder
from siyu.understand.exports.running import carry_out_run
from siyu.unify.members.erasing import person_of
from siyu.unify.members.models import Merge
from tests.understand.exports.conftest import Export

pytestmark = pytest.mark.django_db(databases="__all__")
(STORE,) = STORES


def run_of(export: Export) -> ExportRun:
    made = export(content="full")
    return carry_out_run(ask_run(command_line(made.workspace), made.pk).pk)


def ids_in(run: ExportRun) -> list[str]:
    run.refresh_from_db()
    return [line.split(",")[0] for line in run.file.read_text().splitlines()[1:]]


def test_the_row_goes_and_the_file_stays_true(export: Export, shop: Workspace) -> None:
    run, person = run_of(export), person_of(shop, 3)
    assert STORE.count(person) == 1
    STORE.erase(person)
    assert ids_in(run) == ["1", "2", "4", "5"]
    raw = run.file.read_bytes()
    assert (run.rows, run.erased_rows, run.file_bytes) == (4, 1, len(raw))
    assert run.sha256 == hashlib.sha256(raw).hexdigest()
    assert [path.name for path in folder().iterdir()] == [run.file.name]
    assert STORE.count(person) == 0
    STORE.erase(person)
    assert run.edition == 2


def test_an_edition_a_crash_left_behind_goes(export: Export, shop: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    run, person = run_of(export), person_of(shop, 3)
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "drop_older_editions", lambda _: None)
        STORE.erase(person)
    assert len(list(folder().iterdir())) == 2
    STORE.erase(person)
    run.refresh_from_db()
    assert [path.name for path in folder().iterdir()] == [run.file.name]


def test_an_unfinished_file_goes_as_a_whole(export: Export, shop: Workspace) -> None:
    run = run_of(export)
    ExportRun.objects.update(state="running")
    STORE.erase(person_of(shop, 9))
    assert not run.file.exists()


def test_whoever_was_merged_with_the_person_once_is_left_out_too(export: Export, shop: Workspace) -> None:
    run, person = run_of(export), person_of(shop, 3)
    Merge.objects.create(workspace=shop, source=3, target=5, by="alice", at=run.made_at, undone_at=run.made_at)
    assert STORE.settle is not None
    STORE.settle(person)
    assert ids_in(run) == ["1", "2", "3", "4"]
