"""Adding what a batch showed to the catalogue; call inside the transaction that marks the batch as learnt."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from siyu.accounts.models import Workspace
from siyu.connect.events.counting import Agreed, Seen
from siyu.connect.events.models import Departure, EventType

log = logging.getLogger("siyu.events")

MOST_TYPES = 1_000
MOST_PROPERTIES = 300
MOST_DEPARTURES = 300


def agreed_of(workspace: Workspace) -> Agreed:
    """Return what was agreed, by the names of the types it was agreed for."""
    fixed = EventType.objects.filter(workspace=workspace, agreed_at__isnull=False)
    return {name: agreed or {} for name, agreed in fixed.values_list("name", "agreed")}


def learn(workspace: Workspace, seen: Mapping[str, Seen]) -> None:
    """Add counts, times, properties and departures of each type; a workspace has at most 1,000 types in the catalogue."""
    if not seen:
        return
    known = {one.name: one for one in EventType.objects.filter(workspace=workspace, name__in=list(seen))}
    room = MOST_TYPES - EventType.objects.filter(workspace=workspace).count()
    for name, one in seen.items():
        if one.first_at is None or one.last_at is None:
            continue
        if name not in known:
            if room <= 0:
                log.warning("workspace %s has too many types of events for the catalogue: %s", workspace, name)
                continue
            known[name] = EventType(
                workspace=workspace, name=name, first_seen_at=one.first_at, last_seen_at=one.last_at
            )
            room -= 1
        _add(known[name], one, one.first_at, one.last_at)


def _add(event_type: EventType, seen: Seen, first_at: datetime, last_at: datetime) -> None:
    event_type.count += seen.count
    event_type.first_seen_at = min(event_type.first_seen_at, first_at)
    event_type.last_seen_at = max(event_type.last_seen_at, last_at)
    for name, counts in seen.properties.items():
        if name in event_type.properties or len(event_type.properties) < MOST_PROPERTIES:
            event_type.properties[name] = Counter(event_type.properties.get(name, {})) + counts
    event_type.save()
    for name, found in seen.departures.items():
        for key, count in found.items():
            _depart(event_type, (name, *key.split(":")), count, last_at)


def _depart(event_type: EventType, what: tuple[str, ...], count: int, at: datetime) -> None:
    name, kind, found = what
    mine = Departure.objects.filter(event_type=event_type, property=name, kind=kind, found=found)
    if mine.update(count=F("count") + count, last_at=at):
        return
    if Departure.objects.filter(event_type=event_type).count() < MOST_DEPARTURES:
        Departure.objects.create(event_type=event_type, property=name, kind=kind, found=found, count=count, last_at=at)
