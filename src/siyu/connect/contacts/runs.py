"""A reading on its way: who carries it out, how far it has come, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from siyu.connect.contacts.models import ContactSync
from siyu.platforms.channels.models import Channel

LEASE = timedelta(minutes=5)
STEPS = ("staff", "tags", "contacts", "groups")


class LostLeaseError(Exception):
    """Another process carries the reading on: whoever was given up for dead must write nothing more."""


@dataclass
class Reading:
    """One reading in this process. `hook` is called with the name of each place just passed, so that a test can crash there."""

    channel: Channel
    run: ContactSync
    hook: Callable[[str], None]

    @property
    def cursor(self) -> dict[str, Any]:
        """How far the present step has come."""
        return dict(self.run.cursor)

    def note(self, cursor: dict[str, Any], **counts: int) -> None:
        """Write down how far it has come and what it counted; in the transaction of the rows themselves where there are any."""
        summed = dict(self.run.counts)
        for name, count in counts.items():
            summed[name] = summed.get(name, 0) + count
        self._update(cursor=cursor, counts=summed)
        self.hook("noted")

    def begin(self, step: str) -> None:
        """Go over to a step."""
        self._update(step=step, cursor={})

    def finish(self, error: dict[str, Any] | None = None) -> None:
        """End the reading, with what made it impossible to go on."""
        self._update(error=error, finished_at=datetime.now(UTC), leased_until=None)

    def pause(self, error: dict[str, Any]) -> None:
        """Leave it as it is, to be gone on with later."""
        self._update(error=error, leased_until=None)

    def _update(self, **fields: Any) -> None:
        told = {"leased_until": datetime.now(UTC) + LEASE, **fields}
        mine = ContactSync.objects.filter(pk=self.run.pk, leased_until=self.run.leased_until, finished_at=None)
        if mine.update(**told) != 1:
            raise LostLeaseError
        for name, value in told.items():
            setattr(self.run, name, value)


def ask_for_sync(channel: Channel, by: str, *, is_full: bool) -> ContactSync:
    """Return the reading that goes on, or a new one."""
    try:
        with transaction.atomic():
            return ContactSync.objects.create(channel=channel, by=by, is_full=is_full, step=STEPS[0])
    except IntegrityError:
        return ContactSync.objects.get(channel=channel, finished_at=None)


def take_sync(channel: Channel, hook: Callable[[str], None]) -> Reading | None:
    """Return the reading that waits, for this process to carry out; None when there is none or another is at it."""
    now = datetime.now(UTC)
    run = ContactSync.objects.filter(channel=channel, finished_at=None).first()
    if run is None:
        return None
    free = ContactSync.objects.filter(pk=run.pk, finished_at=None).filter(
        Q(leased_until=None) | Q(leased_until__lt=now)
    )
    if free.update(leased_until=now + LEASE, error=None) != 1:
        return None
    run.refresh_from_db()
    return Reading(channel, run, hook)
