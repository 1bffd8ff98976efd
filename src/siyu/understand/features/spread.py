"""How features are spread over the members, read from the features kept last: coverage, quantiles, and who has what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.understand.features.models import FeatureRun
from siyu.understand.features.registry import Feature, all_features
from siyu.understand.features.runs import last_run
from siyu.understand.features.snapshots import TABLE

if TYPE_CHECKING:
    import ibis

    from siyu.engine.snapshot import Snapshot

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_BINS = 24
MOST_VALUES = 20
TAIL = 0.99
"""Bins reach to this quantile; the last one holds whoever has more, so that a single great value flattens nothing."""
_DIGITS = 1e-12
"""The narrowest a bin may be beside the numbers it holds: a float has fifteen to seventeen digits."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the members of a run: how many have a value, and how many one that is not zero."""

    known: int
    told: int


def coverage_of(workspace: Workspace) -> tuple[FeatureRun | None, dict[str, Coverage]]:
    """Return the last run and the coverage of every feature it kept; nothing before the first."""
    run = last_run(workspace)
    if run is None:
        return None, {}
    with _rows_of(workspace, run) as (snapshot, rows):
        kept = [feature for feature in all_features() if feature.name in rows.columns]
        sums = {f"{feature.name}|known": rows[feature.name].count() for feature in kept}
        sums |= {f"{one.name}|zero": (rows[one.name] == 0).sum() for one in kept if one.is_number}
        found = snapshot.to_arrow(rows.agg(**sums)).to_pylist()[0]
    return run, {
        one.name: Coverage(
            found[f"{one.name}|known"], found[f"{one.name}|known"] - (found.get(f"{one.name}|zero") or 0)
        )
        for one in kept
    }


def spread_of(workspace: Workspace, feature: Feature) -> tuple[FeatureRun | None, dict[str, Any]]:
    """Return the last run and of one feature: `known`, `told`, `mean`, `quantiles`, `bins` of numbers and dates, `values`.

    A bin holds from `low` up to but not including `high`, the last one everything from `low` on; money is in minor units.
    """
    run = last_run(workspace)
    nothing: dict[str, Any] = {"known": 0, "told": 0, "mean": None, "quantiles": [], "bins": [], "values": []}
    if run is None:
        return None, nothing
    with _rows_of(workspace, run) as (snapshot, rows):
        if feature.name not in rows.columns:
            return run, nothing
        known = rows.select(value=rows[feature.name]).filter(lambda t: t.value.notnull())
        if feature.type == "text":
            return run, nothing | _values(snapshot, known)
        return run, nothing | (_months(snapshot, known) if feature.type == "date" else _numbers(snapshot, known))


@contextmanager
def _rows_of(workspace: Workspace, run: FeatureRun) -> Iterator[tuple[Snapshot, ibis.Table]]:
    with open_snapshot(workspace) as snapshot:
        yield snapshot, snapshot.facts(TABLE, since_on=run.on, until_on=run.on)


def _values(snapshot: Snapshot, known: ibis.Table) -> dict[str, Any]:
    import ibis

    count = snapshot.to_arrow(known.count()).as_py()
    counted = known.group_by("value").agg(members=known.count())
    best = counted.order_by([ibis.desc("members"), counted.value]).limit(MOST_VALUES)
    return {"known": count, "told": count, "values": snapshot.to_arrow(best).to_pylist()}


def _months(snapshot: Snapshot, known: ibis.Table) -> dict[str, Any]:
    month = known.value.truncate("M").cast("date")
    found = snapshot.to_arrow(known.group_by(low=month).agg(members=known.count()).order_by("low")).to_pylist()
    count = sum(one["members"] for one in found)
    return {
        "known": count,
        "told": count,
        "bins": [{"low": one["low"].isoformat(), "high": None, "members": one["members"]} for one in found],
    }


def _numbers(snapshot: Snapshot, known: ibis.Table) -> dict[str, Any]:
    value = known.value.cast("float64")
    places = {f"q{number}": value.quantile(place) for number, place in enumerate((*QUANTILES, TAIL))}
    told = (value != 0).sum()
    facts = snapshot.to_arrow(
        known.agg(known=known.count(), told=told, mean=value.mean(), least=value.min(), most=value.max(), **places)
    ).to_pylist()[0]
    if not facts["known"]:
        return {}
    is_whole = known.value.type().is_integer()
    quantiles = [
        (0.0, facts["least"]),
        *((place, facts[f"q{number}"]) for number, place in enumerate(QUANTILES)),
        (1.0, facts["most"]),
    ]
    start, width, bins = bins_of(facts["least"], facts[f"q{len(QUANTILES)}"], is_whole=is_whole)
    place = ((value - start) / width).floor().clip(0, bins - 1).cast("int64")
    counted = snapshot.to_arrow(known.group_by(place=place).agg(members=known.count())).to_pylist()
    members = {one["place"]: one["members"] for one in counted}
    return {
        "known": facts["known"],
        "told": facts["told"],
        "mean": facts["mean"],
        "quantiles": [{"at": at, "value": found} for at, found in quantiles],
        "bins": [
            {
                "low": start + width * number,
                "high": start + width * (number + 1) if number < bins - 1 else None,
                "members": members.get(number, 0),
            }
            for number in range(bins)
        ],
    }


def bins_of(least: float, most: float, *, is_whole: bool) -> tuple[float, float, int]:
    """Return where bins start, how wide they are – 1, 2 or 5 times a power of ten – and how many there are.

    Numbers that differ only in the last digits a float has are not told apart.
    """
    rough = max((most - least) / MOST_BINS, 1.0 if is_whole else 1e-9, max(abs(least), abs(most)) * _DIGITS)
    power = 10.0 ** floor(log10(rough))
    width = next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= rough * (1 - 1e-9))
    start = floor(least / width) * width
    start = start - width if start > least else start
    return start, width, max(ceil((most - start) / width + 1e-9), 1)
