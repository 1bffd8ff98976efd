"""A worker that slept so long that others buried it ends, instead of sharing its jobs with whoever took them over."""

from __future__ import annotations

import os
import socket
import threading
from datetime import UTC, datetime

import pytest

from siyu.jobs.models import Worker
from siyu.jobs.worker import _beat_until

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the connection that holds the test's transaction."""
    monkeypatch.setattr("siyu.jobs.worker.close_old_connections", lambda: None)


def _worker() -> Worker:
    return Worker.objects.create(name="w", host=socket.gethostname(), pid=os.getpid(), seen_at=datetime.now(UTC))


def test_one_that_was_buried_stops_its_lanes() -> None:
    worker, stop = _worker(), threading.Event()
    Worker.objects.all().delete()
    assert not _beat_until(stop, worker, [])
    assert stop.is_set()


def test_one_that_is_told_to_stop_is_well() -> None:
    stop = threading.Event()
    stop.set()
    assert _beat_until(stop, _worker(), [])
