"""Every revision of a table's facts, as loads and refreshes need them."""

from __future__ import annotations

from datetime import date

import ibis.expr.types as ir

from siyu.engine.pruning import Window
from siyu.engine.snapshot import Snapshot


def revisions(
    snapshot: Snapshot,
    table: str,
    *,
    loaded_after: int | None = None,
    since_on: date | None = None,
    until_on: date | None = None,
) -> ir.Table:
    """Return all rows of a table as of the snapshot, superseded revisions included.

    `loaded_after` leaves out what loads up to that number brought; `since_on` and `until_on` bound the brand's day.
    """
    window = Window(since_on=since_on, until_on=until_on, done=snapshot.done, loaded_after=loaded_after)
    return snapshot.rows(snapshot.pinned(table), window)
