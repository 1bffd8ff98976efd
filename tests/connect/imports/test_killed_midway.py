"""An import that dies after any step goes on where it was: the counts add up and no row is there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.imports.handing_over import note_file, order_import
from siyu.connect.imports.models import Import
from siyu.connect.imports.running import run_import
from siyu.connect.imports.stopping import resume_import, stop_import
from siyu.unify.members.models import Member
from tests.files import HEADER, LINES, Facts, counts

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = [
    "staged", "prepared", "written", "frozen", "appended order_lines", "appended orders", "appended", "done",
    "removed", "chunk 0", "tidied",
]  # fmt: skip
ROWS = [f"o{n // 2},2017-03-0{1 + n // 2} 10:00:00,p{n % 2},1,1.00,{n // 2}" for n in range(8)]


class Crash(BaseException):
    """Stands for kill -9: nothing in the code may catch it."""


@pytest.fixture
def waiting(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """An import of eight lines in two chunks."""
    monkeypatch.setattr("siyu.connect.imports.staging.CHUNK_ROWS", 5)
    path = tmp_path / "lines.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n")
    upload, _ = note_file(workspace, path, by="alice")
    return order_import(upload, LINES, by="alice")


@pytest.mark.parametrize("step", STEPS)
def test_it_goes_on_where_it_was(waiting: Import, facts: Facts, step: str) -> None:
    def crash(done: str) -> None:
        if done == step:
            raise Crash

    with pytest.raises(Crash):
        run_import(waiting.pk, hook=crash)
    assert Import.objects.get(pk=waiting.pk).state == Import.RUNNING
    run = run_import(waiting.pk)
    assert counts(run) == (8, 8, 0, 0)
    assert run.chunks == 2
    assert [line["revision"] for line in facts("order_lines", "revision")] == [0] * 8
    assert [(order["revision"], order["lines"]) for order in facts("orders", "revision", "lines")] == [(0, 2)] * 4
    assert Member.objects.count() == 4


def test_it_stops_between_two_chunks_and_goes_on_when_asked(waiting: Import, facts: Facts) -> None:
    def stop(step: str) -> None:
        if step == "chunk 0":
            stop_import(waiting)

    stopped = run_import(waiting.pk, hook=stop)
    assert (stopped.state, stopped.loaded) == (Import.STOPPED, 6)
    assert len(facts("order_lines")) == 6
    assert run_import(waiting.pk).state == Import.STOPPED
    resume_import(waiting)
    assert counts(run_import(waiting.pk)) == (8, 8, 0, 0)
    assert len(facts("order_lines")) == 8


def test_one_that_is_stopped_before_it_begins_loads_nothing(waiting: Import, facts: Facts) -> None:
    stop_import(waiting)
    assert run_import(waiting.pk).state == Import.STOPPED
    assert facts("order_lines") == []


def test_an_internal_error_is_shown_and_the_import_can_be_run_again(waiting: Import) -> None:
    def fail(step: str) -> None:
        if step == "chunk 0":
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        run_import(waiting.pk, hook=fail)
    failed = Import.objects.get(pk=waiting.pk)
    assert (failed.state, failed.error and failed.error["code"]) == (Import.FAILED, "import.internal")
    assert counts(run_import(waiting.pk)) == (8, 8, 0, 0)
