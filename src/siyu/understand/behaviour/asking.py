"""What every report of behaviour is asked of: facts at an instant, and the members whose acts count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.periods import Period
from siyu.lib.text import Text
from siyu.understand.inputs import FEW, Inputs
from siyu.understand.opening import open_inputs
from siyu.understand.rules.acts import as_mask
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.segments.reading import find_segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyroaring import BitMap

MOST_DAYS = 1100
"""Reports look back three years and a little at most, so that an instant and what happened fit into one integer."""
_SPARE = timedelta(days=2)


@dataclass(frozen=True)
class Asked:
    """Facts at an instant, and whose acts count: the base, or the members of a segment as of the instant."""

    inputs: Inputs
    members: BitMap
    segment: str | None = None

    @cached_property
    def wanted(self) -> NDArray[np.bool_]:
        """Say for each id up to the greatest whether its acts count."""
        return as_mask(self.members)

    def period(self, days: int) -> Period:
        """Return the brand days that end with the day of the instant."""
        return Period.ending(self.inputs.today, days)

    def origin(self, first: date) -> datetime:
        """Return the instant that times are counted from: a little before the day, so that none lies below zero."""
        return datetime.combine(first, time(), ZoneInfo(self.inputs.zone)) - _SPARE

    def told(self, days: int) -> dict[str, object]:
        """Return what every report says of itself."""
        return {
            "as_of": self.inputs.today,
            "days": days,
            "period": self.period(days).as_dict(),
            "segment": self.segment,
            "members": len(self.members),
        }


@contextmanager
def open_asked(
    workspace: Workspace, *, segment: str | None = None, as_of: date | None = None, at: datetime | None = None
) -> Iterator[Asked]:
    """Open what a report reads: at the end of the day `as_of`, at the instant `at`, or by the workspace's clock.

    Raises `Refusal` for a segment that is not there (404) and for a day that has not come yet.
    """
    if segment is not None:
        find_segment(workspace, segment)
    with open_inputs(workspace, at or end_of(workspace, as_of)) as inputs:
        if segment is None:
            yield Asked(inputs, inputs.base)
            return
        (members,) = evaluate([SegmentLeaf(segment)], inputs)
        # Few members are named in the scans, so that files without them are skipped.
        yield Asked(inputs.limited_to(members) if len(members) <= FEW else inputs, members, segment)


def end_of(workspace: Workspace, as_of: date | None) -> datetime | None:
    """Return the end of a brand day, None for that of today or none given; raises `Refusal` for one that has not come yet."""
    if as_of is None or as_of == workspace.today():
        return None
    if as_of > workspace.today():
        text = Text("{day} 还没有到", "{day} has not come yet").format(day=as_of)
        mend = Text("今天是 {day}。", "Today is {day}.").format(day=workspace.today())
        raise Refusal("behaviour.future", text, where="as_of", mend=mend)
    return workspace.end_of(as_of)
