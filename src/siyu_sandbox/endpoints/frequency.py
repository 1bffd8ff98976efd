"""Call frequencies: 45009 and for how long a path stays shut after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from siyu_sandbox.clock import HOUR, MINUTE
from siyu_sandbox.errors import FREQUENT, Rejected

WINDOWS = {MINUTE: 10_000, HOUR: 150_000}
"""What one corp may call one path, by the length of the window in seconds; the penalty is as long."""


@dataclass(slots=True)
class _Count:
    began: dict[int, tuple[int, int]] = field(default_factory=dict)
    shut_until: int = 0


@dataclass(slots=True)
class Frequencies:
    """Counts calls by caller and path in fixed windows."""

    scale: float = 1.0
    counts: dict[tuple[str, str], _Count] = field(default_factory=dict)

    def used(self, caller: str, path: str, length: int, now: int) -> int:
        """Return how many calls the window of this length has seen."""
        count = self.counts.get((caller, path))
        window, calls = count.began.get(length, (0, 0)) if count else (0, 0)
        return calls if window == now // length else 0

    def forget(self, caller: str, but: str) -> None:
        """Begin all counts of a caller anew, but for one."""
        for caller_and_path in [one for one in self.counts if one[0] == caller and one[1] != but]:
            del self.counts[caller_and_path]

    def note(self, caller: str, path: str, now: int, windows: dict[int, int] | None = None) -> None:
        """Count a call; raises 45009 when it is one too many, and until the penalty is over."""
        count = self.counts.setdefault((caller, path), _Count())
        if now < count.shut_until:
            raise Rejected(FREQUENT)
        for length, most in (windows or WINDOWS).items():
            window, calls = count.began.get(length, (0, 0))
            calls = calls + 1 if window == now // length else 1
            count.began[length] = (now // length, calls)
            if calls > max(1, most * self.scale):
                count.shut_until = now + length
                raise Rejected(FREQUENT)
