"""What the chain is asked and what it answers: one thing to be said, to a set of people in columns, at one instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Marks = NDArray[np.bool_]
Instants = NDArray[np.int64]
"""Microseconds since 1970 in UTC; `NEVER` where there is none."""

NEVER = np.iinfo(np.int64).max
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(instant: datetime) -> int:
    """Return an aware instant as microseconds since 1970."""
    return (instant - _EPOCH) // _MICROSECOND


def instant_of(number: int) -> datetime:
    """Return the instant of so many microseconds since 1970."""
    return _EPOCH + int(number) * _MICROSECOND


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be said, the same for everybody asked about: by what, of which class, in which words, and when."""

    at: datetime
    zone: str
    salt: str
    channel: str
    transport: str
    is_marketing: bool
    is_transactional: bool
    for_marketing: bool = True
    family: str = ""
    reward_trigger: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What was handed over before: one entry a message, `who` a place among the people.

    `here`: by the same transport and account; `alike`: said the same; `in_batch`: of the same batch.
    """

    who: Ids
    at: Instants
    marketing: Marks
    here: Marks
    alike: Marks
    in_batch: Marks

    @classmethod
    def empty(cls) -> History:
        """Return a history of nothing."""
        marks = np.zeros(0, dtype=np.bool_)
        return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), marks, marks, marks, marks)


@dataclass(frozen=True, slots=True)
class People:
    """The recipients, one entry a canonical member, none twice.

    `agreed` to what the ask needs consent for; `suppressed` for it; `alive`: can be reached by the channel now; `granted`:
    an act of theirs permits a message; `deadline` is the instant after which it is of no use.
    """

    member: Ids
    agreed: Marks
    suppressed: Marks
    alive: Marks
    granted: Marks
    deadline: Instants
    history: History

    def __len__(self) -> int:
        return len(self.member)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule says: whom it drops, and whom it lets wait until when; None says of nobody."""

    drop: Marks | None = None
    until: Instants | None = None
    reason: str = ""


PASS = Answer()
SEND, DEFER, DROP = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Decisions:
    """Of each of the people: `verdict` SEND, DEFER or DROP, the number of the rule in `rules`, and until when it waits.

    `late` marks drops of what would have waited beyond its deadline. `reasons` holds what some rules add, by their number.
    """

    verdict: NDArray[np.uint8]
    rule: NDArray[np.int8]
    until: Instants
    late: Marks
    rules: tuple[str, ...]
    reasons: dict[int, str]
