"""Computing features: one aggregation a source, joined by position, and then what derives from other features."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyroaring import BitMap

from siyu.understand.features.registry import (
    DERIVED,
    Feature,
    Moment,
    all_features,
    feature_named,
    source_named,
)
from siyu.understand.features.work import Work
from siyu.understand.inputs import Inputs

if TYPE_CHECKING:
    import ibis

AT_ONCE = 500_000
"""Of so many members rows that lie in memory are added up at once: a table of all of them is what would need most room."""


def compute(inputs: Inputs, names: Sequence[str] | None = None, members: BitMap | None = None) -> pa.Table:
    """Return (member_id, one column a feature) with one row for every member of the base, ascending.

    Facts after `inputs.at` are never seen. Money is in minor units. `names` defaults to all features; `members` limits
    both the rows and what is read. Raises `Refusal` for an unknown name.
    """
    if members is not None:
        inputs = inputs.limited_to(members)
    wanted = list(all_features()) if names is None else [feature_named(name) for name in dict.fromkeys(names)]
    ids = np.array(inputs.base, dtype=np.int64)
    columns = from_facts(inputs, with_needed(wanted), ids)
    columns |= from_features(inputs, wanted, ids, columns)
    return pa.table({"member_id": ids, **{feature.name: columns[feature.name] for feature in wanted}})


def from_facts(inputs: Inputs, features: Sequence[Feature], ids: np.ndarray) -> dict[str, pa.ChunkedArray]:
    """Return the features that are read from facts, a value for each of `ids`, by name."""
    columns: dict[str, pa.ChunkedArray] = {}
    for _, sources in groupby(_by_source(features).items(), key=lambda source: source_named(source[0]).over):
        with inputs.snapshot.apart() as snapshot:
            work = Work(replace(inputs, snapshot=snapshot), features)
            for name, of_source in sources:
                source = source_named(name)
                rows = source.read(work, _first_day(of_source, work.moment))
                at_once = AT_ONCE if source.over else len(ids)
                columns |= _read(work, rows, of_source, ids, at_once, one_a_member=source.one_a_member)
    return columns


def from_features(
    inputs: Inputs, features: Sequence[Feature], ids: np.ndarray, columns: Mapping[str, pa.ChunkedArray]
) -> dict[str, pa.ChunkedArray]:
    """Return the features that are computed from others, a value for each of `ids`, by name."""
    derived = [feature for feature in features if feature.source == DERIVED]
    if not derived:
        return {}
    named = {name for feature in derived for name in feature.needs}
    rows = inputs.snapshot.view(pa.table({"member_id": ids, **{name: columns[name] for name in named}}))
    return _read(Work(inputs, derived), rows, derived, ids, len(ids), one_a_member=True)


def with_needed(wanted: Iterable[Feature]) -> list[Feature]:
    """Return the features and those they are computed from."""
    features = {feature.name: feature for feature in wanted}
    for feature in list(features.values()):
        features |= {name: feature_named(name) for name in feature.needs}
    return list(features.values())


def _by_source(features: Iterable[Feature]) -> dict[str, list[Feature]]:
    """Return the features of each source, sources that share rows beside each other.

    Of those the one with most features comes last: it takes most room, and finds there what the others gave back.
    """
    found: dict[str, list[Feature]] = {}
    for feature in features:
        if feature.source != DERIVED:
            found.setdefault(feature.source, []).append(feature)
    return dict(sorted(found.items(), key=lambda source: (source_named(source[0]).over or "", len(source[1]))))


def _first_day(features: list[Feature], moment: Moment) -> date | None:
    """Return the first day any of the features looks at, None when one of them reads all history."""
    windows = [feature.window for feature in features if feature.window is not None]
    return moment.since(max(windows)) if len(windows) == len(features) else None


def _read(
    work: Work, rows: ibis.Table, features: list[Feature], ids: np.ndarray, at_once: int, *, one_a_member: bool
) -> dict[str, pa.ChunkedArray]:
    """Return the features of one source, a value for each of `ids`; rows are added up for `at_once` members."""
    exprs = {feature.name: feature.expr(rows, work.moment) for feature in features}
    if one_a_member:
        found = work.inputs.snapshot.to_arrow(rows.select("member_id", **exprs))
    else:
        sums = rows.group_by("member_id").agg(**exprs)
        parts = (ids[start : start + at_once] for start in range(0, max(len(ids), 1), max(at_once, 1)))
        found = pa.concat_tables([work.inputs.snapshot.to_arrow(_of(sums, part)) for part in parts])
    places = _places(found["member_id"].to_numpy(), ids)
    columns = {}
    for feature in features:
        columns[feature.name] = _spread(found[feature.name], places, feature)
        # What is spread is let go, so that the answer is never in memory twice.
        found = found.drop_columns(feature.name)
    return columns


def _of(sums: ibis.Table, ids: np.ndarray) -> ibis.Table:
    """Return the sums of the members from the first to the last of `ids`."""
    return sums.filter(sums.member_id.between(int(ids[0]), int(ids[-1]))) if len(ids) else sums.limit(0)


def _places(found: np.ndarray, ids: np.ndarray) -> pa.Array:
    """Return for each of `ids` the row it has in `found`, null where it has none."""
    row_of = np.full(int(max(found.max(initial=0), ids.max(initial=0))) + 1, -1, dtype=np.int32)
    row_of[found] = np.arange(len(found), dtype=np.int32)
    rows = row_of[ids]
    return pa.array(rows, mask=rows < 0)


def _spread(column: pa.ChunkedArray, places: pa.Array, feature: Feature) -> pa.Array:
    values = column.combine_chunks().take(places)
    if feature.unit == "count":
        values = values.cast(pa.int32())
    return pc.fill_null(values, pa.scalar(0, values.type)) if feature.is_zero_without_rows else values
