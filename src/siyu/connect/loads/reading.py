"""Reading the lake as far as loads are finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.loads.models import LANE, Load

if TYPE_CHECKING:
    from siyu.engine.snapshot import Snapshot


def finished_load(workspace: Workspace, lane: int = LANE) -> int:
    """Return the number of the last finished load, 0 before the first; rows with a higher number are not read."""
    done = Load.objects.filter(workspace=workspace, lane=lane, state=Load.DONE).order_by("-number")
    return done.values_list("number", flat=True).first() or 0


def open_snapshot(workspace: Workspace, *, memory_limit: str = "1GB") -> Snapshot:
    """Open all tables of a workspace as they stand at its last finished load; close it, or use it in a `with`."""
    from siyu.engine.lake import Lake

    lake = Lake(workspace.lake_path)
    lake.ensure()
    return lake.snapshot(finished_load(workspace), memory_limit=memory_limit)
