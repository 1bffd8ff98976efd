"""Jobs that keep segments and feature snapshots up to date."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.jobs import job


@job()
def refresh_all() -> None:
    """Queue the refresh of every workspace."""
    for slug in Workspace.objects.values_list("slug", flat=True):
        refresh_understanding.enqueue(slug)


@job()
def refresh_understanding(slug: str) -> dict[str, int]:
    """Keep today's features and evaluate the segments that are out of date; return the sizes of those."""
    from siyu.understand.refreshing import refresh

    return refresh(Workspace.objects.get(slug=slug))
