"""Sweeping the databases: what was deleted still lies in free pages and in the write-ahead log until they are rewritten."""

from __future__ import annotations

import time

from django.conf import settings
from django.db import connections

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

PATIENCE_SECONDS = 30.0
LOOK_EVERY_SECONDS = 0.2


def sweep_databases() -> None:
    """Rewrite every SQLite file without free pages and empty its log; have PostgreSQL take out dead rows.

    Readers go on meanwhile; writers wait. Raises `Refusal` while readers keep the log from being emptied.
    """
    for alias in settings.DATABASES:
        connection = connections[alias]
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            _empty_log(alias)


def _empty_log(alias: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connections[alias].cursor() as cursor:
        while True:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
            if not busy:
                return
            if time.monotonic() >= deadline:
                raise Refusal(
                    "privacy.database_busy",
                    Text("数据库正被读取，暂时无法清空日志", "readers keep the database's log from being emptied"),
                    mend=Text("稍后会自动继续。", "It goes on by itself in a moment."),
                    status=409,
                )
            time.sleep(LOOK_EVERY_SECONDS)
