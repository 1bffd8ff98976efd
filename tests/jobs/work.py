"""Jobs for tests; what they did is a file, because a job may run in another process."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.db import OperationalError

from siyu.jobs import job


@job()
def note(folder: str, word: str) -> str:
    with Path(folder, "notes").open("a") as notes:
        notes.write(f"{word}\n")
    return word


@job()
def fail() -> None:
    raise ValueError("on purpose")


@job()
def find_the_database_busy(folder: str) -> None:
    note.call(folder, "tried")
    raise OperationalError("database is locked")


@job(queue="maintenance")
def tidy(folder: str) -> None:
    note.call(folder, "tidied")


@job()
def die_once(folder: str) -> None:
    """Kill the own process the first time, finish the second."""
    note.call(folder, "began")
    if Path(folder, "notes").read_text().count("began") == 1:
        os.kill(os.getpid(), 9)
    note.call(folder, "finished")


@job()
def take_long(folder: str, seconds: float) -> None:
    note.call(folder, "began")
    time.sleep(seconds)
    note.call(folder, "finished")
