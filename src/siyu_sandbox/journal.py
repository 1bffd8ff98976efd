"""What was called: counts by path and code, and the last calls; never a secret or a body."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field

LONGEST, MOST_KINDS, OTHERS = 200, 5000, "others"
"""Signs kept of a path; how many pairs of path and code are told apart; what all further ones are counted under."""


@dataclass(frozen=True, slots=True)
class Called:
    """One call and how it ended."""

    at: int
    method: str
    path: str
    code: int


@dataclass(slots=True)
class Journal:
    """Counts all calls and keeps the last thousand."""

    counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    last: deque[Called] = field(default_factory=lambda: deque(maxlen=1000))

    def note(self, at: int, method: str, path: str, code: int) -> None:
        """Count a call."""
        shown = path[:LONGEST]
        if (shown, code) not in self.counts and len(self.counts) >= MOST_KINDS:
            shown = OTHERS
        self.counts[shown, code] += 1
        self.last.append(Called(at, method, path[:LONGEST], code))

    def by_path(self) -> dict[str, dict[str, int]]:
        """Return how often each path was answered with each code."""
        found: dict[str, dict[str, int]] = {}
        for (path, code), times in self.counts.items():
            found.setdefault(path, {})[str(code)] = times
        return found
