"""The handler that has every callback that tells of a person recorded as events, by the way that events of SDKs take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec

from siyu.connect.callbacks.enriching import enrich
from siyu.connect.callbacks.facts import as_track, facts_of
from siyu.connect.callbacks.handlers import Event, Outcome
from siyu.connect.callbacks.models import Handling
from siyu.connect.collection.keeping import SEGMENT, Given, keep
from siyu.connect.collection.message import Envelope
from siyu.connect.collection.writers import Writer
from siyu.platforms.channels.models import Channel

KINDS = ("wecom", "official_account", "mini_program")
EVENTS_A_SECOND = 100_000
"""Platforms are not slowed down: what they told has been acknowledged."""


def record_facts(events: Sequence[Event]) -> list[Outcome]:
    """Put the facts of the callbacks into the inbox; the same callback again has the same ids, so nothing is doubled."""
    channels = Channel.objects.in_bulk({event.channel_id for event in events})
    known = enrich(events)
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    outcomes = []
    for event in events:
        channel = channels.get(event.channel_id)
        facts = facts_of(event, channel.identity) if channel else []
        if channel is not None:
            account = {"account": channel.name, **known.get(event.digest, {})}
            found[event.workspace_id] += [as_track(fact, event, account, channel.identity) for fact in facts]
        outcomes.append(Outcome(Handling.DONE if facts else Handling.IGNORED))
    for workspace_id, tracks in found.items():
        writer = Writer(workspace_id, "callbacks", EVENTS_A_SECOND)
        keep(Given(writer, SEGMENT, "batch", Envelope([msgspec.json.encode(track) for track in tracks])))
    return outcomes
