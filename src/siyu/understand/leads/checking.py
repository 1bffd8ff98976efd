"""Whether the score tells anything: what became of those who were no customers yet, by band and by part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.leads.documents import Leads
from siyu.understand.leads.scoring import Scores, scored
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.standing import standing_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

BANDS = {"hot": Text("热", "Hot"), "warm": Text("温", "Warm"), "cold": Text("冷", "Cold")}
SINCE_DAYS = 90
FEW = 30
"""Of fewer contacts a share says nothing yet."""


def score_report(inputs: Inputs, leads: Leads, since: date | None = None) -> dict[str, Any]:
    """Return the bands and parts of today, and what became by now of those who were no customers at the end of `since`.

    `since` is ninety days ago by default. Raises `Refusal` for a day that is not before that of the inputs.
    """
    then_on = since or inputs.today - timedelta(days=SINCE_DAYS)
    if then_on >= inputs.today:
        text = Text("起始日须早于截止日", "the day to compare with must lie before")
        raise Refusal("leads.order_of_days", text, where="since")
    now, then = scored(inputs), scored(inputs.until(then_on))
    won = B2B.place("won")
    before = standing_on(inputs.until(then_on), B2B.name).of(then.members)
    became = standing_on(inputs, B2B.name).of(then.members) >= won
    is_open = (before >= 0) & (before < won)
    base = _share(became[is_open])
    return {
        "on": inputs.today,
        "since": then_on,
        "contacts": len(now.members),
        "open_then": int(is_open.sum()),
        "won_since": int(became[is_open].sum()),
        "rate": base,
        "few": FEW,
        "warm": leads.score.warm,
        "hot": leads.score.hot,
        "bands": [_band(name, now, then, is_open, became) for name in BANDS],
        "parts": [_part(place, now, then, is_open, became) for place in range(len(now.score.parts))],
    }


def _band(
    name: str, now: Scores, then: Scores, is_open: NDArray[np.bool_], became: NDArray[np.bool_]
) -> dict[str, Any]:
    mine = is_open & np.array([band == name for band in then.bands], dtype=bool)
    bounds = {"hot": {"gte": now.score.hot}, "warm": {"gte": now.score.warm, "lt": now.score.hot},
              "cold": {"lt": now.score.warm}}  # fmt: skip
    return {
        "name": name,
        "label": BANDS[name].as_dict(),
        "members": sum(band == name for band in now.bands),
        "then": int(mine.sum()),
        "won": int(became[mine].sum()),
        "rate": _share(became[mine]),
        "rule": {"score": "lead", "is": bounds[name]},
    }


def _part(
    place: int, now: Scores, then: Scores, is_open: NDArray[np.bool_], became: NDArray[np.bool_]
) -> dict[str, Any]:
    part = now.score.parts[place]
    held = is_open & then.holds[place]
    others = is_open & ~then.holds[place]
    return {
        "name": part.name,
        "group": part.group,
        "label": part.label.as_dict(),
        "points": part.points,
        "members": int(now.holds[place].sum()),
        "then": int(held.sum()),
        "rate": _share(became[held]),
        "rate_others": _share(became[others]),
    }


def _share(became: NDArray[np.bool_]) -> float | None:
    return float(became.mean()) if len(became) else None
