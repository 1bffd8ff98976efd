"""How fresh live segments and tags are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.understand.live.models import LiveNote, LiveState


def freshness_of(workspace: Workspace, key: str) -> dict[str, Any] | None:
    """Return as of which business instant a live definition's members are right, and how its last round went.

    `is_current` says that nothing waits to be followed. None before it was evaluated first; a tag's key is `tag:` and
    its name.
    """
    state = LiveState.objects.filter(workspace=workspace).first()
    if state is None or key not in state.known:
        return None
    is_behind = state.load != finished_load(workspace) or LiveNote.objects.filter(workspace=workspace).exists()
    return {"at": state.at, "ran_at": state.ran_at, "took_ms": state.took_ms, "is_current": not is_behind}


def show_freshness(workspace: Workspace, rows: Iterable[Any], prefix: str = "") -> None:
    """Let live rows, segments or with the prefix `tag:` tags, tell as `evaluated_at` when they were last right."""
    state = LiveState.objects.filter(workspace=workspace).first()
    for row in rows:
        if state is not None and f"{prefix}{row.name}" in state.known:
            row.evaluated_at = state.at
