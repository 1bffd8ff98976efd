"""How many events a second a key may send: a bucket a key, in this process."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

BURST_SECONDS = 2.0
MOST_BUCKETS = 100_000


class TooFast(Refusal):
    """Come back after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, round(seconds + 0.5))
        super().__init__(
            "rate.exceeded",
            Text("该密钥发送过快，请在 {seconds} 秒后重试", "this key sends too fast; try again in {seconds} s").format(
                seconds=self.seconds
            ),
            status=429,
        )


@dataclass
class _Bucket:
    left: float
    at: float


@dataclass
class Rates:
    """Token buckets that hold two seconds' worth; those used longest ago are forgotten when there are too many."""

    _buckets: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, source: str, events: int, rate: int) -> None:
        """Take the events from the key's bucket. Raises `TooFast` when it does not hold them.

        A request larger than the whole bucket passes when the bucket is full, and is paid for afterwards.
        """
        now = time.monotonic()
        with self._lock:
            bucket = self._buckets.setdefault(source, _Bucket(rate * BURST_SECONDS, now))
            self._buckets.move_to_end(source)
            while len(self._buckets) > MOST_BUCKETS:
                self._buckets.popitem(last=False)
            bucket.left = min(bucket.left + (now - bucket.at) * rate, rate * BURST_SECONDS)
            bucket.at = now
            needed = min(float(events), rate * BURST_SECONDS)
            if bucket.left < needed:
                raise TooFast((needed - bucket.left) / rate)
            bucket.left -= events

    def forget(self) -> None:
        """Fill all buckets, for tests."""
        with self._lock:
            self._buckets.clear()


rates = Rates()
