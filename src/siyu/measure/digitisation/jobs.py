"""Jobs that keep each day's count of online members."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.jobs import job


@job()
def record_all() -> None:
    """Queue the count of every workspace."""
    for slug in Workspace.objects.values_list("slug", flat=True):
        record_online.enqueue(slug)


@job()
def record_online(slug: str) -> int:
    """Keep today's count of one workspace and return how many rows it has."""
    from siyu.measure.digitisation.recording import record_today

    return record_today(Workspace.objects.get(slug=slug))
