"""Looks into folders as jobs: every minute those that are due, and one when somebody asks."""

from __future__ import annotations

from siyu.jobs.queue import MAINTENANCE, job


@job(queue=MAINTENANCE)
def look_into_due_folders() -> int:
    """Queue a look into every folder that is due and not paused; return how many."""
    from siyu.connect.pulls.managing import claim_due

    return claim_due()


@job()
def look_into_one_folder(pull_id: int) -> None:
    """Look into a folder; killed midway, the next look goes on."""
    from siyu.connect.pulls.looking import look_into_folder

    look_into_folder(pull_id, patience=90.0)
