"""The stickiness report: how many members are active by day, week and month, and how often they come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from siyu.analytics.gaps import active_days
from siyu.analytics.stickiness import active_members, days_active
from siyu.understand.behaviour.acts import read_days
from siyu.understand.behaviour.asking import Asked
from siyu.understand.behaviour.calendar import day_number

WEEK, MONTH = 7, 30


def stickiness_report(asked: Asked, did: str, days: int) -> dict[str, Any]:
    """Return active members of each of the last `days` days and of the 7 and 30 days up to it, and days active.

    The stickiness of a day is who was active on it by who was active within the 30 days that end with it; of the whole
    time it is the sum of the one by the sum of the other.
    """
    period = asked.period(days)
    first, last = day_number(period.first), day_number(period.last)
    counted = {length: np.zeros(days, dtype=np.int64) for length in (1, WEEK, MONTH)}
    regular = np.zeros(days + 1, dtype=np.int64)
    for member, on in read_days(asked, did, period.first - timedelta(days=MONTH - 1)):
        known = _counts(asked, member)
        found = active_days(member[known], on[known])
        for length in counted:
            counted[length] += active_members(found, first, last, length)
        regular += days_active(found, first, last)
    daily, weekly, monthly = counted.values()
    return {
        **asked.told(days),
        "did": did,
        "active": int(regular.sum()),
        "stickiness": _rate(int(daily.sum()), int(monthly.sum())),
        "mean_days_active": _rate(int(regular @ np.arange(len(regular))), int(regular.sum())),
        "trend": [
            {
                "on": period.first + timedelta(days=place),
                "dau": int(daily[place]),
                "wau": int(weekly[place]),
                "mau": int(monthly[place]),
                "stickiness": _rate(int(daily[place]), int(monthly[place])),
            }
            for place in range(days)
        ],
        "days_active": [
            {"days": count, "members": int(members)} for count, members in enumerate(regular) if count and members
        ],
    }


def _counts(asked: Asked, member: np.ndarray) -> np.ndarray:
    inside = member < len(asked.wanted)
    inside[inside] = asked.wanted[member[inside]]
    return inside


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None
