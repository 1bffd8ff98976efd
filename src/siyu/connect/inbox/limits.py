"""How much may wait in the inbox: above it clients are asked to come back, before the disk is full."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Min

from siyu.connect.inbox.models import Received
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

RETRY_AFTER_SECONDS = 5
_LOOK_EVERY_SECONDS = 1.0


class InboxFull(Refusal):
    """Come back after `seconds`; nothing was kept."""

    def __init__(self, why: Text) -> None:
        self.seconds = RETRY_AFTER_SECONDS
        super().__init__(
            "inbox.full",
            why,
            mend=Text(
                "请稍后重发；若持续出现，请检查后台任务与磁盘。",
                "Send it again later; if it stays, look at the worker and the disk.",
            ),
            status=503,
        )


class Gate:
    """Looks at the backlog at most once a second."""

    def __init__(self) -> None:
        self._looked = 0.0
        self._full: Text | None = None
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise `InboxFull` while too much waits, it waits too long, or the disk is nearly full."""
        now = time.monotonic()
        if now - self._looked > _LOOK_EVERY_SECONDS and self._lock.acquire(blocking=False):
            try:
                self._full, self._looked = _look(), now
            finally:
                self._lock.release()
        if self._full is not None:
            raise InboxFull(self._full)


def _look() -> Text | None:
    waiting = Received.objects.filter(batch=None)
    if waiting[: settings.SIYU_INBOX_MOST_ROWS + 1].count() > settings.SIYU_INBOX_MOST_ROWS:
        return Text("待处理的请求过多", "too many requests are waiting to be loaded")
    oldest = waiting.aggregate(oldest=Min("received_at"))["oldest"]
    if oldest is not None and datetime.now(UTC) - oldest > timedelta(seconds=settings.SIYU_INBOX_MOST_SECONDS):
        return Text("待处理的请求等待过久", "requests have been waiting too long to be loaded")
    disk = os.statvfs(settings.SIYU_HOME)
    if disk.f_bavail * disk.f_frsize < settings.SIYU_INBOX_LEAST_DISK:
        return Text("磁盘空间不足", "the disk is nearly full")
    return None


gate = Gate()
