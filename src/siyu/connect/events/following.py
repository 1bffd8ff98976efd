"""How far what follows a batch of the inbox has come, so that each part of it happens once."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.connect.events.models import Follow


def follow_of(workspace: Workspace, batch: int) -> Follow:
    """Return the row that says how far the batch's following has come; for a new batch it begins."""
    follow, _ = Follow.objects.get_or_create(workspace=workspace)
    if follow.batch != batch:
        Follow.objects.filter(pk=follow.pk).update(batch=batch, profiles=0, is_learnt=False)
        follow.refresh_from_db()
    return follow
