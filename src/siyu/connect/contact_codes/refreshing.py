"""Bringing a code on the platform to what it should be: made once, and its staff replaced whenever others should stand there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from siyu.connect.contact_codes.counting import counts_on
from siyu.connect.contact_codes.documents import ContactCodeDocument, read_document
from siyu.connect.contact_codes.models import ContactCode
from siyu.connect.contact_codes.standing import next_change, standing
from siyu.connect.contact_codes.ways import make_way, rewrite_way
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom.contacts import list_staff

LEASE = timedelta(seconds=60)
PEOPLE_CODES = frozenset({40098, 41054, 60111, 84061, 40003, 60011, 41041})
"""The platform does not say whom of those behind a code it refuses: a list of who can be added does."""
LONGEST_PAUSE = timedelta(minutes=30)
NOBODY = Text("活码背后的员工都无法添加客户", "nobody behind the code can be added")
ADD_SOMEBODY = Text("请在活码中加入能添加客户的员工或备用。", "Add staff or a backup who can have contacts.")
CAN_BE_ADDED_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who should stand behind a code now, and when, in real time, that is to be asked again."""

    people: list[str]
    again_at: datetime | None


def refresh_due(now: datetime | None = None) -> int:
    """Bring the codes that are due up to date, one after another, and return how many were looked at."""
    now = now or datetime.now(UTC)
    due = ContactCode.objects.filter(refresh_at__lte=now, retired_at=None).order_by("refresh_at")
    return sum(refresh_code(number) for number in list(due.values_list("pk", flat=True)[:50]))


def refresh_code(number: int) -> bool:
    """Bring one code up to date; False when another worker is at it. What the platform refuses is kept as the code's problem."""
    now = datetime.now(UTC)
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    if not ContactCode.objects.filter(free, pk=number, retired_at=None).update(leased_until=now + LEASE):
        return False
    code = ContactCode.objects.select_related("workspace", "channel").get(pk=number)
    seen = code.refresh_at
    change: dict[str, object]
    try:
        again_at = _bring(code)
        change = {"failures": 0, "problem": None}
        if code.absent:
            # Whoever could not be added may be again: their account is activated, or they get the permission.
            again_at = min(again_at or datetime.max.replace(tzinfo=UTC), datetime.now(UTC) + CAN_BE_ADDED_AGAIN)
    except (PlatformError, Refusal) as error:
        pause = min(timedelta(seconds=5 * 2 ** min(code.failures, 12)), LONGEST_PAUSE)
        again_at = datetime.now(UTC) + pause
        text = error.text if isinstance(error, Refusal) else error.meaning
        told = {"text": text.as_dict(), "mend": error.mend.as_dict() if error.mend else None}
        change = {"failures": code.failures + 1, "problem": told}
    ContactCode.objects.filter(pk=number).update(leased_until=None, **change)
    # Who asked meanwhile is asked for again at once.
    ContactCode.objects.filter(pk=number, refresh_at=seen).update(refresh_at=again_at)
    return True


def wanted_of(code: ContactCode, document: ContactCodeDocument) -> Wanted:
    """Return who should stand behind the code at the workspace's instant."""
    clock, zone = code.workspace.clock, ZoneInfo(code.workspace.zone)
    local = clock.now().astimezone(zone)
    counts = counts_on(code, local.date()) if document.daily_cap else {}
    plain = local.replace(tzinfo=None)
    people = standing(document.rule, counts, code.absent, plain)
    if not document.changes_by_itself:
        return Wanted(people, None)
    until = next_change(document.rule, plain).replace(tzinfo=zone) - local
    return Wanted(people, datetime.now(UTC) + until)


def _bring(code: ContactCode) -> datetime | None:
    """Make or change the way on the platform where it is not as it should be; return when to look again."""
    document = read_document(code.document)
    if code.staff_changed_at is not None or code.absent:
        _note_absent(code, document)
    wanted = wanted_of(code, document)
    try:
        _tell(code, document, wanted.people)
    except PlatformError as error:
        if document.groups or error.errcode not in PEOPLE_CODES:
            raise
        _note_absent(code, document)
        wanted = wanted_of(code, document)
        _tell(code, document, wanted.people)
    return wanted.again_at


def _tell(code: ContactCode, document: ContactCodeDocument, people: list[str]) -> None:
    is_as_it_should_be = code.standing_version == code.version and sorted(code.standing) == sorted(people)
    if code.config_id and is_as_it_should_be:
        return
    if not people and not document.groups:
        raise Refusal("contact_code.nobody", NOBODY, mend=ADD_SOMEBODY)
    if not code.config_id:
        make_way(code, document, people)
    else:
        rewrite_way(code, document, people)
    code.standing, code.standing_version, code.standing_at = people, code.version, datetime.now(UTC)
    code.save(update_fields=["standing", "standing_version", "standing_at", "config_id", "qr_code"])


def _note_absent(code: ContactCode, document: ContactCodeDocument) -> None:
    able = set(list_staff(code.channel))
    code.absent = [one for one in document.people if one not in able]
    code.staff_changed_at = None
    code.save(update_fields=["absent", "staff_changed_at"])
