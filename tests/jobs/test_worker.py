"""A real worker process: killed in the middle of a job, the next one finishes it; a signal ends it in peace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENQUEUE = """
import sys
from siyu.cli.session import set_up
set_up()
from siyu.cli.schema import bring_up_to_date
bring_up_to_date()
from tests.jobs import work
getattr(work, sys.argv[1]).enqueue(*(float(one) if one[0].isdigit() else one for one in sys.argv[2:]))
"""


class Home:
    """A home of its own, in which jobs are queued and workers run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ours = ("SIYU", "DATABASE", "DJANGO")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self.environment = kept | {"SIYU_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        self.workers: list[subprocess.Popen[bytes]] = []

    def enqueue(self, *arguments: str) -> None:
        subprocess.run([sys.executable, "-c", ENQUEUE, *arguments], env=self.environment, cwd=self.folder, check=True)

    def start_worker(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "siyu.cli", "worker"]
        worker = subprocess.Popen(command, env=self.environment, cwd=self.folder, stderr=subprocess.DEVNULL)
        self.workers.append(worker)
        return worker

    def wait_for_notes(self, *expected: str) -> None:
        deadline = time.monotonic() + 60
        while self.notes() != list(expected):
            assert time.monotonic() < deadline, self.notes()
            time.sleep(0.05)

    def notes(self) -> list[str]:
        file = self.folder / "notes"
        return file.read_text().split() if file.exists() else []


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    for worker in made.workers:
        if worker.poll() is None:
            worker.kill()
            worker.wait()


def test_the_job_of_a_killed_worker_is_finished_by_the_next(own_home: Home, tmp_path: Path) -> None:
    own_home.enqueue("die_once", str(tmp_path))
    assert own_home.start_worker().wait(300) == -signal.SIGKILL
    assert own_home.notes() == ["began"]
    second = own_home.start_worker()
    own_home.wait_for_notes("began", "began", "finished")
    second.terminate()
    assert second.wait(20) == 0


def test_a_signal_lets_the_job_at_hand_finish(own_home: Home, tmp_path: Path) -> None:
    own_home.enqueue("take_long", str(tmp_path), "1.5")
    worker = own_home.start_worker()
    own_home.wait_for_notes("began")
    worker.terminate()
    assert worker.wait(20) == 0
    assert own_home.notes() == ["began", "finished"]
