"""Group commit: requests that arrive together are written in one transaction, and answered when it is on the disk."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import DatabaseError, connections, transaction

from siyu.connect.inbox.router import inbox_database

log = logging.getLogger("siyu.inbox")

MOST_AT_ONCE = 500
PATIENCE_SECONDS = 25.0
_TABLE = "connect_inbox_received"
_COLUMNS = ("workspace_id", "source", "protocol", "received_at", "events", "payload")


class NotKeptError(RuntimeError):
    """The request is not on the disk; the client must send it again."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of a request; `payload` is sealed."""

    workspace_id: int
    source: str
    protocol: str
    received_at: datetime
    events: int
    payload: bytes


Item = TypeVar("Item")


@dataclass
class _Waiting(Generic[Item]):
    row: Item
    settled: threading.Event = field(default_factory=threading.Event)
    error: Exception | None = None


class Committer(Generic[Item]):
    """One thread with a connection of its own writes for all request threads.

    `insert` writes rows inside a transaction on the inbox's database.
    """

    def __init__(self, insert: Callable[[Sequence[Item]], None], name: str) -> None:
        self._insert, self._name = insert, name
        self._waiting: deque[_Waiting[Item]] = deque()
        self._came = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = False

    def keep(self, row: Item) -> None:
        """Return when the row is durable. Raises `NotKeptError` when it is not, for every request of its group."""
        waiting = _Waiting(row)
        with self._came:
            self._ensure_thread()
            self._waiting.append(waiting)
            self._came.notify()
        if not waiting.settled.wait(PATIENCE_SECONDS):
            raise NotKeptError("the disk is too slow")
        if waiting.error is not None:
            raise NotKeptError(str(waiting.error)) from waiting.error

    def stop(self) -> None:
        """Write what waits, then end the thread and close its connection."""
        with self._came:
            self._stopping = True
            self._came.notify()
        if self._thread is not None:
            self._thread.join()
        self._stopping = False

    def _ensure_thread(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, daemon=True, name=self._name)
            self._thread.start()

    def _run(self) -> None:
        while group := self._next_group():
            error = self._write([waiting.row for waiting in group])
            for waiting in group:
                waiting.error = error
                waiting.settled.set()
        connections[inbox_database()].close()

    def _write(self, rows: list[Item]) -> Exception | None:
        alias = inbox_database()
        try:
            with transaction.atomic(using=alias):
                self._insert(rows)
        except DatabaseError as error:
            log.exception("%d requests could not be kept", len(rows))
            connections[alias].close()
            return error
        return None

    def _next_group(self) -> list[_Waiting[Item]]:
        """Wait for requests and return those that came; none when the committer stops."""
        with self._came:
            while not self._waiting and not self._stopping:
                self._came.wait()
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]


def insert_rows(rows: Sequence[Row]) -> None:
    """Insert the rows inside the caller's transaction on the inbox's database."""
    connection = connections[inbox_database()]
    adapt: Any = connection.ops.adapt_datetimefield_value
    names, marks = ", ".join(_COLUMNS), ", ".join(["%s"] * len(_COLUMNS))
    values = [
        (row.workspace_id, row.source, row.protocol, adapt(row.received_at), row.events, row.payload) for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_TABLE} ({names}) VALUES ({marks})", values)  # noqa: S608 - names of our own


committer: Committer[Row] = Committer(insert_rows, "inbox committer")
