"""Jobs that keep tags up to date with what comes in between two refreshes of everything."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.jobs import enqueue_once, job


@job()
def refresh_delivered_all() -> None:
    """Queue the evaluation of tags from events and surveys in every workspace where a load came after the last one."""
    from siyu.understand.tags.evaluating import stale_delivered

    for workspace in Workspace.objects.order_by("pk"):
        if stale_delivered(workspace):
            enqueue_once(refresh_delivered, workspace.slug)


@job()
def refresh_delivered(slug: str) -> dict[str, int]:
    """Evaluate a workspace's tags from events and surveys; return how many members have each."""
    from siyu.understand.tags.evaluating import evaluate_tags, stale_delivered

    workspace = Workspace.objects.get(slug=slug)
    return evaluate_tags(workspace, stale_delivered(workspace))
