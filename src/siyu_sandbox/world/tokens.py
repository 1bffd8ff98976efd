"""Access tokens and tickets: who holds them, until when, and how they die early."""

from __future__ import annotations

from dataclasses import dataclass, field

from siyu_sandbox.errors import Rejected
from siyu_sandbox.ids import Ids

LIFE, GRACE = 7200, 300


@dataclass(slots=True)
class Token:
    """A token of an app or account. One of an earlier call stays here, so that its end can be told from nonsense."""

    value: str
    holder: str
    platform: str
    made_at: int
    ends_at: int
    use: str = "plain"
    """`plain`, `stable`, or the use of a ticket."""
    killed_at: int | None = None

    def is_good(self, now: int) -> bool:
        """Say whether it still opens anything."""
        return self.killed_at is None and now < self.ends_at


@dataclass(slots=True)
class Tokens:
    """All tokens ever given out; `latest` is the one a new call would be measured by."""

    ids: Ids
    by_value: dict[str, Token] = field(default_factory=dict)
    latest: dict[tuple[str, str], Token] = field(default_factory=dict)

    def make(self, holder: str, platform: str, now: int, use: str = "plain") -> Token:
        """Return a new token of 7200 seconds that takes the place of the latest."""
        token = Token(self.ids.make("", 180), holder, platform, now, now + LIFE, use)
        self.by_value[token.value] = token
        self.latest[holder, use] = token
        return token

    def keep(self, holder: str, platform: str, now: int, use: str = "plain") -> Token:
        """Return the latest token while it is good, else a new one."""
        latest = self.latest.get((holder, use))
        return latest if latest and latest.is_good(now) else self.make(holder, platform, now, use)

    def replace(self, holder: str, platform: str, now: int, use: str = "plain", grace: int = GRACE) -> Token:
        """Return a new token; the one before it works for `grace` seconds more."""
        before = self.latest.get((holder, use))
        if before:
            before.ends_at = min(before.ends_at, now + grace)
            if grace == 0:
                before.killed_at = now
        return self.make(holder, platform, now, use)

    def holder_of(self, value: str, platform: str, now: int) -> str:
        """Return who holds a good token; raises 41001, 40014 (official: 40001) or 42001."""
        if not value:
            raise Rejected(41001)
        token = self.by_value.get(value)
        if token is None or token.platform != platform or token.use not in {"plain", "stable"}:
            raise Rejected(40014 if platform == "wecom" else 40001, _message(platform))
        if token.killed_at is not None:
            raise Rejected(40014 if platform == "wecom" else 40001, _message(platform))
        if now >= token.ends_at:
            raise Rejected(42001)
        return token.holder

    def kill(self, holder: str, now: int) -> int:
        """End every good token of a holder at once, as the platforms reserve the right to; returns how many."""
        good = [one for one in self.by_value.values() if one.holder == holder and one.is_good(now)]
        for token in good:
            token.killed_at = now
        return len(good)


def _message(platform: str) -> str:
    return (
        "invalid access_token" if platform == "wecom" else "invalid credential, access_token is invalid or not latest"
    )
