"""Schedules queue their job once when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from siyu.jobs.models import Schedule
from siyu.jobs.schedule import SCHEDULES, Scheduled, enqueue_due, schedule

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def hourly() -> Iterator[None]:
    kept = dict(SCHEDULES)
    SCHEDULES.clear()
    schedule("hourly", "tests.jobs.work.fail", every=timedelta(hours=1), offset=timedelta(minutes=5))
    yield
    SCHEDULES.clear()
    SCHEDULES.update(kept)


@pytest.mark.django_db
def test_it_is_first_due_at_the_next_instant_and_not_at_once() -> None:
    assert enqueue_due(NOW) == []
    assert Schedule.objects.get().due_at == NOW + timedelta(minutes=5)


@pytest.mark.django_db
def test_a_due_job_is_queued_once() -> None:
    enqueue_due(NOW)
    due = NOW + timedelta(minutes=5)
    assert enqueue_due(due) == ["hourly"]
    assert enqueue_due(due) == []
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_what_was_missed_while_nothing_ran_is_queued_once() -> None:
    enqueue_due(NOW)
    assert enqueue_due(NOW + timedelta(days=3)) == ["hourly"]
    assert DBTaskResult.objects.count() == 1
    assert Schedule.objects.get().due_at == NOW + timedelta(days=3, minutes=5)


def test_the_next_instant_is_never_now() -> None:
    daily = Scheduled("daily", "x", timedelta(days=1), timedelta(hours=2))
    assert daily.next_after(datetime(2026, 5, 1, 2, tzinfo=UTC)) == datetime(2026, 5, 2, 2, tzinfo=UTC)
