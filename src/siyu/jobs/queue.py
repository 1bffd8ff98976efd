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


def enqueue_once(task: Task[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
    """Queue a job unless the same one, with the same arguments, waits already."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path)
    if not any(row.args_kwargs == {"args": list(args), "kwargs": kwargs} for row in waiting):
        task.enqueue(*args, **kwargs)
