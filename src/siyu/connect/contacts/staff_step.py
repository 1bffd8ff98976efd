"""The step that reads staff: who there is, what they are called, who may have customers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from django.db import transaction

from siyu.connect.contacts.models import StaffMember
from siyu.connect.contacts.runs import Reading
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom import contacts, directory

ROOT = 1
AT_ONCE = 500
Found = TypeVar("Found")


def read_staff(reading: Reading) -> None:
    """Read staff anew; what the corp does not let us read is left out. Who is in no list any more is gone."""
    channel = reading.channel
    able = set(contacts.list_staff(channel))
    members = _allowed(lambda: directory.list_members(channel, ROOT, with_children=True))
    seats = _allowed(lambda: list(directory.list_seats(channel)))
    found = {userid: StaffMember(channel=channel, userid=userid) for userid in able}
    for seat in seats or ():
        one = found.setdefault(seat.userid, StaffMember(channel=channel, userid=seat.userid))
        one.departments = sorted({*one.departments, seat.department})
    for member in members or ():
        one = found.setdefault(member.userid, StaffMember(channel=channel, userid=member.userid))
        one.name, one.position = member.name[:100], member.position[:200]
        one.departments = sorted(member.department)
    for one in found.values():
        one.has_contact = one.userid in able
    fields = [
        "has_contact",
        "gone_at",
        *(["departments"] if seats or members else []),
        *(["name", "position"] if members else []),
    ]
    _keep(found.values(), fields)
    gone = _leave(channel, set(found)) if seats is not None or members is not None else 0
    reading.note({}, staff=len(found), staff_with_contact=len(able), staff_gone=gone)


def _allowed(read: Callable[[], Found]) -> Found | None:
    """Return what is read, or None when the platform does not let us."""
    try:
        return read()
    except PlatformError as error:
        if error.is_passing or error.problem not in {"", "no_secret"}:
            raise
        return None


def _keep(found: Iterable[StaffMember], fields: list[str]) -> None:
    rows = list(found)
    for start in range(0, len(rows), AT_ONCE):
        with transaction.atomic():
            StaffMember.objects.bulk_create(
                rows[start : start + AT_ONCE], update_conflicts=True, unique_fields=["channel", "userid"],
                update_fields=fields, batch_size=100,
            )  # fmt: skip


def _leave(channel: Channel, there: set[str]) -> int:
    known = StaffMember.objects.filter(channel=channel, gone_at=None)
    gone = [number for number, userid in known.values_list("pk", "userid") if userid not in there]
    for start in range(0, len(gone), AT_ONCE):
        StaffMember.objects.filter(pk__in=gone[start : start + AT_ONCE]).update(
            gone_at=datetime.now(UTC), has_contact=False
        )
    return len(gone)
