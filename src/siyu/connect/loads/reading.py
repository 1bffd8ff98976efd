"""Reading the lake as far as loads are finished."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.loads.models import LANE, Load

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from siyu.engine.lake import Lake
    from siyu.engine.snapshot import Snapshot

Claims = Callable[["Workspace"], "pa.Table | None"]

_claims: list[Claims] = []


def register_claims(claims: Claims) -> None:
    """Declare who knows which orders of nobody were claimed for a member; there is exactly one."""
    _claims[:] = [claims]


def claims_of(workspace: Workspace) -> pa.Table | None:
    """Return (claimed_key, claimed_by) of the orders that were claimed, None when there are none."""
    return _claims[0](workspace) if _claims else None


_ready: set[Path] = set()
"""Lakes this process has made ready: a log torn by a power cut is only ever met at the start."""


def finished_load(workspace: Workspace, lane: int = LANE) -> int:
    """Return the number of the last finished load, 0 before the first; rows with a higher number are not read."""
    done = Load.objects.filter(workspace=workspace, lane=lane, state=Load.DONE).order_by("-number")
    return done.values_list("number", flat=True).first() or 0


def open_snapshot(
    workspace: Workspace, *, memory_limit: str = "1GB", as_loaded: bool = False, engine: str = "duckdb"
) -> Snapshot:
    """Open all tables of a workspace as they stand at its last finished load; close it, or use it in a `with`.

    Claimed orders are shown as their members'; with `as_loaded` as they came in, which is what loads work with.
    `engine` is what reads; small questions are answered soonest by the one in this process.
    """
    from siyu.engine.lake import Lake

    lake = Lake(workspace.lake_path)
    _make_ready(lake)
    claims = None if as_loaded else claims_of(workspace)
    return lake.snapshot(finished_load(workspace), memory_limit=memory_limit, claims=claims, engine=engine)


def _make_ready(lake: Lake) -> None:
    """Create, widen and mend the lake when this process first reads it; later only what is missing is looked for."""
    from siyu.engine.schema import TABLES

    if lake.path not in _ready or not all((lake.folder(table) / "_delta_log").is_dir() for table in TABLES):
        lake.ensure()
        _ready.add(lake.path)
