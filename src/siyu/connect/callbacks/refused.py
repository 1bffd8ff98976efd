"""Callbacks that were refused lately: counted in this process by the hour, because nothing of them is kept."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable

HOURS = 24


class RefusedCallbacks:
    """Callbacks refused, by channel and the reason's code, over the last day of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._hours: dict[int, Counter[tuple[int, str]]] = {}
        self._lock = threading.Lock()

    def count(self, channel_id: int, code: str) -> None:
        """Add a callback that was refused just now."""
        hour = self._hour()
        with self._lock:
            self._hours.setdefault(hour, Counter())[channel_id, code] += 1
            for old in [each for each in self._hours if each <= hour - HOURS]:
                del self._hours[old]

    def of(self, channel_ids: set[int]) -> dict[str, int]:
        """Return how many callbacks for the channels were refused, by code."""
        since, found = self._hour() - HOURS, Counter[str]()
        with self._lock:
            for hour, counts in self._hours.items():
                for (channel_id, code), count in counts.items():
                    if hour > since and channel_id in channel_ids:
                        found[code] += count
        return dict(found)

    def _hour(self) -> int:
        return int(self._clock() // 3600)


refused_callbacks = RefusedCallbacks()
