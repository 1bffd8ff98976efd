"""Imports as jobs."""

from __future__ import annotations

from siyu.jobs.queue import MAINTENANCE, job


@job()
def carry_out_import(import_id: int) -> None:
    """Run an import to its end; after a crash the next worker goes on with it."""
    _carry_out(import_id)


@job()
def carry_out_in_turn(import_id: int) -> None:
    """Run an import of a batch to its end, then queue the next one, whatever became of this one."""
    from siyu.connect.imports.batches import next_in_batch

    try:
        _carry_out(import_id)
    finally:
        # A worker that dies before this line runs the job again: the import is found done, and the next one is queued.
        if following := next_in_batch(import_id):
            carry_out_in_turn.enqueue(following)


@job(queue=MAINTENANCE)
def drop_uploads() -> int:
    """Delete uploaded files that nobody needs any more and return how many."""
    from siyu.connect.imports.stopping import drop_old_uploads

    return drop_old_uploads()


def _carry_out(import_id: int) -> None:
    from siyu.connect.imports.running import run_import
    from siyu.connect.loads.leases import LASTS

    # After a power cut or in a new container the dead worker's lease has to run out; failing would leave it for ever.
    run_import(import_id, patience=1.5 * LASTS.total_seconds())
