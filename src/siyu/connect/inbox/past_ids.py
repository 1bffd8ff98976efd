"""Filters over the tables of message ids that are not written any more, kept in memory up to a bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from django.db import connections

from siyu.connect.inbox.router import inbox_database

if TYPE_CHECKING:
    from siyu.analytics.bloom import Filter

MOST_BYTES = 256 * 1024 * 1024
"""Some 128 million ids; of tables beyond it every id is looked for in the table."""
AT_ONCE = 50_000


class PastIds:
    """One filter for each table and workspace, made when it is first asked.

    It stays true because ids of a workspace are written by one process at a time and always to the newest table.
    """

    def __init__(self) -> None:
        self._filters: dict[tuple[str, int], Filter] = {}

    def doubtful(
        self, tables: Sequence[str], workspace_id: int, digests: Sequence[bytes]
    ) -> Iterator[tuple[str, list[bytes]]]:
        """Yield of each table the digests that may be in it; tables that hold none for sure are left out."""
        self._forget_all_but(tables)
        for table in reversed(tables):
            known = self._of(table, workspace_id)
            found = list(digests) if known is None else list(compress(digests, known.may_hold(digests).tolist()))
            if found:
                yield table, found

    def forget(self) -> None:
        """Forget everything, for tests."""
        self._filters.clear()

    def _of(self, table: str, workspace_id: int) -> Filter | None:
        known = self._filters.get((table, workspace_id))
        if known is None and sum(one.nbytes for one in self._filters.values()) < MOST_BYTES:
            known = self._filters[table, workspace_id] = _filter_of(table, workspace_id)
        return known

    def _forget_all_but(self, tables: Sequence[str]) -> None:
        gone = [key for key in self._filters if key[0] not in tables]
        for key in gone:
            del self._filters[key]


def _filter_of(table: str, workspace_id: int) -> Filter:
    from siyu.analytics.bloom import Filter

    with connections[inbox_database()].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE workspace_id = %s", [workspace_id])  # noqa: S608 - names of our own
        found = Filter(cursor.fetchone()[0])
        cursor.execute(f"SELECT digest FROM {table} WHERE workspace_id = %s", [workspace_id])  # noqa: S608 - names of our own
        while rows := cursor.fetchmany(AT_ONCE):
            found.add(bytes(row[0]) for row in rows)
    return found
