"""Starts `siyu up` as a user would, in a folder of its own, and stops it again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.migrated import plant

OTHER_SETTINGS = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SIYU_HOME", "SIYU_HTTPS"}
PATIENCE_S = 60.0


@dataclass(frozen=True)
class Live:
    """A running server and its folder."""

    address: str
    home: Path

    def siyu(self, *words: str) -> str:
        """Run a command on the server's data and return what it printed."""
        return run(self.home, *words)

    def login_link(self, email: str) -> str:
        """Make a one-time link that leads to this server."""
        printed = self.siyu("users", "link", email)
        path = printed[printed.index("/login/") :].split()[0]
        return self.address + path


def serve(folder: Path, files: dict[str, Path]) -> Iterator[Live]:
    """Open a shop, import its files and serve it until the generator is closed."""
    home = folder / "data"
    plant(home)
    run(home, "workspaces", "add", "shop", "--name", "Small shop", "--currency", "USD", "--zone", "America/New_York",
        "--owner", "alice@shop.example")  # fmt: skip
    for kind, file in files.items():
        run(home, "import", kind, str(file))
    port = _free_port()
    live = Live(f"http://127.0.0.1:{port}", home)
    log = folder / "up.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            _command(home, "up", "--port", str(port)), env=_environment(), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(live.address + "/api/v1/health", server, log)
        yield live
    finally:
        server.terminate()
        server.wait(timeout=120)


def run(home: Path, *words: str) -> str:
    """Run `siyu` and return its output; a failure shows what it said."""
    done = subprocess.run(_command(home, *words), env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "siyu.cli", "--home", str(home), "--lang", "en", *words]


def _environment() -> dict[str, str]:
    """The embedded default, whatever database the suite itself runs on; platforms are played on this machine."""
    kept = {name: value for name, value in os.environ.items() if name not in OTHER_SETTINGS}
    return {**kept, "SIYU_PLATFORM_HOSTS": "127.0.0.1", "PYTHONPATH": str(Path(__file__).parents[2] / "src")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())
