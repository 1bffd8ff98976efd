"""How far an import is, and how long the rest will take."""

from __future__ import annotations

from datetime import UTC, datetime

from siyu.connect.imports.models import Import

STAGING_SHARE = 0.4
"""Reading and sorting take about this part of the whole, measured on 1.5 M lines."""


def progress_of(run: Import) -> float:
    """Return the done part of an import, 0 to 1."""
    if run.state == Import.DONE:
        return 1.0
    if run.loading_since is None:
        return 0.0
    accepted = run.rows_read - run.quarantined
    loaded = (run.loaded + run.repeated) / accepted if accepted else 1.0
    return round(STAGING_SHARE + (1 - STAGING_SHARE) * loaded, 4)


def rest_seconds(run: Import) -> int | None:
    """Return the seconds that are left at the speed so far, or None while nothing can be said."""
    done = progress_of(run)
    if run.state != Import.RUNNING or run.started_at is None or not 0 < done < 1:
        return None
    elapsed = (datetime.now(UTC) - run.started_at).total_seconds()
    return round(elapsed * (1 - done) / done)
