"""The handler that gives a new contact the corp tags of the code they came by."""

from __future__ import annotations

from collections.abc import Sequence

from siyu.connect.callbacks.handlers import Event, Outcome
from siyu.connect.callbacks.models import Handling
from siyu.connect.contact_codes.counting import codes_of
from siyu.connect.contact_codes.models import ContactCode
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom.corp_tags import mark_contact


def mark_tags(events: Sequence[Event]) -> list[Outcome]:
    """Mark each contact; marking twice is as good as once. What the platform refuses is told with its reason."""
    codes = codes_of(events)
    return [_mark(event, codes) for event in events]


def _mark(event: Event, codes: dict[tuple[int, str], ContactCode]) -> Outcome:
    code = codes.get((event.channel_id, event["State"]))
    tags = code.document.get("tags", []) if code else []
    if not code or not tags:
        return Outcome(Handling.IGNORED)
    try:
        mark_contact(code.channel, event["UserID"], event["ExternalUserID"], add=tags)
    except PlatformError as error:
        return Outcome(Handling.FAILED, error.meaning, again=error.is_passing)
    return Outcome(Handling.DONE)
