"""A server as a user starts it, in a folder of its own, that is restarted and whose processes are killed."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.browser.live import OTHER_SETTINGS
from tests.migrated import plant

PATIENCE = 120.0


class Server:
    """`siyu up` on a free port of this machine."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "data"
        self.log = folder / "up.log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        plant(self.home)
        self.up: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("a") as output:
            self.up = subprocess.Popen(
                self._command("up", "--port", str(self.port)), env=_environment(), stdout=output, stderr=output
            )
        self.wait_for(self.answers)

    def stop(self) -> None:
        """Stop it as a user does."""
        if self.up is not None:
            self.up.terminate()
            assert self.up.wait(300) == 0, self.log.read_text()
            self.up = None

    def kill(self, word: str) -> None:
        """Kill one of its processes, web (`granian`) or `worker`, in the middle of whatever it does."""
        assert self.up is not None
        for pid in _children(self.up.pid, word):
            os.kill(pid, signal.SIGKILL)

    def runs(self, word: str) -> bool:
        """Say whether the process runs."""
        return self.up is not None and bool(_children(self.up.pid, word))

    def answers(self) -> bool:
        """Say whether the web process answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/api/v1/health")
            with connection.getresponse() as response:
                return response.status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def siyu(self, *words: str) -> str:
        """Run a command on its home and return what it printed."""
        done = subprocess.run(self._command(*words), env=_environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def write_key(self) -> str:
        """Make a write key."""
        return self.siyu("keys", "create", "write").strip()

    def wait_until_loaded(self) -> None:
        """Wait until nothing waits in the inbox."""
        self.wait_for(lambda: self.waiting() == 0)

    def waiting(self) -> int:
        """Return how many requests wait."""
        with closing(sqlite3.connect(self.home / "inbox.sqlite3", timeout=20)) as inbox:
            found = inbox.execute("SELECT count(*) FROM connect_inbox_received WHERE loaded_at IS NULL").fetchone()
        return int(found[0])

    def rows(self, sql: str) -> list[dict[str, object]]:
        """Return the rows of a query over the lake."""
        found: list[dict[str, object]] = json.loads(self.siyu("sql", sql, "--format", "json"))
        return found

    def event_keys(self) -> list[str]:
        """Return the keys of all rows of the lake's events, read without the product."""
        import pyarrow.parquet as pq
        from deltalake import DeltaTable

        files = DeltaTable(self.home / "lake" / "main" / "events").file_uris()
        return [key for file in files for key in pq.read_table(file, columns=["key"])["key"].to_pylist()]

    def wait_for(self, holds: Callable[[], object]) -> None:
        """Wait until it holds; fail with the log after two minutes."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, self.log.read_text()[-5_000:]
            time.sleep(0.2)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "siyu.cli", "--home", str(self.home), "--lang", "en", *words]


def _environment() -> dict[str, str]:
    """The embedded default, whatever database the suite itself runs on."""
    kept = {name: value for name, value in os.environ.items() if name not in OTHER_SETTINGS}
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[3] / "src")}


def _children(parent: int, word: str) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [int(pid) for pid, above, args in rows if int(above) == parent and word in args]
