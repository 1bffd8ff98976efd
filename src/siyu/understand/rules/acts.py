"""What members did, read as arrays by the questions it answers; several parts when all would not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa

from siyu.understand.rules.facts import ORDERED, REFUNDED
from siyu.understand.rules.leaves.did import AT_LEAST_ONCE
from siyu.understand.rules.leaves.matching import MatchLeaf, Where
from siyu.understand.rules.match import MatchingFacts, matching_facts
from siyu.understand.rules.windows import ALWAYS, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs

MOST_ROWS = 40_000_000
"""Acts are read in parts of the members when there may be more than this: some 600 MB."""
_TABLES = {ORDERED.name: ("orders", "order_lines"), REFUNDED.name: ("refunds",)}
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_MICROSECOND = timedelta(microseconds=1)

Acts = tuple["NDArray[np.int32]", "NDArray[np.int64]"]


def acted(did: str, where: Where = (), window: Window = ALWAYS) -> MatchLeaf:
    """Return the question whether a member did something."""
    return MatchLeaf(did, where, window, "times", None, AT_LEAST_ONCE)


def microseconds(span: timedelta) -> int:
    """Return a span in the unit of the lake's instants."""
    return span // _MICROSECOND


def since_epoch(instant: datetime) -> int:
    """Return an aware instant as the lake holds it: microseconds since 1970."""
    return microseconds(instant - _EPOCH)


def as_mask(members: BitMap) -> NDArray[np.bool_]:
    """Say for each id up to the greatest whether it is one of the members."""
    ids = np.array(members, dtype=np.int64)
    wanted = np.zeros(int(ids[-1]) + 1 if len(ids) else 1, dtype=np.bool_)
    wanted[ids] = True
    return wanted


def tables_of(did: str) -> tuple[str, ...]:
    """Return the tables that facts of a name are read from."""
    return _TABLES.get(did, ("events", "touches"))


def parts_of(inputs: Inputs, tables: Sequence[str], since_on: date | None) -> int:
    """Return in how many parts of the members the tables are to be read."""
    rows = sum(inputs.snapshot.rows_at_most(table, since_on) for table in dict.fromkeys(tables))
    return 1 + rows // MOST_ROWS


def read_steps(inputs: Inputs, steps: Sequence[MatchLeaf], first: date | None, origin: int) -> Iterator[Acts]:
    """Yield (member, act) arrays, a part of the members each; an act is its instant and, in the lower bits, its steps.

    Instants are microseconds after `origin`, which is given since 1970. Nothing before the day `first` is asked for by
    any of the steps. Steps that ask for the same kind of fact may be fit by one act: it is there once, with all of them.
    """
    parts = parts_of(inputs, [table for step in steps for table in tables_of(step.did)], first)
    queries = list(_step_queries(inputs, steps))
    for part in range(parts):
        found = [read_part(inputs, query, parts, part) for query in queries]
        members = [rows["member_id"].to_numpy() for rows in found]
        acts = [(instants_of(rows) - origin) << len(steps) | rows["fits"].to_numpy() for rows in found]
        yield joined(members, np.int32), joined(acts, np.int64)


def _step_queries(inputs: Inputs, steps: Sequence[MatchLeaf]) -> Iterator[ibis.Table]:
    """Yield queries for (member_id, occurred_at, fits) that together tell every act once."""
    often = {step.did for step in steps if sum(other.did == step.did for other in steps) > 1}
    alone = [place for place, step in enumerate(steps) if step.did not in often]
    groups = [alone, *([place for place, step in enumerate(steps) if step.did == did] for did in sorted(often))]
    for group in groups:
        asked = matching_facts([steps[place] for place in group], inputs)
        told = [_told(matching, [group[place] for place in matching.places]) for matching in asked]
        if not told:
            continue
        rows = ibis.union(*told) if len(told) > 1 else told[0]
        if group is not alone:
            rows = rows.group_by("member_id", "occurred_at", "act").agg(fits=rows.fits.bit_or())
        yield rows.select("member_id", "occurred_at", "fits")


def _told(matching: MatchingFacts, steps: list[int]) -> ibis.Table:
    """Return what happened and which steps it fits; lines of one order that fit the same step are one act."""
    rows = matching.facts.select("member_id", "occurred_at", "act", fits=_bits(matching.facts.leaf, steps))
    return rows.distinct() if matching.scans[0].match.view == "lines" else rows


def _bits(leaf: ibis.Column, steps: list[int]) -> ibis.Value:
    """Return for the place of a leaf the bit of its step."""
    return leaf.cases(*((place, 1 << step) for place, step in enumerate(steps)), else_=0).cast("int64")


def read_part(inputs: Inputs, query: ibis.Table, parts: int, part: int) -> pa.Table:
    """Return the rows of one of so many parts of the members."""
    if parts > 1:
        query = query.filter(query.member_id % parts == part)
    return inputs.snapshot.to_arrow(query.mutate(member_id=query.member_id.cast("int32")))


def instants_of(rows: pa.Table) -> NDArray[np.int64]:
    """Return when the rows happened, in microseconds since 1970."""
    return rows["occurred_at"].cast(pa.timestamp("us", "UTC")).cast(pa.int64()).to_numpy()  # type: ignore[no-any-return]


def joined(arrays: list[np.ndarray], kind: type) -> np.ndarray:
    """Return the arrays one after the other; of none an empty one of the kind."""
    if not arrays:
        return np.empty(0, dtype=kind)
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
