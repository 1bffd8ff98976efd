"""Keeping today's count of members and online ones, so that tomorrow has something to be compared with."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.measure.digitisation.counting import BRAND, STAFF, STORE, Counter, People
from siyu.measure.digitisation.models import OnlineDay

AT_ONCE = 500


def record_today(workspace: Workspace) -> int:
    """Write the counts of the brand, its stores and its guides for the brand's day now; return how many rows.

    The counting is done first; the rows are written in small transactions, and again later the same day they change.
    """
    today = workspace.today()
    with open_snapshot(workspace) as snapshot:
        counter = Counter(workspace, snapshot)
        counted = [(of, key, found) for of in (BRAND, STORE, STAFF) for key, found in counter.people(of).items()]
    for start in range(0, len(counted), AT_ONCE):
        _write(workspace, today, counted[start : start + AT_ONCE])
    return len(counted)


def recorded(workspace: Workspace, of: str, first: date, last: date) -> dict[tuple[date, str], People]:
    """Return the counts kept of the days of a span, by day and key."""
    rows = OnlineDay.objects.filter(workspace=workspace, of=of, on__gte=first, on__lte=last)
    return {(row.on, row.key): People(row.members, row.online) for row in rows}


def _write(workspace: Workspace, today: date, counted: list[tuple[str, str, People]]) -> None:
    with transaction.atomic():
        OnlineDay.objects.bulk_create(
            [
                OnlineDay(workspace=workspace, on=today, of=of, key=key, members=found.members, online=found.online)
                for of, key, found in counted
            ],
            update_conflicts=True,
            unique_fields=["workspace", "on", "of", "key"],
            update_fields=["members", "online"],
        )
