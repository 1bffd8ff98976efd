"""Privacy requests as jobs, in the lane of upkeep: an erasure and a compaction never meet."""

from __future__ import annotations

from siyu.jobs.queue import MAINTENANCE, job


@job(queue=MAINTENANCE)
def carry_out(request_id: int) -> None:
    """Make the file, or erase the person as far as that can go now; after a crash the next worker goes on."""
    from siyu.unify.privacy.carrying_out import carry_out_request

    carry_out_request(request_id)


@job(queue=MAINTENANCE)
def go_on() -> int:
    """Queue every request whose time has come, or whose worker died, and drop expired files; return how many."""
    from siyu.jobs import enqueue_once
    from siyu.unify.privacy.carrying_out import requests_to_go_on
    from siyu.unify.privacy.exporting import drop_expired

    waiting = requests_to_go_on()
    for number in waiting:
        enqueue_once(carry_out, number)
    drop_expired()
    return len(waiting)
