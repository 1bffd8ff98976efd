"""What a batch of events looks like: how many of each type, and of what types their properties are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from siyu.connect.collection.message import Message

LOOKED_AT = 100
"""Of a type that was not agreed so many events of a batch are looked at; of an agreed one all are."""
MOST_NAME = 100

Agreed = Mapping[str, Mapping[str, str]]


@dataclass
class Seen:
    """What was seen of one type: `properties` is `{name: {type: count}}`, `departures` `{name: {kind:type: count}}`."""

    count: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    properties: dict[str, Counter[str]] = field(default_factory=dict)
    departures: dict[str, Counter[str]] = field(default_factory=dict)

    def note(self, at: datetime) -> None:
        """Count an event."""
        self.count += 1
        self.first_at = at if self.first_at is None else min(self.first_at, at)
        self.last_at = at if self.last_at is None else max(self.last_at, at)

    def look(self, properties: bytes, agreed: Mapping[str, str] | None) -> None:
        """Note what types the properties of an event have and where they depart from what was agreed."""
        given: dict[str, Any] = msgspec.json.decode(properties)
        for name, value in given.items():
            found = type_of(value)
            self.properties.setdefault(name[:MOST_NAME], Counter())[found] += 1
            if agreed is None or found == "null":
                continue
            if name not in agreed:
                self.departures.setdefault(name[:MOST_NAME], Counter())[f"unknown:{found}"] += 1
            elif agreed[name] not in {found, "any"}:
                self.departures.setdefault(name[:MOST_NAME], Counter())[f"type:{found}"] += 1

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "count": self.count,
            "first_at": self.first_at.isoformat() if self.first_at else None,
            "last_at": self.last_at.isoformat() if self.last_at else None,
            "properties": self.properties,
            "departures": self.departures,
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Seen:
        """Return what `as_dict` told."""
        first, last = (told[name] and datetime.fromisoformat(told[name]) for name in ("first_at", "last_at"))
        return cls(
            told["count"],
            first,
            last,
            {name: Counter(counts) for name, counts in told["properties"].items()},
            {name: Counter(counts) for name, counts in told["departures"].items()},
        )


def count_shapes(messages: Iterable[Message], agreed: Agreed) -> dict[str, Seen]:
    """Return what was seen of each type of event."""
    found: dict[str, Seen] = {}
    for message in messages:
        if not message.name:
            continue
        seen = found.get(message.name)
        if seen is None:
            seen = found[message.name] = Seen()
        seen.note(message.occurred_at)
        fixed = agreed.get(message.name)
        if message.properties != b"{}" and (fixed is not None or seen.count <= LOOKED_AT):
            seen.look(message.properties, fixed)
    return found


def type_of(value: Any) -> str:
    """Return the name of a JSON value's type: text, number, flag, list, object or null."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, list) else "object"
