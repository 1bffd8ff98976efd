"""Puts the inbox, and the callbacks of platforms, into a SQLite file of its own, so that a busy worker never keeps a client waiting.

With PostgreSQL there is one database and nothing to route.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

OWN = "inbox"
LABELS = frozenset({"connect_inbox", "connect_callbacks"})


def inbox_database() -> str:
    """Return the alias of the database that holds the inbox."""
    return OWN if OWN in settings.DATABASES else "default"


class InboxRouter:
    """Sends what is received to its database and keeps all others out of it."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """Return the inbox's database for its models."""
        return inbox_database() if model._meta.app_label in LABELS else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Say where tables are made."""
        if OWN not in settings.DATABASES:
            return None
        return (app_label in LABELS) == (db == OWN)
