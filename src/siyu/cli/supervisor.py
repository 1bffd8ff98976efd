"""Keeps processes running: a crashed one is started again after a growing pause, and all end within seconds."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event

log = logging.getLogger("siyu.supervisor")

GRACE_SECONDS = 8.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
WELL_AFTER_SECONDS = 60.0
_LOOK_EVERY = 0.2


@dataclass
class Kept:
    """One process: how it is started, and since when it runs or when it is started again, if it is to be."""

    name: str
    command: Sequence[str]
    again: bool = True
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    crashes: int = field(default=0)

    def start(self) -> None:
        """Start it in a session of its own, so that its children can be ended with it."""
        tied = (sys.executable, "-m", "siyu.cli.tied", str(os.getpid()), *self.command)
        self.process = subprocess.Popen(tied, start_new_session=True, stdin=subprocess.DEVNULL)  # noqa: S603 - our own
        self.started = time.monotonic()

    def look(self, now: float) -> None:
        """Note a crash, and start again when the pause is over."""
        if self.process is not None and self.process.poll() is not None and self.again:
            self._note_crash(now)
        if self.process is None and now >= self.due:
            self.start()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and its children."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def _note_crash(self, now: float) -> None:
        assert self.process is not None
        self.crashes = 1 if now - self.started > WELL_AFTER_SECONDS else self.crashes + 1
        pause = min(FIRST_PAUSE * 2 ** (self.crashes - 1), LONGEST_PAUSE)
        log.warning("%s ended with %s; starting it again in %.1f s", self.name, self.process.returncode, pause)
        self.signal(signal.SIGKILL)
        self.process, self.due = None, now + pause


class Supervisor:
    """Runs the commands until SIGTERM or SIGINT."""

    def __init__(self, commands: dict[str, Sequence[str]]) -> None:
        self.kept = [Kept(name, command) for name, command in commands.items()]
        self.stopping = Event()

    def start_once(self, name: str, command: Sequence[str]) -> None:
        """Start one more that is not started again when it ends; it is stopped with the others."""
        self.kept.append(Kept(name, command, again=False))
        self.kept[-1].start()

    def run(self, *, while_running: Callable[[], None] = lambda: None) -> None:
        """Start all, keep them running, and stop them when told to; `while_running` is called at every look."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        try:
            for kept in self.kept:
                kept.start()
            while not self.stopping.wait(_LOOK_EVERY):
                for kept in self.kept:
                    kept.look(time.monotonic())
                while_running()
        finally:
            self.stop()

    def stop(self) -> None:
        """Ask all to end, wait some seconds, then end what is left with all its children."""
        for kept in self.kept:
            if kept.process is not None:
                with suppress(ProcessLookupError):
                    kept.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for kept in self.kept:
            if kept.process is not None:
                with suppress(subprocess.TimeoutExpired):
                    kept.process.wait(max(0.0, deadline - time.monotonic()))
        for kept in self.kept:
            kept.signal(signal.SIGKILL)
            if kept.process is not None:
                kept.process.wait()
