"""Loops that a worker runs in threads of their own, beside its queues: for work that comes in all the time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Loop:
    """A function by its import path, called with an event that is set when the worker stops."""

    name: str
    path: str

    def function(self) -> Callable[[threading.Event], Any]:
        """Import the function."""
        found: Callable[[threading.Event], Any] = import_string(self.path)
        return found


LOOPS: dict[str, Loop] = {}


def loop(name: str, path: str) -> None:
    """Declare a loop; called from an `apps.py`. It returns when its event is set; if it ends earlier the worker restarts."""
    LOOPS[name] = Loop(name, path)
