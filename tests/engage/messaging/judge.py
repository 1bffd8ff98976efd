"""A second opinion on sending, in plain Python over what happened and what arrived: it shares no code with the policy."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA, BRAND = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
MASK = (1 << 64) - 1
KINDS = {"loopback": "sms", "group": "wecom", "custom": "official_account", "notice": "official_account"}


@dataclass(frozen=True)
class Said:
    """A message as it was wanted: for which id, by what, and what it says."""

    key: str
    source: int
    transport: str
    marketing: bool
    transactional: bool
    text: str
    batch: int | None = None
    reward: str = ""


@dataclass(frozen=True)
class Arrived:
    """A message as the platform got it: when, to whose address, and as whose the sender took it to be."""

    said: Said
    at: datetime
    to: int
    member: int


@dataclass
class World:
    """Everything that happened, in order."""

    people: list[int]
    owns: dict[int, set[str]]
    facts: list[tuple[int, str, str, datetime]]
    words: list[tuple[int, str, str, datetime]] = field(default_factory=list)
    merged: list[frozenset[int]] = field(default_factory=list)
    suppressed: list[tuple[int, str, str, datetime]] = field(default_factory=list)
    grants: list[tuple[int, datetime, datetime, int]] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)

    def merge(self, source: int, target: int) -> frozenset[int]:
        """Take down that two are one person, with all ids they had; return what was decided."""
        decided = self.person(source) | self.person(target)
        self.merged.append(decided)
        return decided

    def person(self, source: int) -> frozenset[int]:
        """Return all ids of whoever has this one."""
        found, before = frozenset({source}), frozenset[int]()
        while found != before:
            before = found
            found = found.union(*(decided for decided in self.merged if decided & found))
        return found

    def broken(self, said: Said, at: datetime, to: int | None, member: int, before: list[Arrived]) -> set[str]:
        """Return the rules it would break that this goes out now; `to` is the id of the address, None for any there is."""
        mine, channel = self.person(said.source), KINDS[said.transport]
        earlier = [one for one in before if one.to in mine]
        checks = {
            "consent": said.marketing and not self._agreed(mine, channel),
            "suppression": any(
                source in mine and way in {"", channel} and since <= at and (said.marketing or why != "unsubscribed")
                for source, way, why, since in self.suppressed
            ),
            "relation": not self._alive([to] if to else sorted(mine), channel, at),
            "holdout": said.marketing and drawn(member) < 0.3,
            "quiet_hours": not said.transactional and not time(9) <= at.astimezone(BRAND).time() < time(21),
            "grant": said.transport == "custom" and not self._granted([to] if to else sorted(mine), at, before),
            "quota": said.transport == "group" and self._today(earlier, at) >= 1,
            "frequency": said.marketing and self._too_often(earlier, at),
            "content": (said.marketing and (said.transport == "notice" or "最" in said.text)) or said.reward == "share",
            "duplicate": self._again(said, earlier, at),
        }
        return {rule for rule, is_broken in checks.items() if is_broken}

    def _agreed(self, mine: frozenset[int], channel: str) -> bool:
        last: dict[int, tuple[datetime, bool]] = {}
        for source, way, how, at in self.words:
            if source in mine and way == channel:
                word = (at, how == "withdrawn")
                last[source] = max(last.get(source, word), word)
        return bool(last) and not any(is_withdrawn for _, is_withdrawn in last.values())

    def _alive(self, sources: list[int], channel: str, at: datetime) -> bool:
        return any(channel in self.owns[source] and not self._left(source, channel, at) for source in sources)

    def _left(self, source: int, channel: str, at: datetime) -> bool:
        heard = [(when, what) for who, way, what, when in self.facts if (who, way) == (source, channel) and when <= at]
        follows = [when for when, what in heard if what == "followed"]
        leaves = [when for when, what in heard if what == "unfollowed"]
        return bool(leaves) and (not follows or max(leaves) >= max(follows))

    def _granted(self, sources: list[int], at: datetime, before: list[Arrived]) -> bool:
        return any(self._can_be_permitted(source, at, before) for source in sources if not self._left(source, "official_account", at))  # fmt: skip

    def _can_be_permitted(self, source: int, at: datetime, before: list[Arrived]) -> bool:
        """Say whether all messages to the id, this one too, can each be given a permission of its own."""
        times = [one.at for one in before if one.said.transport == "custom" and one.to == source] + [at]
        slots = [(opened, ends) for who, opened, ends, many in self.grants if who == source for _ in range(many)]
        taken: dict[int, int] = {}

        def place(message: int, seen: set[int]) -> bool:
            for slot, (opened, ends) in enumerate(slots):
                if slot not in seen and opened <= times[message] < ends:
                    seen.add(slot)
                    if slot not in taken or place(taken[slot], seen):
                        taken[slot] = message
                        return True
            return False

        return all(place(message, set()) for message in range(len(times)))

    def _today(self, earlier: list[Arrived], at: datetime) -> int:
        day = at.astimezone(CHINA).date()
        return sum(one.said.transport == "group" and one.at.astimezone(CHINA).date() == day for one in earlier)

    def _too_often(self, earlier: list[Arrived], at: datetime) -> bool:
        times = [one.at for one in earlier if one.said.marketing] + [at]
        return any(
            sum(start <= when < start + span for when in times) > most and start <= at < start + span
            for span, most in ((timedelta(hours=24), 1), (timedelta(days=7), 2))
            for start in times
        )

    def _again(self, said: Said, earlier: list[Arrived], at: datetime) -> bool:
        same = [one for one in earlier if (one.said.transport, one.said.text) == (said.transport, said.text)]
        lately = said.marketing and any(at - one.at < timedelta(days=2) for one in same)
        return lately or any(said.batch is not None and one.said.batch == said.batch for one in earlier)


def drawn(member: int) -> float:
    """Return the draw of a member of the brand `shop`, by SplitMix64 as it is published."""
    seed = int.from_bytes(hashlib.blake2b(b"shop", digest_size=8).digest(), "big")
    z = (seed + member * 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    z ^= z >> 31
    return (z >> 11) / (1 << 53)
