"""Sweeping the databases: what was deleted still lies in free pages, dead rows and SQLite's log until they are rewritten."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connections
from django.db.backends.utils import CursorWrapper

from siyu.accounts.personal import personal_data
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

PATIENCE_SECONDS = 30.0
LOOK_EVERY_SECONDS = 0.2
LOCK_SECONDS = 5
"""So long the lock on a table of PostgreSQL is waited for; others who want the table wait behind us meanwhile."""

LOCK_NOT_AVAILABLE = "55P03"
OLDER_TRANSACTIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start < %s
"""


def sweep_databases() -> None:
    """Rewrite what may tell of members, so that no free page, dead row, index or log of SQLite tells of what was deleted.

    On SQLite readers go on meanwhile and writers wait; on PostgreSQL whoever wants a table waits while it is rewritten,
    and the write-ahead log stays PostgreSQL's own. Raises `Refusal` while readers keep the old rows from going.
    """
    for alias in settings.DATABASES:
        with connections[alias].cursor() as cursor:
            if connections[alias].vendor == "sqlite":
                _rewrite_file(cursor)
            else:
                _rewrite_tables(cursor)


def _rewrite_file(cursor: CursorWrapper) -> None:
    cursor.execute("VACUUM")

    def is_log_empty() -> bool:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]

    _wait_until(is_log_empty)


def _rewrite_tables(cursor: CursorWrapper) -> None:
    """Rewrite the tables with their indexes: a plain VACUUM frees the room of dead rows, and leaves their bytes in it."""
    cursor.execute("SELECT clock_timestamp()")
    now = cursor.fetchone()[0]

    def is_nobody_reading() -> bool:
        cursor.execute(OLDER_TRANSACTIONS, [now])
        return not cursor.fetchone()[0]

    # A transaction from before may still see the old rows, which a rewriting would therefore keep.
    _wait_until(is_nobody_reading)
    cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
    try:
        for table in _personal_tables():
            cursor.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
        # The planner's samples: common values and bounds of columns, which ANALYZE has replaced.
        cursor.execute("VACUUM (FULL) pg_catalog.pg_statistic")
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise _busy() from error
        raise
    finally:
        cursor.execute("RESET lock_timeout")


def _personal_tables() -> Iterator[str]:
    """Yield the tables of the models that answer to a store of personal data."""
    labels = {place for store in personal_data() for place in store.holds}
    for model in apps.get_models():
        if model._meta.label in labels:
            yield model._meta.db_table


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() >= deadline:
            raise _busy()
        time.sleep(LOOK_EVERY_SECONDS)


def _busy() -> Refusal:
    return Refusal(
        "privacy.database_busy",
        Text(
            "数据库正被读取，暂时无法清除已删除内容的残留", "readers keep the database from dropping what was deleted"
        ),
        mend=Text("稍后会自动继续。", "It goes on by itself in a moment."),
        status=409,
    )
