"""Rows of a table about some ids: few are asked for by name, many are read in one go and sorted out here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from django.db.models import QuerySet

from siyu.engage.messaging.policy.asking import Ids

AT_ONCE = 500
MANY = 5_000
"""From so many on, reading a whole table is cheaper than naming whom it is read for."""


class Places:
    """Finds the place of an id among the sources of the people asked about."""

    def __init__(self, who: Ids, sources: Ids) -> None:
        order = np.argsort(sources, kind="stable")
        self.sources, self.who = sources[order], who[order]

    def of(self, ids: Ids) -> Ids:
        """Return the place of each id's person, -1 for an id of nobody asked about."""
        if not len(self.sources):
            return np.full(len(ids), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.sources, ids), len(self.sources) - 1)
        return np.where(self.sources[at] == ids, self.who[at], -1)


def rows_about(rows: QuerySet[Any], column: str, ids: Ids, *names: str) -> Iterator[tuple[Any, ...]]:
    """Yield the values of rows whose column is one of the ids; of many ids also rows of others."""
    if len(ids) >= MANY:
        yield from rows.values_list(*names).iterator(chunk_size=10_000)
        return
    for start in range(0, len(ids), AT_ONCE):
        some = [int(number) for number in ids[start : start + AT_ONCE]]
        yield from rows.filter(**{f"{column}__in": some}).values_list(*names)


def column(rows: list[tuple[Any, ...]], number: int) -> Ids:
    """Return one integer column of some rows."""
    return np.fromiter((row[number] for row in rows), dtype=np.int64, count=len(rows))
