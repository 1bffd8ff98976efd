"""Which messages came in during the last days: a repeat is told by its id, whoever sends it again and however often.

Ids are kept as 128-bit digests in tables of a day, so that a day is forgotten by dropping its tables. Digests fall
anywhere in a table, so a large one would cost a page written for every id: when a table has a million, the day goes on in
the next. Of the tables that are not written any more a filter in memory answers for nearly all ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from django.db import connections, transaction

from siyu.connect.inbox.past_ids import PastIds
from siyu.connect.inbox.router import inbox_database

KEPT_DAYS = 7
MOST_OF_A_TABLE = 1 << 20
AT_ONCE = 4_000
"""Narrow rows: so many are written in some twenty milliseconds."""
_NAME = re.compile(r"connect_inbox_seen_(\d{8})(?:_(\d{4,}))?")
_TYPES = {"sqlite": ("INTEGER", "BLOB", "INTEGER", " WITHOUT ROWID"), "postgresql": ("BIGINT", "BYTEA", "BIGINT", "")}


class _Table(NamedTuple):
    """One of a day's tables; they are written one after another."""

    day: date
    part: int

    @property
    def name(self) -> str:
        """What the database calls it."""
        return f"connect_inbox_seen_{self.day:%Y%m%d}" + (f"_{self.part:04d}" if self.part else "")


def digest_of(message_id: str) -> bytes:
    """Return the 128 bits by which a message id is remembered."""
    return blake2b(message_id.encode(), digest_size=16).digest()


def claim(workspace_id: int, batch: int, day: date, digests: Sequence[bytes]) -> set[bytes]:
    """Remember the ids under the batch and return those that another batch of the last days carries already.

    `day` is the day the batch was begun. Called again for the same batch it gives the same answer: what a batch
    claimed is its own. Writes in transactions of some twenty milliseconds. To be called by one process at a time for a
    workspace, its batches one after another.
    """
    tables = [table for table in _tables() if day - timedelta(days=KEPT_DAYS) <= table.day <= day]
    own = _written_to(day, tables)
    earlier = [table.name for table in tables if table != own]
    # In the order of the table, so that neighbours are written to the same pages.
    ordered = sorted(digests)
    repeats = {
        digest
        for name, doubtful in past_ids.doubtful(earlier, workspace_id, ordered)
        for part in _parts(doubtful)
        for digest in _carried_by_others(name, workspace_id, batch, part)
    }
    for part in _parts(ordered):
        fresh = [digest for digest in part if digest not in repeats] if repeats else part
        if _insert(own.name, workspace_id, batch, fresh) < len(fresh):
            repeats |= _carried_by_others(own.name, workspace_id, batch, fresh)
    return repeats


def forget_old(now: datetime | None = None) -> int:
    """Drop the tables of days that no repeat is looked for in; return how many."""
    last = (now or datetime.now(UTC)).date() - timedelta(days=KEPT_DAYS + 1)
    old = [table for table in _tables() if table.day < last]
    for table in old:
        with connections[inbox_database()].cursor() as cursor:
            cursor.execute(f"DROP TABLE {table.name}")
    return len(old)


def _tables() -> list[_Table]:
    names = connections[inbox_database()].introspection.table_names()
    found = [match for match in map(_NAME.fullmatch, names) if match]
    return sorted(_Table(datetime.strptime(match[1], "%Y%m%d").date(), int(match[2] or 0)) for match in found)


def _written_to(day: date, tables: Sequence[_Table]) -> _Table:
    """Return the table the day's ids are written to now, made when there is none or the last one is full."""
    last = max((table for table in tables if table.day == day), default=None)
    if last is None:
        return _make(_Table(day, 0))
    return _make(_Table(day, last.part + 1)) if _count(last.name) >= MOST_OF_A_TABLE else last


def _make(table: _Table) -> _Table:
    connection = connections[inbox_database()]
    number, digest, batch, ending = _TYPES[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {table.name} (workspace_id {number} NOT NULL, digest {digest} NOT NULL, "
            f"batch {batch} NOT NULL, PRIMARY KEY (workspace_id, digest)){ending}"
        )
    return table


def _count(table: str) -> int:
    with connections[inbox_database()].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - names of our own
        count: int = cursor.fetchone()[0]
    return count


def _carried_by_others(table: str, workspace_id: int, batch: int, digests: Sequence[bytes]) -> set[bytes]:
    marks = ", ".join(["%s"] * len(digests))
    with connections[inbox_database()].cursor() as cursor:
        cursor.execute(
            f"SELECT digest FROM {table} WHERE workspace_id = %s AND digest IN ({marks}) AND batch <> %s",  # noqa: S608 - names of our own
            [workspace_id, *digests, batch],
        )
        return {bytes(row[0]) for row in cursor.fetchall()}


def _insert(table: str, workspace_id: int, batch: int, digests: Sequence[bytes]) -> int:
    """Insert the ids that are not there and return how many those were."""
    alias = inbox_database()
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (workspace_id, digest, batch) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",  # noqa: S608 - names of our own
            [(workspace_id, digest, batch) for digest in digests],
        )
        inserted: int = cursor.rowcount
    return inserted


def _parts(digests: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(digests), AT_ONCE):
        yield digests[start : start + AT_ONCE]


past_ids = PastIds()
