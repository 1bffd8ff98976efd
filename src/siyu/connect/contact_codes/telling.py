"""What a code adds to the event of a new contact: its name, where it hangs, why people use it, and its store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from siyu.connect.callbacks.handlers import Event
from siyu.connect.contact_codes.models import ContactCode

TOLD = ("source", "motive", "store")


def tell_of_code(events: Sequence[Event]) -> dict[str, dict[str, Any]]:
    """Return the properties by the event's digest: with them the first touch of a member stays known for ever."""
    states = {event["State"] for event in events if event["State"]}
    codes = {(code.workspace_id, code.key): code for code in ContactCode.objects.filter(key__in=states)}
    found = {}
    for event in events:
        # Another app of the corp may tell of it first, by a channel of its own.
        code = codes.get((event.workspace_id, event["State"]))
        if code is not None:
            told = {name: code.document[name] for name in TOLD if code.document.get(name)}
            found[event.digest] = {"code": code.name, **told}
    return found
