"""The log of calls: written by a thread of its own, many at once, because hundreds a second must not wait for a disk each."""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections import deque

from django.conf import settings
from django.db import DatabaseError, connection

from siyu.platforms.channels.models import PlatformCall

log = logging.getLogger("siyu.platforms")

AT_ONCE = 500
MOST_WAITING = 20_000
"""What comes beyond is left out: a log must not fill the memory while the database is away."""


class CallLog:
    """Calls that wait to be written. A process that is killed loses those of the last moments, and nothing but those."""

    def __init__(self) -> None:
        self._waiting: deque[PlatformCall] = deque(maxlen=MOST_WAITING)
        self._came = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def note(self, call: PlatformCall) -> None:
        """Have a call written soon; at once where `SIYU_CALL_LOG_SECONDS` is 0."""
        if not settings.SIYU_CALL_LOG_SECONDS:
            call.save()
            return
        self._waiting.append(call)
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, daemon=True, name="call log")
                self._thread.start()
        self._came.set()

    def flush(self) -> None:
        """Write what waits."""
        while self._waiting:
            some = [self._waiting.popleft() for _ in range(min(len(self._waiting), AT_ONCE))]
            try:
                PlatformCall.objects.bulk_create(some)
            except DatabaseError:
                log.warning("%d calls of platforms could not be logged", len(some), exc_info=True)

    def _run(self) -> None:
        while True:
            self._came.wait()
            self._came.clear()
            time.sleep(settings.SIYU_CALL_LOG_SECONDS)
            self.flush()
            connection.close()


call_log = CallLog()
atexit.register(call_log.flush)
