"""Looks for a text as bytes in what a database keeps on the disk, where no query reaches: free pages, dead rows, indexes, logs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.db import connections

RELATIONS = """
    SELECT relname FROM pg_class
    WHERE pg_relation_filepath(oid) IS NOT NULL AND NOT relisshared AND EXISTS (
        SELECT FROM unnest(%s::bytea[]) AS spelling
        WHERE position(spelling IN pg_read_binary_file(pg_relation_filepath(oid), 0, 1 << 28, true)) > 0
    )
"""


def raw_parts_with(alias: str, needle: str) -> Iterator[str]:
    """Yield the parts of a database that hold the text as bytes.

    Of SQLite `pages`, free ones among them, and `wal`; of PostgreSQL the files of `relation …`, as a superuser reads them:
    tables with their dead rows, indexes, long texts and the planner's samples.
    """
    spelt = {needle.encode(), json.dumps(needle)[1:-1].encode()}
    if connections[alias].vendor == "sqlite":
        file = Path(str(connections[alias].settings_dict["NAME"]))
        for part, path in (("pages", file), ("wal", Path(f"{file}-wal"))):
            raw = path.read_bytes() if path.exists() else b""
            if any(spelling in raw for spelling in spelt):
                yield part
        return
    with connections[alias].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(RELATIONS, [sorted(spelt)])
        yield from (f"relation {name}" for (name,) in cursor.fetchall())
