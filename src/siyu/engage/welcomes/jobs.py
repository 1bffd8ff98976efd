"""What nobody came back for: welcomes that were being sent when a whole machine went away."""

from __future__ import annotations

from siyu.jobs import job


@job()
def settle_left() -> int:
    """Mark them uncertain, so that every welcome ends; return how many."""
    from siyu.engage.welcomes.settling import mark_left

    return mark_left()
