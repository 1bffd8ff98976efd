"""Jobs run once, in their queue, after the change that asked for them."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from siyu.jobs.jobs import forget_finished_jobs
from siyu.jobs.lanes import claim_next, drain, run_next
from siyu.jobs.queue import job
from tests.jobs import work


@pytest.mark.django_db
def test_a_queued_job_runs_once(tmp_path: Path) -> None:
    work.note.enqueue(str(tmp_path), "hello")
    assert drain() == 1
    assert drain() == 0
    assert (tmp_path / "notes").read_text() == "hello\n"


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_change_that_failed_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        work.note.enqueue(str(tmp_path), "never")
        raise ZeroDivisionError
    assert drain() == 0


@pytest.mark.django_db
def test_a_queue_leaves_the_other_alone(tmp_path: Path) -> None:
    work.tidy.enqueue(str(tmp_path))
    assert not run_next(["default"], "w")
    assert run_next(["maintenance"], "w")


@pytest.mark.django_db
def test_a_failed_job_keeps_its_error_and_the_next_one_runs(tmp_path: Path) -> None:
    work.fail.enqueue()
    work.note.enqueue(str(tmp_path), "after")
    assert drain() == 2
    assert "on purpose" in DBTaskResult.objects.failed().get().traceback


@pytest.mark.django_db
def test_a_busy_database_is_tried_three_times(tmp_path: Path) -> None:
    work.find_the_database_busy.enqueue(str(tmp_path))
    for _ in range(5):
        drain()
        DBTaskResult.objects.update(run_after=datetime.now(UTC))
    assert (tmp_path / "notes").read_text() == "tried\n" * 3
    assert DBTaskResult.objects.failed().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_claims_a_job(tmp_path: Path) -> None:
    work.note.enqueue(str(tmp_path), "hello")
    start, claimed = threading.Barrier(4), []

    def claim(name: str) -> None:
        start.wait()
        claimed.append(claim_next(["default"], name))
        connection.close()

    threads = [threading.Thread(target=claim, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in claimed if one]) == 1


@pytest.mark.django_db
def test_finished_jobs_are_forgotten_after_a_week(tmp_path: Path) -> None:
    for word in ("old", "new"):
        work.note.enqueue(str(tmp_path), word)
    drain()
    old = DBTaskResult.objects.order_by("enqueued_at").first()
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=datetime.now(UTC) - timedelta(days=8))
    assert forget_finished_jobs.call() == 1
    assert DBTaskResult.objects.count() == 1


def test_it_refuses_a_queue_nobody_works_on() -> None:
    with pytest.raises(ValueError, match="night"):
        job(queue="night")
