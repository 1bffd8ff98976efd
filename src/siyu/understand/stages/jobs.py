"""Jobs that record the stages of days that are over."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.jobs import enqueue_once, job


@job()
def record_all() -> None:
    """Queue the recording of every workspace."""
    for slug in Workspace.objects.values_list("slug", flat=True):
        enqueue_once(record_stages, slug)


@job()
def record_stages(slug: str) -> int:
    """Record some of the days that are due, queue itself while more are, and return how many were recorded."""
    from siyu.understand.stages.recording import record_days

    recorded, is_done = record_days(Workspace.objects.get(slug=slug))
    if not is_done:
        record_stages.enqueue(slug)
    return recorded
