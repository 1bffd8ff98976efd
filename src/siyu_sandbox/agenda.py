"""What is due when: a queue on the virtual clock, carried out in order, each act at its own instant."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from itertools import count

from siyu_sandbox.clock import Clock

Act = Callable[[], None]


class Agenda:
    """Acts that wait for their instant. Equal instants go in the order they were planned."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: list[tuple[float, int, Act]] = []
        self._number = count()

    def __len__(self) -> int:
        return len(self._waiting)

    def plan(self, at: float, act: Act) -> None:
        """Carry out an act once the clock has reached `at`."""
        heapq.heappush(self._waiting, (at, next(self._number), act))

    def after(self, seconds: float, act: Act) -> None:
        """Carry out an act so many virtual seconds from now."""
        self.plan(self._clock.exact() + seconds, act)

    def catch_up(self, budget: float = 0.2) -> None:
        """Carry out what is due, for at most `budget` real seconds: what is left then holds the clock back."""
        until, give_up = self._clock.exact(), time.monotonic() + budget
        while self._waiting and self._waiting[0][0] <= until:
            if time.monotonic() > give_up:
                self._clock.move_to(self._waiting[0][0])
                return
            self._carry_out()

    def advance(self, seconds: float) -> None:
        """Move the clock on, carrying out on the way everything that becomes due."""
        until = self._clock.exact() + seconds
        while self._waiting and self._waiting[0][0] <= until:
            self._carry_out()
        self._clock.move_to(until)

    def _carry_out(self) -> None:
        at, _, act = heapq.heappop(self._waiting)
        with self._clock.pinned(at):
            act()
