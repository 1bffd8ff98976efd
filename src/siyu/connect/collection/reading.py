"""From a batch of received requests to messages, and to letters about what could not be understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from siyu.connect.collection import segment, sensors
from siyu.connect.collection.keeping import SENSORS, Kept
from siyu.connect.collection.message import Message
from siyu.connect.inbox.letters import Letter
from siyu.connect.inbox.models import Received
from siyu.connect.inbox.sealing import unseal
from siyu.lib.errors import Refusal
from siyu.lib.jsons import UNREADABLE

_kept = msgspec.msgpack.Decoder(Kept)


@dataclass
class Understood:
    """The messages of a batch in the order they came in, where each came from, and letters for the others."""

    messages: list[Message] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    read: int = 0


class Origin(msgspec.Struct):
    """The request a message came in by, its place in it and its bytes: what a letter about it needs."""

    received: Received
    place: int
    kept: Kept

    def letter(self, name: str, refusal: Refusal) -> Letter:
        """Return a letter about the message."""
        alone = Kept(self.kept.call, self.kept.sent_at, [self.kept.events[self.place]])
        return Letter(self.received, self.place, name, refusal, msgspec.msgpack.encode(alone))


def read(requests: Iterable[Received]) -> Understood:
    """Understand every event of the requests; one that cannot be becomes a letter with the reason."""
    found = Understood()
    for received in requests:
        kept = _kept.decode(unseal(bytes(received.payload), received.workspace_id))
        nth: Counter[bytes] = Counter()
        for place, raw in enumerate(kept.events):
            origin = Origin(received, place, kept)
            try:
                found.messages.append(_understand(origin, raw, nth))
                found.origins.append(origin)
            except Refusal as refusal:
                found.letters.append(origin.letter(_name_of(raw), refusal))
    return found


def _understand(origin: Origin, raw: bytes, nth: Counter[bytes]) -> Message:
    received = origin.received
    if received.protocol == SENSORS:
        # Its events have no id: the same bytes again in one request are another event.
        nth[raw] += 1
        return sensors.understand(raw, received.received_at, nth[raw] - 1)
    own = f"{received.pk}-{origin.place}"
    return segment.understand(raw, origin.kept.call, origin.kept.sent_at, received.received_at, own)


class _Named(msgspec.Struct):
    event: str = ""
    type: str = ""


def _name_of(raw: bytes) -> str:
    """Return what the event is called, as far as that can be read."""
    try:
        named = msgspec.json.decode(raw, type=_Named)
    except UNREADABLE:
        return ""
    return named.event or named.type
