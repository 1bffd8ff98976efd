"""Reading facts for leaves: those that match by equality are rows of a leaf table, joined with facts in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
from pyroaring import BitMap

from siyu.engine.snapshot import Narrow
from siyu.lib import bitmaps
from siyu.understand.inputs import Inputs
from siyu.understand.rules.facts import ORDERED
from siyu.understand.rules.leaves.attribute import JOINED_ON
from siyu.understand.rules.leaves.matching import MatchLeaf
from siyu.understand.rules.masks import filtered, mask, typed
from siyu.understand.rules.numbers import split_numbers, split_pairs
from siyu.understand.rules.products import ProductSets
from siyu.understand.rules.scans import Match, Scan, View, scan_of
from siyu.understand.rules.windows import Bounds

FEW = 1000
"""Up to this many values of a column are also named in the scan, so that row groups without them are skipped."""
MOST_ROWS = 2_000_000
"""A leaf that needs more rows of the leaf table than this is read alone."""
IN_COMMON = (
    "key", "member_id", "source_id", "type", "channel", "occurred_hour", "occurred_on", "occurred_at", "campaign_key",
)  # fmt: skip


def match_leaves(leaves: Sequence[MatchLeaf], inputs: Inputs) -> dict[MatchLeaf, BitMap]:
    """Return the members each leaf holds for."""
    products = ProductSets(inputs)
    scans = [scan_of(leaf, products) for leaf in leaves]
    hopeless = [scan for scan in scans if scan.match.is_hopeless]
    found = {scan.leaf: _members(scan, np.array([], dtype=np.int64), None, inputs) for scan in hopeless}
    for together in _passes(scan for scan in scans if not scan.match.is_hopeless):
        facts = _joined_with_leaf_table(together, inputs) if len(together) > 1 else _facts_of(together[0], inputs)
        split = split_pairs if together[0].only_exists else split_numbers
        for scan, ids, values in split(facts, together, inputs):
            found[scan.leaf] = _members(scan, ids, values, inputs)
    return found


@dataclass(frozen=True)
class MatchingFacts:
    """The facts that match some leaves: `places` says which, `scans` how; a row's `leaf` is its place among these.

    `act` is the key of what happened: a line's is its order's. What matches several leaves is there once for each.
    """

    places: list[int]
    scans: list[Scan]
    facts: ibis.Table


def matching_facts(leaves: Sequence[MatchLeaf], inputs: Inputs) -> Iterator[MatchingFacts]:
    """Yield the facts themselves in as few passes as possible; a leaf that nothing can match is in none of them."""
    products = ProductSets(inputs)
    scans = [scan_of(leaf, products) for leaf in leaves]
    place_of = {id(scan): place for place, scan in enumerate(scans)}
    for together in _passes(scan for scan in scans if not scan.match.is_hopeless):
        facts = _joined_with_leaf_table(together, inputs) if len(together) > 1 else _facts_of(together[0], inputs)
        facts = facts.mutate(act=facts.order_key if together[0].match.view == "lines" else facts.key)
        yield MatchingFacts([place_of[id(scan)] for scan in together], together, facts)


def _passes(scans: Iterable[Scan]) -> list[list[Scan]]:
    """Group scans that read the same columns of the same view for the same kind of number."""
    shared: dict[object, list[Scan]] = {}
    for place, scan in enumerate(scans):
        columns = tuple(column for column, _ in scan.match.equal)
        number = ("exists",) if scan.only_exists else (scan.leaf.measure, scan.value, scan.attribute)
        alone = not scan.is_tabled or _table_rows(scan) > MOST_ROWS
        shared.setdefault(place if alone else (scan.match.view, columns, number), []).append(scan)
    return list(shared.values())


def _table_rows(scan: Scan) -> int:
    return int(np.prod([len(values) for _, values in scan.match.equal], dtype=float))


def _facts_of(scan: Scan, inputs: Inputs) -> ibis.Table:
    """Return the matching facts of one leaf, as leaf 0."""
    bounds = scan.leaf.window.bounds(inputs.at, inputs.zone)
    facts = _within(_counted(_view(scan.match.view, bounds, inputs), scan), bounds)
    facts = _matching(facts, scan.match, inputs)
    if scan.beside is not None:
        beside = _matching(_counted(_view(scan.beside.view, bounds, inputs), scan), scan.beside, inputs)
        mine, theirs = ("key", "order_key") if scan.match.view == "orders" else ("order_key", "key")
        facts = facts.semi_join(beside, facts[mine] == beside[theirs])
    if scan.leaf.window.since_joined:
        joined = inputs.snapshot.memtable(_joined_days(inputs))
        facts = facts.inner_join(joined, facts.member_id == joined.joined_id)
        facts = facts.filter(facts.occurred_on >= facts.joined_on)
    return facts.mutate(leaf=ibis.literal(0, "int64"))


def _matching(facts: ibis.Table, match: Match, inputs: Inputs) -> ibis.Table:
    for column, values in match.equal:
        facts = _having(facts, column, values, inputs)
    for column, condition in match.others:
        facts = facts.filter(filtered(condition, facts[column]))
    if match.unlike:
        unwanted = inputs.snapshot.memtable(pa.table({"unwanted": sorted(match.unlike)}))
        facts = facts.anti_join(unwanted, facts.product_key == unwanted.unwanted)
    return facts


def _joined_with_leaf_table(scans: list[Scan], inputs: Inputs) -> ibis.Table:
    """Return every (leaf, fact) that match, in one pass over the facts."""
    windows = [scan.leaf.window.bounds(inputs.at, inputs.zone) for scan in scans]
    widest = _widest(windows)
    columns = [column for column, _ in scans[0].match.equal]
    view = _view(scans[0].match.view, widest, inputs, _narrowed(scans, columns, inputs))
    facts = _within(_counted(view, scans[0]), widest)
    facts = facts.mutate(any_row=ibis.literal(0, "int32"))
    table = inputs.snapshot.memtable(_leaf_table(scans, windows, columns))
    on = [facts.any_row == table.any_leaf, *(facts[column] == table[f"is_{column}"] for column in columns)]
    return _each_within(facts.inner_join(table, on), windows)


def _each_within(joined: ibis.Table, windows: list[Bounds]) -> ibis.Table:
    """Keep the facts in their own leaf's window; a side that all leaves share was seen to before."""
    for name, is_within in _SIDES.items():
        if len({getattr(window, name) for window in windows}) > 1:
            joined = joined.filter(joined[name].isnull() | is_within(joined))
    return joined


_SIDES: dict[str, Callable[[ibis.Table], ibis.Value]] = {
    "first_on": lambda t: t.occurred_on >= t.first_on,
    "last_on": lambda t: t.occurred_on <= t.last_on,
    "after_at": lambda t: t.occurred_at > t.after_at,
}


def _narrowed(scans: list[Scan], columns: list[str], inputs: Inputs) -> Narrow:
    """Return what leaves out the facts that can match none of the leaves, before refunds are looked up for them."""

    def narrow(rows: ibis.Table) -> ibis.Table:
        for place, column in enumerate(columns):
            rows = _having(rows, column, frozenset().union(*(scan.match.equal[place][1] for scan in scans)), inputs)
        return rows

    return narrow


def _having(rows: ibis.Table, column: str, values: frozenset[Any], inputs: Inputs) -> ibis.Table:
    if len(values) <= FEW:
        return rows.filter(rows[column].isin(sorted(values)))
    wanted = inputs.snapshot.memtable(pa.table({"wanted": sorted(values)}))
    return rows.semi_join(wanted, rows[column] == wanted.wanted)


def _leaf_table(scans: list[Scan], windows: list[Bounds], columns: list[str]) -> pa.Table:
    rows = [
        (leaf, bounds, values)
        for leaf, (scan, bounds) in enumerate(zip(scans, windows, strict=True))
        for values in product(*(wanted for _, wanted in scan.match.equal))
    ]
    return pa.table(
        {
            "leaf": pa.array([row[0] for row in rows], pa.int64()),
            "any_leaf": pa.array(np.zeros(len(rows), dtype=np.int32)),
            "first_on": pa.array([row[1].first_on for row in rows], pa.date32()),
            "last_on": pa.array([row[1].last_on for row in rows], pa.date32()),
            "after_at": pa.array([row[1].after_at for row in rows], pa.timestamp("us", tz="UTC")),
            **{f"is_{name}": pa.array([row[2][place] for row in rows]) for place, name in enumerate(columns)},
        }
    )


def _view(view: View, bounds: Bounds, inputs: Inputs, narrow: Narrow | None = None) -> ibis.Table:
    if view != "both":
        return inputs.facts(view, bounds.first_on, narrow)
    events, touches = (_in_common(inputs.facts(name, bounds.first_on, narrow)) for name in ("events", "touches"))
    return events.union(touches)


def _in_common(facts: ibis.Table) -> ibis.Table:
    """Return the columns events and touches share; nullable, because an empty table's columns may not be."""
    return facts.select(**{name: facts[name].cast(facts[name].type().copy(nullable=True)) for name in IN_COMMON})


def _counted(facts: ibis.Table, scan: Scan) -> ibis.Table:
    """Leave out orders and lines that came back; in a sum they stay, with the money that was not given back."""
    return facts.filter(facts.is_bought) if scan.leaf.did == ORDERED.name and scan.leaf.measure != "total" else facts


def _within(facts: ibis.Table, bounds: Bounds) -> ibis.Table:
    if bounds.last_on is not None:
        facts = facts.filter(facts.occurred_on <= bounds.last_on)
    return facts if bounds.after_at is None else facts.filter(facts.occurred_at > bounds.after_at)


def _widest(windows: list[Bounds]) -> Bounds:
    """Return the edges that hold all windows."""
    firsts, lasts, afters = ([getattr(one, name) for one in windows] for name in ("first_on", "last_on", "after_at"))
    return Bounds(
        None if None in firsts else min(firsts),
        None if None in lasts else max(lasts),
        None if None in afters else min(afters),
    )


def _members(scan: Scan, ids: np.ndarray, values: pa.ChunkedArray | None, inputs: Inputs) -> BitMap:
    leaf, matched = scan.leaf, bitmaps.from_ids(ids)
    met = matched if values is None else bitmaps.from_ids(ids[mask(leaf.condition, values)])
    if values is None and not leaf.condition.holds(1):
        met = BitMap()
    if leaf.condition.holds(leaf.of_none):
        met |= inputs.base - matched
    if leaf.window.since_joined:
        met &= bitmaps.from_ids(_joined_days(inputs)["joined_id"].to_numpy())
    return met & inputs.base


def _joined_days(inputs: Inputs) -> pa.Table:
    table = inputs.attributes(JOINED_ON)
    days = typed(table["value"], "date")
    return pa.table({"joined_id": table["member_id"], "joined_on": days}).filter(days.is_valid())
