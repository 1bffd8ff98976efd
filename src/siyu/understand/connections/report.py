"""The report of multi-touch: depth of connection beside the time before, and conversion from pool to pool."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.analytics.pools import Crossings, crossings
from siyu.lib.clock import end_of_day, start_of_day
from siyu.understand.behaviour.asking import Asked
from siyu.understand.connections.kinds import KINDS
from siyu.understand.connections.pools import POOLS
from siyu.understand.connections.reading import read_connections, read_entries
from siyu.unify.members.channels import CHANNELS

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from siyu.lib.periods import Period

CONTACTS = ("sms", "email", "wecom", "official_account")
"""Channels of which identifiers and consents are told beside what facts tell."""
DAY = 86_400_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def connection_report(asked: Asked, days: int, *, is_now: bool) -> dict[str, Any]:
    """Return how deeply members are connected on the day and so many days before, and how they crossed between pools.

    `is_now` says that the day is today: only then can be told who has an identifier and has not withdrawn.
    """
    inputs, period = asked.inputs, asked.period(days)
    ids = np.array(asked.members, dtype=np.int64)
    now, then = (read_connections(one, ids) for one in (inputs, inputs.days_before(days)))
    depth, depth_before = now.sum(axis=0), then.sum(axis=0)
    return {
        **asked.told(days),
        "before": period.before.as_dict(),
        "kinds": [
            {"name": kind.name, "label": kind.label.as_dict(), "members": int(now[place].sum()),
             "before": int(then[place].sum())}
            for place, kind in enumerate(KINDS)
        ],
        "depth": _histogram(depth, depth_before),
        "mean_depth": _mean(depth),
        "mean_depth_before": _mean(depth_before),
        "contacts": _contacts(asked) if is_now else None,
        **_pools(read_entries(inputs, ids), period, inputs.zone),
    }  # fmt: skip


def _histogram(depth: NDArray[np.int64], before: NDArray[np.int64]) -> list[dict[str, int]]:
    counts, counts_before = (np.bincount(one, minlength=len(KINDS) + 1) for one in (depth, before))
    return [
        {"depth": place, "members": int(counts[place]), "before": int(counts_before[place])}
        for place in range(len(KINDS) + 1)
    ]


def _mean(depth: NDArray[np.int64]) -> float | None:
    return float(depth.mean()) if len(depth) else None


def _contacts(asked: Asked) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": CHANNELS[name].label.as_dict(),
         "members": len(asked.inputs.reachable(name) & asked.members)}
        for name in CONTACTS
    ]  # fmt: skip


def _pools(entered: NDArray[np.int64], period: Period, zone: str) -> dict[str, Any]:
    found = crossings(entered, *_instants(period.first, period.last, zone))
    before = crossings(entered, *_instants(period.before.first, period.before.last, zone))
    inside = (entered <= _instants(period.first, period.last, zone)[1]).sum(axis=1)
    return {
        "pools": [
            {"name": pool.name, "label": pool.label.as_dict(), "members": int(inside[place]),
             "entered": int(found.entered[place]), "entered_before": int(before.entered[place])}
            for place, pool in enumerate(POOLS)
        ],
        "crossings": [
            _crossing(found, before, source, target)
            for source in range(len(POOLS))
            for target in range(len(POOLS))
            if source != target
        ],
    }  # fmt: skip


def _crossing(found: Crossings, before: Crossings, source: int, target: int) -> dict[str, Any]:
    median = found.median[source, target]
    return {
        "source": POOLS[source].name,
        "target": POOLS[target].name,
        "entered": int(found.entered[source]),
        "already": int(found.already[source, target]),
        "crossed": int(found.crossed[source, target]),
        "rate": _rate(found, source, target),
        "rate_before": _rate(before, source, target),
        "median_days": None if np.isnan(median) else float(median) / DAY,
    }


def _rate(found: Crossings, source: int, target: int) -> float | None:
    """Return the share of those who were not in the other pool already."""
    could = int(found.entered[source] - found.already[source, target])
    return int(found.crossed[source, target]) / could if could else None


def _instants(first: date, last: date, zone: str) -> tuple[int, int]:
    begin, end = start_of_day(first, zone), end_of_day(last, zone)
    return _micros(begin), _micros(end)


def _micros(at: datetime) -> int:
    gone = at - _EPOCH
    return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds
