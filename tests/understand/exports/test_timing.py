"""When exports are due: at local hours, through every change of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.lib.errors import Refusal
from siyu.understand.exports.timing import MOST_COUNTED, Timing, checked, missed_until
from tests.oracle.effort import effort

NEW_YORK, SHANGHAI, KOLKATA, LORD_HOWE = "America/New_York", "Asia/Shanghai", "Asia/Kolkata", "Australia/Lord_Howe"


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("timing", "zone", "before", "due"),
    [
        (Timing("day", 8), SHANGHAI, "2026-03-01 07:59", "2026-03-01 08:00"),
        (Timing("day", 8), SHANGHAI, "2026-03-01 08:00", "2026-03-02 08:00"),
        (Timing("week", 0, 1), SHANGHAI, "2026-03-02 00:00", "2026-03-09 00:00"),
        (Timing("week", 23, 7), NEW_YORK, "2026-03-02 00:00", "2026-03-08 23:00"),
        (Timing("hour"), KOLKATA, "2026-03-01 10:01", "2026-03-01 11:00"),
        (Timing("day", 8), NEW_YORK, "2026-03-07 09:00", "2026-03-08 08:00"),
    ],
)
def test_it_is_due_at_the_local_hour(timing: Timing, zone: str, before: str, due: str) -> None:
    assert timing.next_after(at(before, zone), zone) == at(due, zone)


def test_an_hour_the_clocks_leap_over_is_due_when_they_have_leapt() -> None:
    due = Timing("day", 2).next_after(at("2026-03-07 12:00", NEW_YORK), NEW_YORK)
    assert due.astimezone(ZoneInfo(NEW_YORK)).isoformat() == "2026-03-08T03:00:00-04:00"


def test_an_hour_the_clocks_repeat_is_due_once_a_day_and_twice_by_the_hour() -> None:
    first = Timing("day", 1).next_after(at("2026-10-31 12:00", NEW_YORK), NEW_YORK)
    assert first == datetime(2026, 11, 1, 5, tzinfo=UTC)
    assert Timing("day", 1).next_after(first, NEW_YORK) == datetime(2026, 11, 2, 6, tzinfo=UTC)
    assert Timing("hour").next_after(first, NEW_YORK) == datetime(2026, 11, 1, 6, tzinfo=UTC)


@effort(30)
@given(
    timing=st.sampled_from([Timing("hour"), Timing("day", 2), Timing("day", 0), Timing("week", 1, 7)]),
    zone=st.sampled_from([NEW_YORK, SHANGHAI, KOLKATA, LORD_HOWE, "America/St_Johns", "Africa/Casablanca"]),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
)
def test_due_times_rise_and_are_what_a_walk_minute_by_minute_finds(timing: Timing, zone: str, start: datetime) -> None:
    instant = start.replace(tzinfo=UTC)
    due = timing.next_after(instant, zone)
    assert due > instant
    local = due.astimezone(ZoneInfo(zone))
    assert local.second == local.microsecond == 0
    assert timing.weekday in (None, local.isoweekday())
    between = timing.next_after(instant + (due - instant) / 2, zone)
    assert between == due
    longest = {"hour": timedelta(minutes=90), "day": timedelta(hours=25), "week": timedelta(days=7, hours=1)}
    assert timing.next_after(due, zone) - due <= longest[timing.every]


def test_missed_times_are_counted() -> None:
    due = at("2026-03-01 08:00", SHANGHAI)
    assert missed_until(Timing("day", 8), due, due, SHANGHAI) == 0
    assert missed_until(Timing("day", 8), due, due + timedelta(days=3, hours=2), SHANGHAI) == 3
    assert missed_until(Timing("hour"), due, due + timedelta(days=3000), SHANGHAI) == MOST_COUNTED


@pytest.mark.parametrize(
    ("every", "hour", "weekday", "where"),
    [
        ("day", None, None, "hour"),
        ("day", 24, None, "hour"),
        ("day", 8, 1, "weekday"),
        ("week", 8, None, "weekday"),
        ("week", 8, 0, "weekday"),
        ("hour", 8, None, "hour"),
    ],
)
def test_what_makes_no_sense_is_refused(every: str, hour: int | None, weekday: int | None, where: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(every, hour, weekday)
    assert refused.value.where == where
