"""Which messages came in during the last days: a repeat is told by its id, whoever sends it again and however often.

A table a day, so that a day is forgotten by dropping it. Ids are kept as 128-bit digests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from django.db import connections, transaction

from siyu.connect.inbox.router import inbox_database

KEPT_DAYS = 7
AT_ONCE = 4_000
"""Narrow rows: so many are written in some twenty milliseconds."""
_TABLE = re.compile(r"connect_inbox_seen_(\d{8})")
_TYPES = {"sqlite": ("INTEGER", "BLOB", "INTEGER", " WITHOUT ROWID"), "postgresql": ("BIGINT", "BYTEA", "BIGINT", "")}


def digest_of(message_id: str) -> bytes:
    """Return the 128 bits by which a message id is remembered."""
    return blake2b(message_id.encode(), digest_size=16).digest()


def claim(workspace_id: int, batch: int, day: date, digests: Sequence[bytes]) -> set[bytes]:
    """Remember the ids under the batch and return those that another batch of the last days carries already.

    `day` is the day the batch was begun. Called again for the same batch it gives the same answer: what a batch
    claimed is its own. Writes in transactions of some twenty milliseconds.
    """
    own = _table_of(day)
    known = [name for name, known_on in _tables() if day - timedelta(days=KEPT_DAYS) <= known_on]
    if own not in known:
        _make(own)
    earlier = [name for name in known if name != own and _has_rows(name)]
    repeats: set[bytes] = set()
    # In the order of the table, so that neighbours are written to the same pages.
    for part in _parts(sorted(digests)):
        if earlier:
            repeats |= _carried_by_others(earlier, workspace_id, batch, part)
        fresh = [digest for digest in part if digest not in repeats] if repeats else part
        if _insert(own, workspace_id, batch, fresh) < len(fresh):
            repeats |= _carried_by_others([own], workspace_id, batch, fresh)
    return repeats


def forget_old(now: datetime | None = None) -> int:
    """Drop the tables of days that no repeat is looked for in; return how many."""
    last = (now or datetime.now(UTC)).date() - timedelta(days=KEPT_DAYS + 1)
    old = [name for name, day in _tables() if day < last]
    for name in old:
        with connections[inbox_database()].cursor() as cursor:
            cursor.execute(f"DROP TABLE {name}")
    return len(old)


def _table_of(day: date) -> str:
    return f"connect_inbox_seen_{day:%Y%m%d}"


def _tables() -> list[tuple[str, date]]:
    names = connections[inbox_database()].introspection.table_names()
    found = [match for match in map(_TABLE.fullmatch, names) if match]
    return [(match[0], datetime.strptime(match[1], "%Y%m%d").date()) for match in found]


def _make(table: str) -> None:
    connection = connections[inbox_database()]
    number, digest, batch, ending = _TYPES[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {table} (workspace_id {number} NOT NULL, digest {digest} NOT NULL, "
            f"batch {batch} NOT NULL, PRIMARY KEY (workspace_id, digest)){ending}"
        )


def _has_rows(table: str) -> bool:
    with connections[inbox_database()].cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - names of our own
        return cursor.fetchone() is not None


def _carried_by_others(tables: list[str], workspace_id: int, batch: int, digests: Sequence[bytes]) -> set[bytes]:
    marks = ", ".join(["%s"] * len(digests))
    found: set[bytes] = set()
    with connections[inbox_database()].cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT digest FROM {table} WHERE workspace_id = %s AND digest IN ({marks}) AND batch <> %s",  # noqa: S608 - names of our own
                [workspace_id, *digests, batch],
            )
            found.update(bytes(row[0]) for row in cursor.fetchall())
    return found


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
