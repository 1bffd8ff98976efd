"""A request and an answer, free of any server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

JSON = "application/json; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Request:
    """What came in. `path` has no query; query values are the last of their name."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    host: str = ""
    content_type: str = ""
    ip: str = "127.0.0.1"


@dataclass(slots=True)
class Answer:
    """What goes out, `delay` real seconds late."""

    status: int
    body: bytes
    content_type: str = JSON
    delay: float = 0.0
    broken: bool = False
    """The connection ends before the body does."""
    headers: dict[str, str] = field(default_factory=dict)


def as_json(value: Any, status: int = 200) -> Answer:
    """Return an answer of JSON."""
    return Answer(status, msgspec.json.encode(value))
