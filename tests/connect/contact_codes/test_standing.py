"""Who stands behind a code, against a naive oracle: nobody over the cap, nobody off duty, and never nobody."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from siyu.connect.contact_codes.standing import Rule, Shift, next_change, standing

STAFF = ["a", "b", "c", "d"]
NOON = datetime(2026, 5, 6, 12)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
SHIFTS = st.builds(
    Shift,
    st.lists(st.sampled_from(STAFF), min_size=1, max_size=3, unique=True),
    st.sets(st.integers(1, 7), min_size=1),
    TIMES,
    TIMES,
)
RULES = st.builds(
    Rule,
    st.lists(st.sampled_from(STAFF), min_size=1, unique=True),
    st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True),
    st.lists(SHIFTS, max_size=3),
    st.none() | st.integers(1, 4),
)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 31)).map(lambda at: at.replace(second=0, microsecond=0))
ABSENT = st.sets(st.sampled_from([*STAFF, "x", "y"]))
COUNTS = st.dictionaries(st.sampled_from(STAFF), st.integers(0, 5))


def on_duty(rule: Rule, name: str, local: datetime) -> bool:
    """Walk back minute by minute through at most a day to the last beginning of a shift."""
    if not rule.shifts:
        return True
    for shift in rule.shifts:
        if name not in shift.staff:
            continue
        at = local
        for _ in range(24 * 60):
            if at.isoweekday() in shift.days and (at.hour, at.minute) == (shift.start.hour, shift.start.minute):
                length = (shift.end.hour - shift.start.hour) * 60 + shift.end.minute - shift.start.minute
                length = length if length > 0 else length + 24 * 60
                if local < at + timedelta(minutes=length):
                    return True
                break
            at -= timedelta(minutes=1)
    return False


@given(RULES, COUNTS, ABSENT, INSTANTS)
def test_the_right_people_stand(rule: Rule, counts: dict[str, int], absent: set[str], local: datetime) -> None:
    names = {*rule.staff, *(one for shift in rule.shifts for one in shift.staff)}
    wanted = {
        name
        for name in names
        if name not in absent and (rule.cap is None or counts.get(name, 0) < rule.cap) and on_duty(rule, name, local)
    }
    found = standing(rule, counts, absent, local)
    if wanted:
        assert set(found) == wanted
    elif set(rule.backup) - absent:
        assert set(found) == set(rule.backup) - absent
    assert (found == []) == ((names | set(rule.backup)) <= absent)
    assert len(found) == len(set(found))
    assert not set(found) & absent


@given(RULES, st.integers(0, 200), INSTANTS)
def test_no_scan_is_lost_and_no_cap_is_broken_while_there_is_a_backup(rule: Rule, scans: int, local: datetime) -> None:
    counts: Counter[str] = Counter()
    for _ in range(scans):
        counts[standing(rule, counts, set(), local)[0]] += 1
    assert sum(counts.values()) == scans
    if rule.cap is not None and rule.backup:
        assert all(count <= rule.cap for name, count in counts.items() if name not in rule.backup)


@given(RULES, COUNTS, INSTANTS)
def test_nothing_changes_before_the_next_change(rule: Rule, counts: dict[str, int], local: datetime) -> None:
    until = next_change(rule, local)
    assert local < until <= local + timedelta(days=1)
    now = standing(rule, counts, set(), local)
    at = local
    while at < until:
        assert standing(rule, counts, set(), at) == now
        at += timedelta(minutes=30)


def test_five_staff_with_a_cap_of_twenty_take_a_hundred_and_the_backup_the_next() -> None:
    rule = Rule(["a", "b", "c", "d", "e"], ["z"], cap=20)
    counts: Counter[str] = Counter()
    for _ in range(101):
        counts[standing(rule, counts, set(), NOON)[0]] += 1
    assert counts == {"a": 20, "b": 20, "c": 20, "d": 20, "e": 20, "z": 1}


def test_a_night_shift_runs_into_the_next_day() -> None:
    rule = Rule(["day"], ["z"], [Shift(["night"], {5}, time(22), time(2))])
    friday = datetime(2026, 5, 8, 23)
    assert standing(rule, {}, set(), friday) == ["night"]
    assert standing(rule, {}, set(), friday + timedelta(hours=2)) == ["night"]
    assert standing(rule, {}, set(), friday + timedelta(hours=3)) == ["z"]
    assert standing(rule, {}, set(), friday - timedelta(days=1)) == ["z"]
