"""What a reading found out and no callback told: customers who came or went become the same events as theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec

from siyu.connect.callbacks.enriching import enrich
from siyu.connect.callbacks.facts import Fact, as_track
from siyu.connect.callbacks.handlers import Event
from siyu.connect.callbacks.recording import EVENTS_A_SECOND
from siyu.connect.collection.keeping import SEGMENT, Given, keep
from siyu.connect.collection.message import Envelope
from siyu.connect.collection.writers import Writer
from siyu.platforms.channels.models import Channel

Came = tuple[str, str, int, str]
"""Staff, external_userid, Unix time, state."""


def tell_followed(channel: Channel, found: Iterable[Came]) -> None:
    """Record who was added. The id is that of the callback, had it come, so that both together are one event."""
    events = [
        _event(channel, "add_external_contact", staff, external, at, state=state)
        for staff, external, at, state in found
    ]
    known = enrich(events)
    _keep(
        channel,
        [
            _track(channel, "followed", event, known.get(event.digest, {}), staff=event["UserID"], state=event["State"])
            for event in events
        ],
    )


def tell_unfollowed(channel: Channel, gone: Iterable[tuple[str, str, datetime]]) -> None:
    """Record who is gone `(staff, external_userid, since)`: when and by whom nobody told, so it counts from now on."""
    tracks = []
    for staff, external, since in gone:
        event = _event(channel, "del_follow_user", staff, external, int(datetime.now(UTC).timestamp()))
        track = _track(channel, "unfollowed", event, {}, staff=staff)
        track["messageId"] = f"contact-gone:{channel.pk}:{staff}:{external}:{since.timestamp():.0f}"
        tracks.append(track)
    _keep(channel, tracks)


def _event(channel: Channel, change: str, staff: str, external: str, at: int, *, state: str = "") -> Event:
    """Return the callback as it would have come."""
    fields = {"UserID": staff, "ExternalUserID": external, "State": state, "CreateTime": str(at), "ChangeType": change}
    return Event(
        handling_id=0, handler="", workspace_id=channel.workspace_id, channel_id=channel.pk, kind=channel.kind,
        name=f"change_external_contact.{change}", digest=f"{staff} {external} {at}", received_at=datetime.now(UTC),
        deadline_at=None, fields={"Event": "change_external_contact", **fields},
    )  # fmt: skip


def _track(channel: Channel, name: str, event: Event, known: dict[str, Any], **told: str) -> dict[str, Any]:
    fact = Fact(name, ((f"external_userid:{channel.identity}", event["ExternalUserID"]),), told)
    return as_track(fact, event, {"account": channel.name, **known}, channel.identity)


def _keep(channel: Channel, tracks: list[dict[str, Any]]) -> None:
    writer = Writer(channel.workspace_id, "contacts", EVENTS_A_SECOND)
    keep(Given(writer, SEGMENT, "batch", Envelope([msgspec.json.encode(track) for track in tracks])))
