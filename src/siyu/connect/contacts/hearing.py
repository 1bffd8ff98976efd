"""What callbacks tell of relations is kept at once; the platform is asked for what they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from siyu.connect.callbacks.handlers import Event, Outcome
from siyu.connect.callbacks.models import Handling
from siyu.connect.callbacks.naming import made_at
from siyu.connect.contacts.keeping import keep_contacts
from siyu.connect.contacts.models import ContactRelation
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom import contacts
from siyu.platforms.wecom.contacts import Contact

_PARTINGS = ("del_external_contact", "del_follow_user")
_VANISHED = frozenset({contacts.NOT_CONNECTED, 40096})


def hear(events: Sequence[Event]) -> list[Outcome]:
    """Keep what some callbacks say; the same again changes nothing. What the platform can't answer now is tried again."""
    channels = Channel.objects.in_bulk({event.channel_id for event in events})
    return [_hear(channel, event) if (channel := channels.get(event.channel_id)) else _ignored() for event in events]


def _hear(channel: Channel, event: Event) -> Outcome:
    external, staff = event["ExternalUserID"], event["UserID"]
    if not external or not staff:
        return _ignored()
    if event["ChangeType"] in _PARTINGS:
        return _part(channel, event, staff, external)
    try:
        whole = contacts.get_contact(channel, external)
    except PlatformError as error:
        if error.errcode in _VANISHED:
            return _ignored()
        return Outcome(Handling.FAILED, error.meaning, again=True)
    found = [Contact(whole.external_contact, following) for following in whole.follow_user]
    now = datetime.now(UTC)
    keep_contacts(channel, found, asked_at=now, heard_at=now)
    return Outcome(Handling.DONE)


def _part(channel: Channel, event: Event, staff: str, external: str) -> Outcome:
    """End the relation, unless it began anew after this was told: callbacks come in any order."""
    at = made_at(event.fields) or event.received_at
    mine = ContactRelation.objects.filter(
        channel=channel, staff=staff, external_userid=external, until=None, since__lte=at
    )
    ended = mine.update(until=at, heard_at=datetime.now(UTC))
    return Outcome(Handling.DONE) if ended else _ignored()


def _ignored() -> Outcome:
    return Outcome(Handling.IGNORED)
