"""What is done for a workspace every night and after every import."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.understand.features.snapshots import keep_features
from siyu.understand.live.evaluating import run_live
from siyu.understand.segments.evaluating import evaluate_stale
from siyu.understand.tags.evaluating import evaluate_stale_tags


def refresh(workspace: Workspace) -> dict[str, int]:
    """Keep today's features, evaluate the tags and segments that are out of date, and return the segments' sizes by name.

    Does nothing before the first load. Safe to run again at any time.
    """
    if not finished_load(workspace):
        return {}
    keep_features(workspace)
    evaluate_stale_tags(workspace)
    run_live(workspace)
    return evaluate_stale(workspace)
