"""Asking for a search: one at a time in a workspace."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.analytics.duplicates.installed import NOT_INSTALLED, is_installed
from siyu.jobs import enqueue_once
from siyu.unify.duplicates.models import DuplicateSearch

SHOWN = 10


def ask_search(access: Access, *, queue: bool = True) -> DuplicateSearch:
    """Return a new search, or the one that is still under way; with `queue` a job carries it out.

    Raises `Refusal` (409) when the extra is not installed.
    """
    from siyu.unify.duplicates.jobs import search_duplicates

    if not is_installed():
        raise NOT_INSTALLED
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=access.workspace.pk)
        search = DuplicateSearch.objects.filter(workspace=access.workspace, finished_at=None).first()
        if search is None:
            search = DuplicateSearch.objects.create(workspace=access.workspace, by=access.by)
            record(access, "duplicates.searched", "duplicate_search", str(search.pk))
        if queue:
            enqueue_once(search_duplicates, search.pk)
    return search


def list_searches(workspace: Workspace) -> dict[str, Any]:
    """Return the latest searches, the newest first, and what is missing for another one."""
    rows = DuplicateSearch.objects.filter(workspace=workspace).order_by("-pk")[:SHOWN]
    missing = None if is_installed() else NOT_INSTALLED.as_dict()
    return {"items": [shown(row) for row in rows], "missing": missing}


_PROGRESS = {"": 0.0, "reading": 0.02, "learning": 0.25, "comparing": 0.8, "writing": 0.95}
"""The part that is done when a stage begins, measured on 100,000 members."""
STAGES = tuple(_PROGRESS)[1:]

_COUNTS = ("people", "found", "fresh", "known", "decided", "conflicting", "gone")


def shown(search: DuplicateSearch) -> dict[str, Any]:
    """Return a search as the API shows it."""
    names = ("state", "stage", "model", "compared", *_COUNTS, "error", "by", "made_at", "started_at", "finished_at")
    done = 1.0 if search.finished_at else _PROGRESS[search.stage]
    return {"id": search.pk, "progress": done, **{name: getattr(search, name) for name in names}}
