"""A home with its databases that was dear to make: kept once a process, and brought back for every further test."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction


class KeptHome:
    """A copy of a home's files and of all databases; tests that bring it back need `transactional_db`."""

    def __init__(self, home: Path, copy: Path) -> None:
        """Copy what the home and the databases hold now into a new folder."""
        self.copy = copy
        shutil.copytree(home, copy / "home")
        for alias in settings.DATABASES:
            _keep(alias, copy / alias)

    def bring_back(self, home: Path) -> None:
        """Put files and databases, whatever is in them, back as they were."""
        shutil.copytree(self.copy / "home", home, dirs_exist_ok=True)
        for alias in settings.DATABASES:
            _bring_back(alias, self.copy / alias)


def _keep(alias: str, folder: Path) -> None:
    folder.mkdir()
    connection = connections[alias]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "pages")) as copy:
            connection.connection.backup(copy)
        return
    for table in _tables(alias):
        with (
            (folder / table).open("wb") as file,
            connection.connection.cursor() as cursor,
            cursor.copy(f'COPY "{table}" TO STDOUT') as rows,
        ):
            for part in rows:
                file.write(part)


def _bring_back(alias: str, folder: Path) -> None:
    connection = connections[alias]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        # Page by page, so that the free ones come back with what is left in them.
        with closing(sqlite3.connect(folder / "pages")) as copy:
            copy.backup(connection.connection)
        return
    tables = _tables(alias)
    with transaction.atomic(using=alias), connection.connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
        for table in tables:
            with cursor.copy(f'COPY "{table}" FROM STDIN') as rows:
                rows.write((folder / table).read_bytes())


def _tables(alias: str) -> list[str]:
    return connections[alias].introspection.table_names()
