"""From the body of a request to a row of the inbox: opened, judged as far as the client must know, sealed and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from django.conf import settings

from siyu.connect.collection import segment
from siyu.connect.collection.message import Envelope
from siyu.connect.collection.rates import TooFast, rates
from siyu.connect.collection.writers import Writer
from siyu.connect.inbox.committing import NotKeptError, Row, committer
from siyu.connect.inbox.limits import InboxFull, gate
from siyu.connect.inbox.refusals import refusals
from siyu.connect.inbox.sealing import seal
from siyu.lib.text import Text

SEGMENT, SENSORS = "segment", "sensors"


class Kept(msgspec.Struct, array_like=True):
    """What the sealed payload of a received request holds: the call, the client's clock, the JSON of each event."""

    call: str
    sent_at: datetime | None
    events: list[bytes]


@dataclass(frozen=True, slots=True)
class Given:
    """Events on their way into the inbox."""

    writer: Writer
    protocol: str
    call: str
    envelope: Envelope


def keep(given: Given) -> None:
    """Return when the events are durable.

    Raises `TooFast` (429) above the key's rate, and `InboxFull` (503) when too much waits or the disk refuses.
    """
    events = given.envelope.events
    if not events:
        return
    writer = given.writer
    try:
        gate.check()
        rates.take(writer.source, len(events), writer.rate or settings.SIYU_EVENTS_A_SECOND)
    except (TooFast, InboxFull) as refusal:
        refusals.count(writer.workspace_id, "too_fast" if isinstance(refusal, TooFast) else "full", len(events))
        raise
    kept = Kept(given.call, given.envelope.sent_at, events)
    payload = seal(msgspec.msgpack.encode(kept), writer.workspace_id)
    row = Row(writer.workspace_id, writer.source, given.protocol, datetime.now(UTC), len(events), payload)
    try:
        committer.keep(row)
    except NotKeptError as error:
        refusals.count(writer.workspace_id, "full", len(events))
        why = Text("未能写入磁盘：{error}", "it could not be written to the disk: {error}")
        raise InboxFull(why.format(error=str(error).replace("{", "(").replace("}", ")")[:200])) from error


def judge_single(envelope: Envelope, call: str) -> None:
    """Raise the `Refusal` an event of a single call would become a dead letter for: its client can mend it at once."""
    segment.understand(envelope.events[0], call, envelope.sent_at, datetime.now(UTC), "-")
