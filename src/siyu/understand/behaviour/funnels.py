"""The funnel report: how many members got to each step, how fast, and how that differs between groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.analytics.funnel import Funnel, walk_funnel
from siyu.analytics.histories import histories
from siyu.understand.behaviour.asking import Asked
from siyu.understand.behaviour.splits import groups_of
from siyu.understand.behaviour.steps import FunnelQuestion
from siyu.understand.rules.acts import microseconds, read_steps, since_epoch
from siyu.understand.rules.windows import Window

if TYPE_CHECKING:
    from siyu.lib.periods import Period
    from siyu.understand.rules.leaves.matching import MatchLeaf

_SECOND = 1_000_000


def funnel_report(asked: Asked, question: FunnelQuestion, days: int) -> dict[str, Any]:
    """Return steps with members, shares and median times, and groups, of who began within the last `days`.

    All steps lie within the days. `open` counts members who may still go on: they have not come to the end, and the window
    after their last beginning is not over.
    """
    period = asked.period(days)
    leaves = within_period(question, period)
    found = walk(asked, leaves, question.seconds, period)
    counts = found.counts(len(leaves))
    return {
        **asked.told(days),
        "window_seconds": question.seconds,
        "entered": counts[0],
        "completed": counts[-1],
        "rate": _share(counts[-1], counts[0]),
        "median_seconds": _seconds(found, len(leaves) - 1),
        "open": _open(found, asked, question, period),
        "steps": [_step(question, found, counts, place) for place in range(len(leaves))],
        "by": question.property or ("segments" if question.segments else None),
        "groups": [
            {
                "value": group.value,
                "label": group.label.as_dict(),
                "members": counted,
                "rate": _share(counted[-1], counted[0]),
            }
            for group in groups_of(asked, question, leaves[0], found.members)
            for counted in [_counts(found.reached[group.holds], len(leaves))]
        ],
    }


def within_period(question: FunnelQuestion, period: Period) -> list[MatchLeaf]:
    """Return the questions of the steps for the days of a period."""
    window = Window(first_on=period.first, last_on=period.last)
    return [replace(step.leaf, window=window) for step in question.steps]


def walk(asked: Asked, leaves: list[MatchLeaf], seconds: int, period: Period) -> Funnel:
    """Return how far every member got, computed part by part and put together."""
    window, origin = seconds * _SECOND, since_epoch(asked.origin(period.first))
    parts = [
        walk_funnel(histories(member, act, asked.wanted), len(leaves), window)
        for member, act in read_steps(asked.inputs, leaves, period.first, origin)
    ]
    if len(parts) == 1:
        return parts[0]
    names = ("members", "reached", "took", "began")
    return Funnel(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _step(question: FunnelQuestion, found: Funnel, counts: list[int], place: int) -> dict[str, Any]:
    before = counts[place - 1] if place else counts[0]
    step = question.steps[place]
    return {
        "did": step.leaf.did,
        "label": step.label.as_dict(),
        "members": counts[place],
        "share": _share(counts[place], counts[0]),
        "from_before": _share(counts[place], before),
        "lost": before - counts[place],
        "median_seconds": _seconds(found, place),
    }


def _open(found: Funnel, asked: Asked, question: FunnelQuestion, period: Period) -> int:
    now = microseconds(asked.inputs.at - asked.origin(period.first))
    window = microseconds(timedelta(seconds=question.seconds))
    return int(((found.reached < len(question.steps)) & (found.began + window > now)).sum())


def _counts(reached: np.ndarray, steps: int) -> list[int]:
    return [int((reached > step).sum()) for step in range(steps)]


def _seconds(found: Funnel, step: int) -> float | None:
    median = found.median(step)
    return None if median is None else median / _SECOND


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
