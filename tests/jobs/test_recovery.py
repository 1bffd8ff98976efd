"""The jobs of a dead worker are taken over."""

from __future__ import annotations

import os
import socket
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from siyu.jobs.lanes import MOST_ATTEMPTS, claim_next, drain
from siyu.jobs.models import Worker
from siyu.jobs.recovery import LEASE, recover
from tests.jobs import work

pytestmark = pytest.mark.django_db


def test_the_job_of_a_living_worker_is_left_alone(tmp_path: Path) -> None:
    _begin_a_job(tmp_path, _worker("alive"))
    assert recover() == 0


def test_the_job_of_a_silent_worker_runs_again(tmp_path: Path) -> None:
    _begin_a_job(tmp_path, _worker("silent", silent=LEASE))
    assert recover() == 1
    assert drain() == 1


def test_a_process_that_is_gone_is_noticed_before_its_lease_ends(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    _begin_a_job(tmp_path, _worker("gone", pid=gone.pid))
    assert recover() == 1


def test_a_worker_on_another_machine_has_its_lease(tmp_path: Path) -> None:
    _begin_a_job(tmp_path, _worker("far", pid=1, host="elsewhere"))
    assert recover() == 0


def test_a_job_that_kills_every_worker_fails_at_last(tmp_path: Path) -> None:
    work.note.enqueue(str(tmp_path), "deadly")
    for number in range(MOST_ATTEMPTS):
        claim_next(["default"], f"dead {number}")
        assert recover() == 1
    failed = DBTaskResult.objects.get()
    assert failed.status == "FAILED"
    assert "3 workers died" in failed.traceback


def _worker(name: str, *, pid: int | None = None, host: str | None = None, silent: timedelta = timedelta(0)) -> str:
    Worker.objects.create(
        name=name,
        pid=pid or os.getpid(),
        host=host or socket.gethostname(),
        seen_at=datetime.now(UTC) - silent,
    )
    return name


def _begin_a_job(folder: Path, worker: str) -> None:
    work.note.enqueue(str(folder), "hello")
    assert claim_next(["default"], worker)
