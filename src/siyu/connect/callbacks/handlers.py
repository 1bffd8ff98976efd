"""The registry of who works on which callbacks; filled by the wings above in their `apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils.module_loading import import_string

from siyu.connect.callbacks.fields import Fields, text_of
from siyu.lib.text import Text

URGENT, PATIENT = "urgent", "patient"
LIFE = timedelta(seconds=15)
"""A welcome code lives twenty seconds; what was not begun after so long would come too late."""


@dataclass(frozen=True, slots=True)
class Event:
    """A callback as its handlers see it; `digest` tells it from every other."""

    handling_id: int
    handler: str
    workspace_id: int
    channel_id: int
    kind: str
    name: str
    digest: str
    received_at: datetime
    deadline_at: datetime | None
    fields: Fields

    def __getitem__(self, name: str) -> str:
        """Return a field's text, empty when it has none."""
        return text_of(self.fields, name)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a handling ended: done, ignored, failed or late; `again` asks for another attempt after a pause."""

    outcome: str
    reason: Text | None = None
    again: bool = False


Handle = Callable[[Sequence[Event]], Sequence[Outcome]]


@dataclass(frozen=True)
class Handler:
    """Who works on events of a kind of channel. `names` empty means all; `needs` is a field an event must have.

    `path` is a function that takes events and returns their outcomes in the same order. It must be idempotent: a worker
    that is killed leaves its events to another. In the urgent lane events have a deadline, which is the handler's to keep.
    """

    name: str
    label: Text
    kind: str
    path: str
    names: frozenset[str] = frozenset()
    needs: str = ""
    lane: str = PATIENT

    @cached_property
    def handle(self) -> Handle:
        """Import the function."""
        found: Handle = import_string(self.path)
        return found

    def wants(self, kind: str, name: str, fields: Fields) -> bool:
        """Say whether an event is for it."""
        is_named = not self.names or name in self.names
        return self.kind == kind and is_named and (not self.needs or bool(text_of(fields, self.needs)))


_handlers: dict[str, Handler] = {}


def on_callback(*handlers: Handler) -> None:
    """Declare handlers; called from an `apps.py`."""
    _handlers.update({handler.name: handler for handler in handlers})


def handlers_of(kind: str, name: str, fields: Fields) -> list[Handler]:
    """Return who wants an event, the urgent ones first."""
    found = [handler for handler in _handlers.values() if handler.wants(kind, name, fields)]
    return sorted(found, key=lambda handler: handler.lane != URGENT)


def handler_named(name: str) -> Handler | None:
    """Return a handler; None for one that is no longer there."""
    return _handlers.get(name)


def all_handlers() -> list[Handler]:
    """Return every handler."""
    return list(_handlers.values())
