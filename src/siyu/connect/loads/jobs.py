"""Loads and the lake's upkeep as jobs."""

from __future__ import annotations

from siyu.jobs import job
from siyu.jobs.queue import MAINTENANCE


@job()
def resume_interrupted_loads() -> int:
    """Finish the loads a crash left behind, in every workspace, and return in how many there were any."""
    from siyu.accounts.models import Workspace
    from siyu.connect.loads.loading import resume_loads
    from siyu.connect.loads.models import Load

    begun = Load.objects.exclude(state=Load.DONE, folder="").values("workspace")
    workspaces = list(Workspace.objects.filter(pk__in=begun))
    for workspace in workspaces:
        resume_loads(workspace)
    return len(workspaces)


@job(queue=MAINTENANCE)
def tidy_lakes() -> int:
    """Compact, vacuum and checkpoint the lake of every workspace that has facts; return how many."""
    from siyu.accounts.models import Workspace
    from siyu.engine.lake import Lake
    from siyu.engine.maintenance import maintain

    workspaces = list(Workspace.objects.exclude(has_facts_since=None))
    for workspace in workspaces:
        maintain(Lake(workspace.lake_path))
    return len(workspaces)


@job(queue=MAINTENANCE)
def tidy_lake(slug: str) -> int:
    """Put small files of a workspace that has many loads together, vacuum, checkpoint; return the months rewritten."""
    from siyu.accounts.models import Workspace
    from siyu.engine.choosing import small_files
    from siyu.engine.lake import Lake
    from siyu.engine.maintenance import maintain

    workspace = Workspace.objects.get(slug=slug)
    return sum(len(done.compacted) for done in maintain(Lake(workspace.lake_path), choose=small_files))
