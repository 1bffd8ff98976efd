"""Searches as jobs, in the lane of upkeep: an import never waits for one."""

from __future__ import annotations

from siyu.jobs.queue import MAINTENANCE, enqueue_once, job


@job(queue=MAINTENANCE)
def search_duplicates(search_id: int) -> None:
    """Carry a search out; after a crash the next worker begins it anew, twice at most."""
    from siyu.connect.loads.leases import LASTS
    from siyu.unify.duplicates.searching import run_search

    run_search(search_id, patience=1.5 * LASTS.total_seconds())


@job(queue=MAINTENANCE)
def go_on() -> int:
    """Queue the searches that a worker left behind and return how many."""
    from siyu.unify.duplicates.models import DuplicateSearch

    left = list(DuplicateSearch.objects.filter(finished_at=None).values_list("pk", flat=True))
    for number in left:
        enqueue_once(search_duplicates, number)
    return len(left)
