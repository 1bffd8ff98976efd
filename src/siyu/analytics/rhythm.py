"""What divides the stages of the lifecycle; the numbers alone, so that reading them loads nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass

NEW, ACTIVE, REPEAT, LOYAL, WON_BACK, COOLING, AT_RISK, LOST = range(8)
STAGES = ("new", "active", "repeat", "loyal", "won_back", "cooling", "at_risk", "lost")
"""The names of the stages, each at the place of its number."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What divides the stages. `cooling`, `at_risk` and `lost` are multiples of the rhythm, the rest are numbers.

    The rhythm is the median of a member's last `recent_gaps` gaps between days with a purchase once there are
    `own_gaps` of them, before that the median of all members' medians, or `default_days` while fewer than
    `least_members` have a gap; never less than `least_days`. Of an even number the lower middle one is the median.
    """

    cooling: float = 2.0
    at_risk: float = 3.0
    lost: float = 6.0
    own_gaps: int = 3
    recent_gaps: int = 12
    loyal_days: int = 8
    back_days: int = 3
    least_days: int = 7
    default_days: int = 30
    least_members: int = 30
