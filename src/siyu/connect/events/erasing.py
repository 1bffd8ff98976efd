"""What the catalogue of events holds about one person: at most a name that somebody made of an identifier."""

from __future__ import annotations

from siyu.accounts.redacting import Texts, redacted
from siyu.connect.events.models import Departure, EventType
from siyu.lib.text import Text

STORES = (
    redacted(
        "event_catalogue",
        Text("事件目录", "Event catalogue"),
        Texts(EventType, ("name", "about", "properties", "agreed")),
        Texts(Departure, ("property",), "event_type__workspace"),
    ),
)
