"""Sweeping waits for readers that may still see what was deleted, and gives up for now instead of leaving it behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from siyu.lib.errors import Refusal
from siyu.unify.privacy import sweeping
from siyu.unify.privacy.sweeping import sweep_databases

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    """Another connection that has read and not ended; nobody has patience with it."""
    monkeypatch.setattr(sweeping, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(sweeping, "LOCK_SECONDS", 1)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA busy_timeout = 100")
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM unify_members_identifier")
    yield other
    other.close()
    connection.close()


def test_a_reader_from_before_is_waited_for(reader: BaseDatabaseWrapper) -> None:
    with pytest.raises(Refusal, match="readers keep"):
        sweep_databases()
    reader.cursor().execute("COMMIT")
    sweep_databases()


def test_a_table_that_is_in_use_is_not_waited_for_forever(
    reader: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no locks on tables")
    # As if the reader had begun after those from before were waited for.
    monkeypatch.setattr(sweeping, "_wait_until", lambda holds: None)
    with pytest.raises(Refusal, match="readers keep"):
        sweep_databases()
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "0", "other work on this connection waits as before"
