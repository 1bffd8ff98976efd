"""What time alone changes: the ages facts reach at which a leaf may begin or cease to hold for their member."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Age:
    """A fact or a type of event `did` that lies exactly so many seconds back."""

    did: str
    seconds: int


def no_ages(leaf: object) -> tuple[Age, ...]:
    """Return none: the leaf changes by facts, by state, or at the brand's midnight."""
    return ()
