"""Callbacks on their way: sent, answered, sent again, lost, late, doubled and out of order, all by a seed."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from siyu_sandbox.agenda import Agenda
from siyu_sandbox.callbacks.envelopes import Posting, enclose
from siyu_sandbox.clock import Clock
from siyu_sandbox.ids import Ids
from siyu_sandbox.world.apps import Account, App

RETRIES, DEADLINE, URL_DEADLINE = 3, 5.0, 1.0
"""Sent again so often; seconds of real time to answer an event, and to answer the check of an address."""
REORDERED_FOR = 3.0


@dataclass(slots=True)
class Habits:
    """How badly the network behaves: chances from 0 to 1, and the bounds of a delay in virtual seconds."""

    loss: float = 0.0
    duplicate: float = 0.0
    reorder: float = 0.0
    delay: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class Delivery:
    """One event for one receiver. `state` is waiting, sent, answered, failed or lost."""

    id: int
    to: str
    event: dict[str, Any]
    posting: Posting
    made_at: int
    state: str = "waiting"
    statuses: list[int | None] = field(default_factory=list)
    """The HTTP status of every attempt; None when nothing came in time."""
    reply: str = ""


Post = Callable[[Delivery], None]


class Deliveries:
    """Sends events. `post` begins one attempt, whoever carries it out then calls `finish`; without it events wait here."""

    def __init__(self, seed: int, clock: Clock, agenda: Agenda, ids: Ids) -> None:
        self._clock, self._agenda, self._ids = clock, agenda, ids
        self._random = random.Random(f"deliveries {seed}")  # noqa: S311 - made to be repeated
        self.habits = Habits()
        self.post: Post | None = None
        self.on_reply: Callable[[Delivery], None] | None = None
        self.last: deque[Delivery] = deque(maxlen=10_000)
        self.counts: Counter[str] = Counter()

    def tell(self, holder: App | Account, whom: str, event: dict[str, Any]) -> Delivery | None:
        """Send an event to an app or account that has an address; `whom` is the id the message is sealed for."""
        if holder.receiver is None:
            self.counts["without address"] += 1
            return None
        agent = str(holder.agentid or "") if isinstance(holder, App) else None
        posting = enclose(
            event,
            holder.receiver,
            whom,
            agent=agent,
            now=self._clock.now(),
            nonce=self._ids.make("", 10),
            noise=self._ids.bytes(16),
        )
        delivery = Delivery(self._ids.number(), holder.key, event, posting, self._clock.now())
        self.last.append(delivery)
        self.counts["made"] += 1
        self._send_as_it_happens(delivery)
        return delivery

    def finish(self, delivery: Delivery, status: int | None, reply: str = "") -> None:
        """Note how an attempt ended; anything but 200 in time is sent again, three times in all."""
        delivery.statuses.append(status)
        if status == 200:
            delivery.state, delivery.reply = "answered", reply[:10_000]
            self.counts["answered"] += 1
            if reply and self.on_reply:
                self.on_reply(delivery)
        elif len(delivery.statuses) <= RETRIES:
            self._attempt(delivery)
        else:
            delivery.state = "failed"
            self.counts["failed"] += 1

    def _send_as_it_happens(self, delivery: Delivery) -> None:
        habits = self.habits
        if self._random.random() < habits.loss:
            delivery.state = "lost"
            self.counts["lost"] += 1
            return
        wait = self._random.uniform(*habits.delay)
        if self._random.random() < habits.reorder:
            self.counts["reordered"] += 1
            wait += self._random.uniform(0, REORDERED_FOR)
        self._later(wait, delivery)
        if self._random.random() < habits.duplicate:
            self.counts["doubled"] += 1
            self._later(wait, delivery)

    def _later(self, wait: float, delivery: Delivery) -> None:
        if wait:
            self._agenda.after(wait, lambda: self._attempt(delivery))
        else:
            self._attempt(delivery)

    def _attempt(self, delivery: Delivery) -> None:
        if self.post:
            delivery.state = "sent"
            self.counts["attempts"] += 1
            self.post(delivery)
