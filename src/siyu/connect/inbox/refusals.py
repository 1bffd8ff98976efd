"""How much was refused lately: counted in this process by the minute, so that the console can tell of it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Literal

MINUTES = 60

Why = Literal["too_fast", "full"]


class Refusals:
    """Events refused, by workspace and reason, over the last hour of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._minutes: dict[int, Counter[tuple[int, Why]]] = {}
        self._lock = threading.Lock()

    def count(self, workspace_id: int, why: Why, events: int) -> None:
        """Add events that were refused just now."""
        minute = self._now()
        with self._lock:
            self._minutes.setdefault(minute, Counter())[workspace_id, why] += events
            for old in [each for each in self._minutes if each <= minute - MINUTES]:
                del self._minutes[old]

    def of(self, workspace_id: int) -> dict[str, int]:
        """Return how many events of the workspace were refused in the last hour, by reason."""
        since = self._now() - MINUTES
        with self._lock:
            recent = [counts for minute, counts in self._minutes.items() if minute > since]
        reasons: tuple[Why, ...] = ("too_fast", "full")
        return {why: sum(counts[workspace_id, why] for counts in recent) for why in reasons}

    def _now(self) -> int:
        return int(self._clock() // 60)


refusals = Refusals()
