"""The step that reads the customers of each member of staff, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from siyu.connect.contacts.keeping import Kept, keep_contacts, part
from siyu.connect.contacts.models import ContactRelation, StaffMember
from siyu.connect.contacts.runs import Reading
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom import contacts
from siyu.platforms.wecom.contacts import Contact

AT_ONCE = 100
MANY = 100
"""From so many new customers on, a member's whole list is read in pages instead of one by one."""
LEFT_OUT = frozenset({60011, 60111, 84074})
"""A member of staff who may not be seen, has left, or has lost the feature meanwhile: nothing is known, so nothing is ended."""
VANISHED = frozenset({contacts.NOT_CONNECTED, 40096})


def read_contacts(reading: Reading) -> None:
    """Go through staff by userid. A full reading reads every relation, any other only who is new; both end who is gone."""
    after = reading.cursor.get("after", "")
    staff = StaffMember.objects.filter(channel=reading.channel, has_contact=True, gone_at=None).order_by("userid")
    while userid := staff.filter(userid__gt=after).values_list("userid", flat=True).first():
        try:
            _read_member(reading, userid)
            reading.note({"after": userid}, staff_read=1)
        except PlatformError as error:
            if error.errcode not in LEFT_OUT:
                raise
            reading.note({"after": userid}, staff_left_out=1)
        after = userid


def _read_member(reading: Reading, userid: str) -> None:
    is_read = reading.cursor.get("staff") == userid and reading.cursor.get("is_read")
    if reading.run.is_full and not is_read:
        _read_pages(reading, userid)
    _settle(reading, userid)


def _read_pages(reading: Reading, userid: str) -> None:
    before = {name: value for name, value in reading.cursor.items() if name == "after"}
    page = reading.cursor.get("page", "") if reading.cursor.get("staff") == userid else ""
    asked_at = datetime.now(UTC)
    try:
        for found, following in contacts.contacts_of(reading.channel, [userid], page):
            at = {**before, "staff": userid, "page": following, "is_read": not following}
            keep_contacts(reading.channel, found, asked_at=asked_at, then=partial(_note, reading, at))
            reading.hook("page kept")
            asked_at = datetime.now(UTC)
    except PlatformError as error:
        if error.errcode != contacts.NOT_CONNECTED:
            raise


def _settle(reading: Reading, userid: str) -> None:
    """Compare the relations known with the list of the platform: add who is missing, end who is gone.

    A callback that came while we asked knows better than the list.
    """
    asked_at = datetime.now(UTC)
    there = set(contacts.list_contacts(reading.channel, userid))
    known = ContactRelation.objects.filter(channel=reading.channel, staff=userid, until=None)
    rows = {external: number for number, external in known.values_list("pk", "external_userid")}
    new = sorted(there - rows.keys())
    if len(new) >= MANY and not reading.run.is_full:
        for found, _ in contacts.contacts_of(reading.channel, [userid]):
            keep_contacts(reading.channel, found, asked_at=asked_at, then=partial(_note, reading, reading.cursor))
    else:
        for start in range(0, len(new), AT_ONCE):
            _add(reading, userid, new[start : start + AT_ONCE])
    gone = sorted(rows[external] for external in rows.keys() - there)
    for start in range(0, len(gone), AT_ONCE):
        some = ContactRelation.objects.filter(pk__in=gone[start : start + AT_ONCE], until=None)
        silent = some.exclude(heard_at__gte=asked_at)
        part(reading.channel, list(silent), partial(_note, reading, reading.cursor))


def _add(reading: Reading, userid: str, externals: Sequence[str]) -> None:
    asked_at = datetime.now(UTC)
    told = [contact for external in externals for contact in _contacts_with(reading, external)]
    found = [contact for contact in told if contact.follow_info.userid == userid]
    keep_contacts(reading.channel, found, asked_at=asked_at, then=partial(_note, reading, reading.cursor))


def _contacts_with(reading: Reading, external: str) -> list[Contact]:
    """Return a customer with each who follows; none for one who vanished while we asked."""
    try:
        whole = contacts.get_contact(reading.channel, external)
    except PlatformError as error:
        if error.errcode in VANISHED:
            return []
        raise
    return [Contact(whole.external_contact, following) for following in whole.follow_user]


def _note(reading: Reading, cursor: dict[str, Any], kept: Kept) -> None:
    reading.note(cursor, **kept.as_counts())
