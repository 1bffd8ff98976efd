"""`siyu up`: both processes run, a killed one comes back, and a signal ends all."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PATIENCE = 300.0
"""Seconds; a loaded machine is slow to make a first home."""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def up(environment: dict[str, str], tmp_path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    log = (tmp_path / "up.log").open("wb")
    started = subprocess.Popen(
        [sys.executable, "-m", "siyu.cli", "up", "--port", str(port)],
        env=environment, cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    yield started
    if started.poll() is None:
        started.terminate()
        started.wait(120)
    log.close()


def test_it_starts_serves_restarts_and_stops(
    up: subprocess.Popen[bytes], tmp_path: Path, port: int, process: Run
) -> None:
    def log() -> str:
        return (tmp_path / "up.log").read_text()

    _wait_for(lambda: "Siyu is ready" in log(), log)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health") as answer:
        assert answer.read() == b'{"status":"ok"}'

    (link,) = re.findall(r"http://\S+/login/\S+", log())
    with pytest.raises(urllib.error.HTTPError) as page:
        urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(link + "x")
    with page.value as answer:
        assert answer.code == 410

    _wait_for(lambda: _children(up.pid, "worker"), log)
    (worker,) = _children(up.pid, "worker")
    os.kill(worker, signal.SIGKILL)
    _wait_for(lambda: set(_children(up.pid, "worker")) - {worker}, log)

    (web,) = _children(up.pid, "granian")
    os.kill(web, signal.SIGKILL)
    _wait_for(lambda: set(_children(up.pid, "granian")) - {web} and _answers(port), log)

    second = process("up", "--port", str(port + 1))
    assert second.returncode == 2
    assert "running" in second.stderr

    left = _descendants(up.pid)
    up.send_signal(signal.SIGTERM)
    assert up.wait(120) == 0
    _wait_for(lambda: not any(_is_running(pid) for pid in left), log)


@pytest.mark.slow
def test_nothing_outlives_a_killed_supervisor(up: subprocess.Popen[bytes], tmp_path: Path, port: int) -> None:
    def log() -> str:
        return (tmp_path / "up.log").read_text()

    _wait_for(lambda: "Siyu is ready" in log(), log)
    left = _descendants(up.pid)
    up.kill()
    up.wait()
    _wait_for(lambda: not any(_is_running(pid) for pid in left), log)


def test_it_refuses_a_port_that_is_taken(process: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = process("up", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "siyu doctor" in done.stderr


def _wait_for(holds: Callable[[], object], log: Callable[[], str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, log()
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health", timeout=2):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False


def _children(parent: int, word: str) -> list[int]:
    return [pid for pid, above, command in _processes() if above == parent and word in command]


def _descendants(parent: int) -> set[int]:
    found = {parent}
    for _ in range(3):
        found |= {pid for pid, above, _ in _processes() if above in found}
    return found - {parent}


def _is_running(pid: int) -> bool:
    return any(pid == one for one, _, _ in _processes())


def _processes() -> list[tuple[int, int, str]]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 3) for line in listed.splitlines()]
    return [(int(pid), int(above), args) for pid, above, state, args in rows if not state.startswith("Z")]
