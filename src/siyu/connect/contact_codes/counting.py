"""Counting who came by which code, and having a code looked at when somebody behind it is full or gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db.models import Count

from siyu.connect.callbacks.handlers import Event, Outcome
from siyu.connect.callbacks.models import Handling
from siyu.connect.contact_codes.managing import ask_refresh
from siyu.connect.contact_codes.models import ContactAdd, ContactCode
from siyu.lib.clock import day_of


def count_adds(events: Sequence[Event]) -> list[Outcome]:
    """Note each contact that came by a code, once however often it is told, and have full codes refreshed."""
    codes = codes_of(events)
    rows = []
    for event in events:
        code = codes.get((event.channel_id, event["State"]))
        if code is not None:
            rows.append(_add(event, code))
    ContactAdd.objects.bulk_create(rows, ignore_conflicts=True)
    touched: defaultdict[int, set[date]] = defaultdict(set)
    for row in rows:
        touched[row.code_id].add(row.on)
    ask_refresh([code.pk for code in codes.values() if code.pk in touched and _is_anybody_full(code, touched[code.pk])])
    return [
        Outcome(Handling.DONE if (event.channel_id, event["State"]) in codes else Handling.IGNORED) for event in events
    ]


def note_staff(events: Sequence[Event]) -> list[Outcome]:
    """Have the codes looked at behind which somebody stands who joined, changed or left."""
    outcomes = []
    for event in events:
        userids = {event["UserID"], event["NewUserID"]}
        live = ContactCode.objects.filter(channel_id=event.channel_id, retired_at=None).only("pk", "document")
        mine = [code.pk for code in live.iterator(chunk_size=500) if _names(code, userids)]
        ContactCode.objects.filter(pk__in=mine).update(staff_changed_at=event.received_at)
        ask_refresh(mine)
        outcomes.append(Outcome(Handling.DONE if mine else Handling.IGNORED))
    return outcomes


def codes_of(events: Sequence[Event]) -> dict[tuple[int, str], ContactCode]:
    """Return the codes that events came by, by channel and state."""
    states = {event["State"] for event in events if event["State"]}
    found = ContactCode.objects.filter(key__in=states, channel_id__in={event.channel_id for event in events})
    return {(code.channel_id, code.key): code for code in found.select_related("workspace", "channel")}


def counts_on(code: ContactCode, on: date) -> Counter[str]:
    """Return how many each member of staff was added by on a day."""
    mine = ContactAdd.objects.filter(code=code, on=on).values_list("staff").annotate(n=Count("pk"))
    return Counter(dict(mine))


def _add(event: Event, code: ContactCode) -> ContactAdd:
    at = event.received_at + code.workspace.clock.ahead()
    on = day_of(at, code.workspace.zone)
    return ContactAdd(code=code, staff=event["UserID"], on=on, at=at, digest=_digest(event, on))


def _digest(event: Event, on: date) -> str:
    """One person who adds the same member of staff twice on a day is one: half at first, then in full, or after a second thought."""
    said = (str(event.channel_id), event["UserID"], event["ExternalUserID"], on.isoformat())
    return sha256("\x1f".join(said).encode()).hexdigest()


def _is_anybody_full(code: ContactCode, days: set[date]) -> bool:
    cap = code.document.get("daily_cap")
    if cap is None:
        return False
    standing = set(code.standing)
    return any(count >= cap and one in standing for day in days for one, count in counts_on(code, day).items())


def _names(code: ContactCode, userids: set[str]) -> bool:
    document = code.document
    shifts = [one for shift in document.get("shifts", []) for one in shift["staff"]]
    return not userids.isdisjoint([*document.get("staff", []), *document.get("backup", []), *shifts])
