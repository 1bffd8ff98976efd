"""Features beside other features, earlier days and everybody else's.

What the text leaves open, as decided here: the past is the end of a brand day, with what had occurred by then; members
without a value have no rank; a share of the ranked is rounded up to whole members; whoever has the same value as the
last of them is in too.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.features import feature
from tests.oracle.history import History
from tests.oracle.language import Against, Ops, Top


def resolved(history: History, name: str, ops: Ops, member: int, at: datetime) -> Ops:
    """Return the comparisons with what the member's other features come to in place of their names."""
    return tuple(
        (op, _value(history, name, asked, member, at) if isinstance(asked, Against) else asked) for op, asked in ops
    )


def _value(history: History, name: str, asked: Against, member: int, at: datetime) -> Any:
    then = _end_of_day(history, at, asked.before) if asked.before else at
    found: Any = feature(history, asked.name or name, member, then)
    return found if asked.times == 1 or found is None else Fraction(found) * asked.times


def _end_of_day(history: History, at: datetime, days: int) -> datetime:
    following = history.day(at) - timedelta(days=days - 1)
    return datetime.combine(following, time(), ZoneInfo(history.zone)) - timedelta(microseconds=1)


def is_ranked(history: History, leaf: Top, member: int, at: datetime) -> bool:
    """Say whether the member is among the first, or the last, of the base."""
    found = {one: feature(history, leaf.by, one, at) for one in history.base()}
    ranked = sorted((value for value in found.values() if value is not None), reverse=not leaf.bottom)  # type: ignore[type-var]
    wanted = ceil(len(ranked) * leaf.amount / 100) if leaf.is_share else min(int(leaf.amount), len(ranked))
    if not wanted or found[member] is None:
        return False
    edge: Any = ranked[wanted - 1]
    mine: Any = found[member]
    return bool(mine <= edge if leaf.bottom else mine >= edge)
