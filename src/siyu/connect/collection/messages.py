"""Loading the messages of SDKs: events, orders and refunds into the lake, profiles and the catalogue after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.connect.collection.columns import EventRow, event_rows
from siyu.connect.collection.message import Message
from siyu.connect.collection.order_facts import order_facts
from siyu.connect.collection.orders import BECOME_ORDERS, OrderRows, add_order, order_key_of, unknown_order
from siyu.connect.collection.people import people
from siyu.connect.collection.personal import part
from siyu.connect.collection.reading import Understood, read
from siyu.connect.events.counting import Seen, count_shapes
from siyu.connect.events.following import follow_of
from siyu.connect.events.learning import agreed_of, learn
from siyu.connect.events.models import Follow
from siyu.connect.inbox import message_ids
from siyu.connect.inbox.batches import received_in
from siyu.connect.inbox.letters import Letter, keep_letters
from siyu.connect.inbox.models import Batch as InboxBatch
from siyu.connect.loads.batch import Batch
from siyu.connect.loads.models import Load
from siyu.connect.loads.stages import ProfileChange, change_profiles, seal_for
from siyu.connect.vocabulary import CANCELLED
from siyu.lib.errors import Refusal

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from siyu.connect.loads.batch import Rows
    from siyu.engine.snapshot import Snapshot

AT_ONCE = 300
"""Profile changes a transaction writes at most."""


@dataclass
class MessageWork:
    """One batch on its way; what is worked out of its requests is the same every time."""

    workspace: Workspace
    batch: InboxBatch
    hook: Callable[[str], None]

    @cached_property
    def understood(self) -> Understood:
        """The batch's messages, without those that another batch brought already."""
        found = read(received_in(self.batch))
        digests = [message_ids.digest_of(message.message_id) for message in found.messages]
        day = self.batch.begun_at.date()
        taken = message_ids.claim(self.workspace.pk, self.batch.number, day, list(dict.fromkeys(digests)))
        kept = Understood(letters=found.letters, read=len(found.messages) + len(found.letters))
        for digest, message, origin in zip(digests, found.messages, found.origins, strict=True):
            if digest not in taken:
                taken.add(digest)
                kept.messages.append(message)
                kept.origins.append(origin)
        return kept

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """The source id of each message."""
        # Somebody may have been erased while the batch waited for its lane; what is remembered of them must not count.
        self.workspace.refresh_from_db(fields=["erasures"])
        return people.source_ids(self.workspace, self.understood.messages)

    @cached_property
    def shift(self) -> timedelta:
        """What leads from real time to the workspace's business time."""
        return self.workspace.clock.ahead()

    def prepare(self, snapshot: Snapshot) -> Batch:
        """Return the batch's facts; letters are kept before, so that a crash cannot lose them."""
        sorted_out = _SortedOut()
        for place, message in enumerate(self.understood.messages):
            try:
                self._sort_out(place, message, sorted_out)
                sorted_out.clear.append(message)
            except Refusal as refusal:
                sorted_out.letters.append(self.understood.origins[place].letter(message.name, refusal))
        rows: dict[str, Rows] = {}
        if sorted_out.events:
            rows["events"] = self._event_rows(sorted_out.events)
        made = order_facts(sorted_out.orders, snapshot, self.workspace, set(sorted_out.cancelled.values()))
        for place, key in sorted_out.cancelled.items():
            if key not in made.cancelled:
                sorted_out.letters.append(self.understood.origins[place].letter(CANCELLED, unknown_order(key)))
        letters = [*self.understood.letters, *sorted_out.letters]
        keep_letters(letters)
        self.hook("letters kept")
        seen = count_shapes(sorted_out.clear, agreed_of(self.workspace))
        notes = {
            "events": self.understood.read,
            "letters": len(letters),
            "seen": {name: one.as_dict() for name, one in seen.items()},
        }
        return Batch({**rows, **made.rows}, made.derive, notes, fresh=frozenset({"events"}))

    def follow(self, load: Load) -> None:
        """Keep what the batch tells of people and of its events, each part once: a row says how far this has come."""
        follow = follow_of(self.workspace, self.batch.number)
        changes = self._profile_changes()
        for start in range(follow.profiles, len(changes), AT_ONCE):
            some = changes[start : start + AT_ONCE]
            with transaction.atomic():
                change_profiles(self.workspace, some)
                Follow.objects.filter(pk=follow.pk).update(profiles=start + len(some))
            self.hook("profiles changed")
        if not follow.is_learnt:
            with transaction.atomic():
                learn(self.workspace, {name: Seen.of(one) for name, one in load.counts.get("seen", {}).items()})
                Follow.objects.filter(pk=follow.pk).update(is_learnt=True)
            self.hook("learnt")

    def _sort_out(self, place: int, message: Message, found: _SortedOut) -> None:
        if message.name == CANCELLED:
            found.cancelled[place] = order_key_of(message)
        elif message.name in BECOME_ORDERS:
            add_order(found.orders, message, int(self.ids[place]), self.workspace.currency, self.shift)
        elif message.name:
            found.events.append(_Event(message, int(self.ids[place]), *part(message.properties)))

    def _event_rows(self, events: list[_Event]) -> pa.Table:
        import numpy as np

        ids = np.array([event.source_id for event in events], dtype=np.int64)
        sealed = seal_for(self.workspace, ids, [event.private for event in events])
        rows = [
            EventRow(event.message, event.source_id, event.properties, event.open, text)
            for event, text in zip(events, sealed, strict=True)
        ]
        return event_rows(rows, self.batch.begun_at.date(), self.workspace.currency, self.shift)

    def _profile_changes(self) -> list[ProfileChange]:
        return [
            ProfileChange(int(source_id), message.profile.how, message.profile.values, message.occurred_at + self.shift)
            for message, source_id in zip(self.understood.messages, self.ids, strict=True)
            if message.profile is not None
        ]


class _Event(msgspec.Struct):
    message: Message
    source_id: int
    properties: dict[str, Any]
    open: bytes
    private: bytes | None


class _SortedOut:
    """The messages by what becomes of them."""

    def __init__(self) -> None:
        self.clear: list[Message] = []
        self.events: list[_Event] = []
        self.orders = OrderRows()
        self.cancelled: dict[int, str] = {}
        self.letters: list[Letter] = []
