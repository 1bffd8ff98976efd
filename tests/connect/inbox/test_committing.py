"""Group commit: an acknowledgement means that the row is in the database; a failure reaches every request of its group."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connections

from siyu.connect.inbox import committing
from siyu.connect.inbox.committing import Committer, NotKeptError, Row
from siyu.connect.inbox.models import Received
from siyu.connect.inbox.router import inbox_database

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def committer() -> Iterator[Committer[Row]]:
    # Looked up at every call, because a test replaces it.
    made = Committer(lambda rows: committing.insert_rows(rows), "committer of the test")  # noqa: PLW0108
    yield made
    made.stop()


def row(number: int) -> Row:
    return Row(1, f"key:{number}", "segment", datetime.now(UTC), 1, b"sealed")


def keep_many(committer: Committer[Row], count: int) -> list[Exception | None]:
    told: list[Exception | None] = [None] * count

    def keep(number: int) -> None:
        try:
            committer.keep(row(number))
        except NotKeptError as error:
            told[number] = error

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_all_that_is_acknowledged_is_there(committer: Committer[Row]) -> None:
    assert keep_many(committer, 40) == [None] * 40
    assert Received.objects.count() == 40
    assert len(set(Received.objects.values_list("source", flat=True))) == 40


def test_a_group_is_one_transaction_and_its_failure_is_everybodys(
    committer: Committer[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = committing.insert_rows

    def fail(rows: list[Row]) -> None:
        insert(rows)
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(committing, "insert_rows", fail)
    told = keep_many(committer, 10)
    assert all(isinstance(error, NotKeptError) for error in told)
    assert Received.objects.count() == 0
    monkeypatch.setattr(committing, "insert_rows", insert)
    assert keep_many(committer, 3) == [None] * 3, "the next ones are kept again"


def test_the_inbox_has_a_file_of_its_own_on_sqlite() -> None:
    connection = connections[inbox_database()]
    if connection.vendor != "sqlite":
        assert inbox_database() == "default"
        return
    assert connection.settings_dict["NAME"] != connections["default"].settings_dict["NAME"]
    assert "connect_inbox_received" not in connections["default"].introspection.table_names()
    assert "accounts_user" not in connection.introspection.table_names()
