"""Exports as jobs: every minute what is due is queued, and each is written by one job."""

from __future__ import annotations

from siyu.jobs.queue import MAINTENANCE, job


@job(queue=MAINTENANCE)
def write_due_exports() -> int:
    """Queue what is due, take up what was lost, delete files whose days are over; return how many were due."""
    from siyu.understand.exports.claiming import claim_due, take_up_lost
    from siyu.understand.exports.dropping import drop_expired

    drop_expired()
    take_up_lost()
    return claim_due()


@job()
def write_export(run_id: int) -> None:
    """Write the file of a run; killed midway, the next worker begins it anew."""
    from siyu.lib.errors import Refusal
    from siyu.understand.exports.models import ExportRun
    from siyu.understand.exports.running import carry_out_run

    if not ExportRun.objects.filter(pk=run_id).exists():
        return
    try:
        carry_out_run(run_id)
    except Refusal as refusal:
        # Another worker is at it already.
        if refusal.code != "lease.held":
            raise
