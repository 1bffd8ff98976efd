"""How leads get on: who got how far, how many went on, and how long they stay in each stage, by what was recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.understand.leads.moments import Stays, recorded_stays
from siyu.understand.leads.settings import leads_of
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.models import StageDay

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1)


def progress_report(workspace: Workspace) -> dict[str, Any]:
    """Return the funnel of the contacts first recorded in the look-back, with the days of their stays.

    `first` and `last` are the recorded days, None while there are none. A stay that began on the first recorded day may
    be older and has no days.
    """
    leads = leads_of(workspace)
    days = StageDay.objects.filter(workspace=workspace, model=B2B.name).order_by("on").values_list("on", flat=True)
    first, last = days.first(), days.last()
    told: dict[str, Any] = {
        "first": first,
        "last": last,
        "lookback_days": leads.lookback_days,
        "contacts": 0,
        "stages": [],
    }
    if first is None or last is None:
        return told
    with open_snapshot(workspace) as snapshot:
        stays = recorded_stays(snapshot)
    return {**told, **funnel_of(stays, first, last, leads.lookback_days)}


def funnel_of(stays: Stays, first: date, last: date, lookback_days: int) -> dict[str, Any]:
    """Return the contacts first recorded in the look-back that ends on the last of the recorded days, stage by stage."""
    mine = _of_cohort(stays, (max(first, last - timedelta(days=lookback_days - 1)) - _EPOCH).days)
    furthest = _furthest(mine)
    reached = [int((furthest >= place).sum()) for place in range(len(B2B.stages))]
    stages = [
        {
            "name": stage.name,
            "label": stage.label.as_dict(),
            "group": stage.group,
            "reached": reached[place],
            "rate": reached[place] / reached[place - 1] if place and reached[place - 1] else None,
            **_days_in(mine, place, (first - _EPOCH).days, (last - _EPOCH).days),
        }
        for place, stage in enumerate(B2B.stages)
    ]
    return {"contacts": len(furthest), "stages": stages}


def _of_cohort(stays: Stays, since: int) -> Stays:
    """Return the stays of contacts whose first one began on the day or later; stays come by contact and day."""
    if not len(stays.members):
        return stays
    starts = np.flatnonzero(np.append(True, stays.members[1:] != stays.members[:-1]))
    lengths = np.diff(np.append(starts, len(stays.members)))
    mine = np.repeat(stays.since[starts] >= since, lengths)
    return Stays(stays.members[mine], stays.places[mine], stays.since[mine], stays.until[mine], stays.left[mine])


def _furthest(stays: Stays) -> NDArray[np.int8]:
    if not len(stays.members):
        return np.zeros(0, dtype=np.int8)
    starts = np.flatnonzero(np.append(True, stays.members[1:] != stays.members[:-1]))
    return np.maximum.reduceat(stays.places, starts)


def _days_in(stays: Stays, place: int, first: int, last: int) -> dict[str, Any]:
    known = (stays.places == place) & (stays.since != first)
    ended = known & ~stays.is_lasting & ~stays.left
    lasting = known & stays.is_lasting
    return {
        "ended": int(ended.sum()),
        "days": _middle(stays.until[ended] - stays.since[ended]),
        "lasting": int(lasting.sum()),
        "days_so_far": _middle(last - stays.since[lasting]),
    }


def _middle(days: NDArray[np.int32]) -> int | None:
    """Return the median; of an even number the lower of the two in the middle."""
    return int(np.sort(days)[(len(days) - 1) // 2]) if len(days) else None
