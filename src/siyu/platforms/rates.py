"""How fast this process may call: a token bucket for every interface of a channel, for each of the platform's windows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_BURST = 0.1


@dataclass(slots=True)
class Bucket:
    """Lets at most `most` through in any window of `seconds`: a tenth of them at once, the others evenly."""

    most: int
    seconds: float
    level: float = field(init=False)
    at: float = field(init=False)

    def __post_init__(self) -> None:
        self.level, self.at = self._burst, 0.0

    def wait(self, now: float) -> float:
        """Return how long to wait for the next one."""
        self.level = min(self._burst, self.level + max(0.0, now - self.at) * self._pace)
        self.at = max(now, self.at)
        return max(0.0, (1 - self.level) / self._pace)

    @property
    def _burst(self) -> float:
        return max(1.0, self.most * _BURST)

    @property
    def _pace(self) -> float:
        return max(self.most - self._burst, self._burst) / self.seconds


class Rates:
    """All buckets of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._buckets: dict[tuple[object, float], Bucket] = {}

    def take(self, what: object, limits: Mapping[float, int]) -> float:
        """Take one of every window and return 0, or take none and return how many seconds to wait."""
        now = self._clock()
        with self._lock:
            buckets = [self._bucket(what, seconds, most, now) for seconds, most in limits.items()]
            wait = max((bucket.wait(now) for bucket in buckets), default=0.0)
            if wait == 0:
                for bucket in buckets:
                    bucket.level -= 1
        return wait

    def _bucket(self, what: object, seconds: float, most: int, now: float) -> Bucket:
        bucket = self._buckets.get((what, seconds))
        if bucket is None or bucket.most != most:
            bucket = self._buckets[what, seconds] = Bucket(most, seconds)
            bucket.at = now
        return bucket


RATES = Rates()
