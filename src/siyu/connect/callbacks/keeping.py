"""Keeping a callback before it is answered: group commit, repeats counted instead of kept, and a row for each handler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.db import connections

from siyu.connect.callbacks.fields import Fields
from siyu.connect.callbacks.handlers import LIFE, URGENT, Handler, handlers_of
from siyu.connect.callbacks.naming import digest_of, name_of
from siyu.connect.inbox.committing import Committer
from siyu.connect.inbox.router import inbox_database
from siyu.connect.inbox.sealing import seal

_COLUMNS = "workspace_id, channel_id, kind, name, digest, received_at, payload, repeats"
_KEEP = f"""
    INSERT INTO connect_callbacks_callback ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, 0)
    ON CONFLICT (digest) DO UPDATE SET repeats = connect_callbacks_callback.repeats + 1
    RETURNING id, repeats
"""  # noqa: S608 - names of our own
_HAND_OUT = """
    INSERT INTO connect_callbacks_handling
    (callback_id, workspace_id, handler, lane, due_at, deadline_at, taken_by, attempts, outcome)
    VALUES (%s, %s, %s, %s, %s, %s, '', 0, '')
"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A genuine callback on its way to the disk."""

    workspace_id: int
    channel_id: int
    kind: str
    received_at: datetime
    fields: Fields


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of a callback, and who is to work on it."""

    arrived: Arrived
    name: str
    digest: str
    payload: bytes
    handlers: Sequence[Handler]


def row_of(arrived: Arrived) -> Row:
    """Return the callback named, told from others and sealed."""
    name = name_of(arrived.fields)
    return Row(
        arrived,
        name,
        digest_of(arrived.channel_id, arrived.fields),
        seal(msgspec.msgpack.encode(arrived.fields), arrived.workspace_id),
        handlers_of(arrived.kind, name, arrived.fields),
    )


def insert_callbacks(rows: Sequence[Row]) -> None:
    """Insert the rows inside the caller's transaction on the inbox's database; a repeat is only counted."""
    connection = connections[inbox_database()]
    adapt: Any = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        for row in rows:
            of = row.arrived
            at = adapt(of.received_at)
            cursor.execute(
                _KEEP, (of.workspace_id, of.channel_id, of.kind, row.name, row.digest, at, row.payload)
            )  # fmt: skip
            number, repeats = cursor.fetchone()
            if not repeats:
                cursor.executemany(_HAND_OUT, [_handling(number, row, handler, adapt) for handler in row.handlers])


def _handling(number: int, row: Row, handler: Handler, adapt: Any) -> tuple[Any, ...]:
    of = row.arrived
    deadline = adapt(of.received_at + LIFE) if handler.lane == URGENT else None
    return number, of.workspace_id, handler.name, handler.lane, adapt(of.received_at), deadline


callback_committer: Committer[Row] = Committer(insert_callbacks, "callback committer")
