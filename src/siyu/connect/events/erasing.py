"""What the catalogue of events holds about one person: at most a name that somebody made of an identifier."""

from __future__ import annotations

from typing import Any

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import count_named, redact_named
from siyu.connect.events.models import Departure, EventType
from siyu.lib.text import Text

_TYPE, _DEPARTURE = ("name", "about", "properties", "agreed"), ("property",)


def _rows(person: Person) -> tuple[Any, Any]:
    types = EventType.objects.filter(workspace=person.workspace)
    return types, Departure.objects.filter(event_type__workspace=person.workspace)


def _count(person: Person) -> int:
    types, departures = _rows(person)
    return count_named(types, _TYPE, person.traces) + count_named(departures, _DEPARTURE, person.traces)


def _redact(person: Person) -> None:
    types, departures = _rows(person)
    redact_named(types, _TYPE, person.traces)
    redact_named(departures, _DEPARTURE, person.traces)


STORES = (
    PersonalData(
        name="event_catalogue",
        label=Text("事件目录", "Event catalogue"),
        holds=("connect_events.EventType", "connect_events.Departure"),
        fate="redacted",
        count=_count,
        erase=_redact,
    ),
)
