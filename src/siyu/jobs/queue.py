"""Turns a function into a job: a row in the database, written in the transaction of the change that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django_tasks.base import Task
from django_tasks.base import task as _task

DEFAULT, MAINTENANCE = "default", "maintenance"
QUEUES = (DEFAULT, MAINTENANCE)

P = ParamSpec("P")
T = TypeVar("T")


def job(*, queue: str = DEFAULT, priority: int = 0) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Return a decorator that makes a job; `.enqueue(…)` queues it, `.call(…)` runs it here and now.

    Arguments and result are JSON. The job must be idempotent: it runs again when its worker dies. Queued inside a
    transaction it exists exactly when the transaction commits. The maintenance queue has one worker of its own, so that
    two compactions never meet.
    """
    if queue not in QUEUES:
        raise ValueError(queue)
    return _task(queue_name=queue, priority=priority)
