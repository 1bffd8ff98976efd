"""Things that go wrong on demand: codes, slow and broken answers, changed messages."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from siyu_sandbox.exchange import Answer


@dataclass(slots=True)
class Fault:
    """Meets calls whose path matches, with a chance, so many times.

    `code` answers it instead of doing anything. The others spoil the answer of what was done: `delay` seconds late,
    `broken` off in the middle, another HTTP `status`, or another `message` beside the true code.
    """

    id: int
    path: str = "*"
    times: int | None = None
    chance: float = 1.0
    code: int | None = None
    delay: float = 0.0
    is_broken: bool = False
    status: int | None = None
    message: str | None = None
    met: int = 0

    def spoil(self, answer: Answer) -> Answer:
        """Return the answer with what is wrong about it."""
        body = answer.body
        if self.message is not None and answer.content_type.startswith("application/json"):
            body = json.dumps({**json.loads(body), "errmsg": self.message}, ensure_ascii=False).encode()
        if self.status is not None and self.status != 200:
            return Answer(self.status, b"<html>error</html>", "text/html", self.delay)
        return Answer(answer.status, body, answer.content_type, self.delay, self.is_broken, answer.headers)


@dataclass(slots=True)
class Faults:
    """All faults that lie in wait."""

    seed: int
    waiting: list[Fault] = field(default_factory=list)
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(f"faults {self.seed}")  # noqa: S311 - made to be repeated

    def meet(self, path: str) -> Fault | None:
        """Return the first fault that meets a call, counted; one that is used up goes."""
        for fault in self.waiting:
            if fnmatchcase(path, fault.path) and self._random.random() < fault.chance:
                fault.met += 1
                if fault.times is not None and fault.met >= fault.times:
                    self.waiting.remove(fault)
                return fault
        return None
