"""Handlers of callbacks of official accounts: what a follower did opens grants, and what became of a notice is heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from siyu.connect.callbacks.handlers import Event, Outcome
from siyu.connect.callbacks.models import Handling
from siyu.connect.callbacks.naming import made_at
from siyu.engage.messaging.grants import Act, open_grants
from siyu.engage.messaging.outcomes import DELIVERED, FAILED, Heard, hear_of_messages
from siyu.engage.messaging.wechat.answers import NOTICE
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from siyu.unify.members.models import Identifier

ACTS = {"subscribe": "follow", "SCAN": "scan", "CLICK": "menu", "scancode_push": "menu", "scancode_waitmsg": "menu"}
"""Menu entries that only open a page permit nothing."""
WROTE = "message."
ENDED = "TEMPLATESENDJOBFINISH"
WAITS_FOR = timedelta(minutes=10)
"""So long it is looked again for a follower who is about to become known by the event of the same callback."""


def open_by_acts(events: Sequence[Event]) -> list[Outcome]:
    """Open what followers' acts permit; one who is not known yet is looked for again a little later."""
    return [_open(event, channel) for event, channel in _with_channels(events)]


def hear_of_notices(events: Sequence[Event]) -> list[Outcome]:
    """Take down what became of template messages."""
    return [_hear(event, channel) for event, channel in _with_channels(events)]


def _with_channels(events: Sequence[Event]) -> list[tuple[Event, Channel | None]]:
    channels = Channel.objects.select_related("workspace").in_bulk({event.channel_id for event in events})
    return [(event, channels.get(event.channel_id)) for event in events]


def _open(event: Event, channel: Channel | None) -> Outcome:
    kind = "message" if event.name.startswith(WROTE) else ACTS.get(event.name)
    if channel is None or kind is None:
        return Outcome(Handling.IGNORED)
    known = Identifier.objects.filter(workspace=channel.workspace, kind="openid", value=event["FromUserName"])
    source = (
        known.filter(scope__in=("", channel.identity)).order_by("-scope").values_list("source_id", flat=True).first()
    )
    clock = channel.workspace.clock
    if source is None:
        waits = clock.now() - clock.ahead() - event.received_at < WAITS_FOR
        reason = Text("还不认识这位关注者", "this follower is not known yet")
        return Outcome(Handling.FAILED, reason, again=waits)
    # Acts are told in real time; what they open lasts on the brand's clock.
    at = (made_at(event.fields) or event.received_at) + clock.ahead()
    act = Act(event.digest, source, "custom", kind, min(at, clock.now()), account=channel.name)
    open_grants(channel.workspace, [act])
    return Outcome(Handling.DONE)


def _hear(event: Event, channel: Channel | None) -> Outcome:
    if channel is None:
        return Outcome(Handling.IGNORED)
    status, now = event["Status"], channel.workspace.clock.now()
    number = event["MsgID"] or event["MsgId"]
    heard = Heard(number, DELIVERED if status == "success" else FAILED, now, status)
    found = hear_of_messages(channel.workspace, NOTICE.name, [heard])
    return Outcome(Handling.DONE if found else Handling.IGNORED)
