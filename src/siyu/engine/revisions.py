"""Every revision of a table's facts, as a load needs them to tell a repeat from a change."""

from __future__ import annotations

import ibis.expr.types as ir

from siyu.engine.pruning import Window
from siyu.engine.snapshot import Snapshot


def revisions(snapshot: Snapshot, table: str) -> ir.Table:
    """Return all rows of a table as of the snapshot, superseded revisions included."""
    return snapshot.rows(snapshot.pinned(table), Window(done=snapshot.done))
