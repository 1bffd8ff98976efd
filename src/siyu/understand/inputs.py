"""What features and rules are evaluated on: the facts at an instant, and the state of members beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from siyu.lib.clock import day_of
from siyu.unify.orders.facts import OrderFacts

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa
    from pyroaring import BitMap

    from siyu.engine.snapshot import Narrow, Snapshot
    from siyu.understand.rules.tree import Rule

FEW = 1000
"""Up to this many members are named one by one in the scan, so that files and row groups without them are skipped."""


@dataclass(frozen=True)
class Inputs:
    """Everything an evaluation reads; built from a workspace by `open_inputs`, or by hand in tests and benches.

    `identity` is (source_id, member_id) of moved ids; `base` the canonical, not erased members; `attributes(name)`
    gives (member_id, value) of the members that have it; `segments(name)` gives the segment's rule, its members when
    they are frozen, or None when there is no such segment; `members`, when given, limits the evaluation to them.
    """

    snapshot: Snapshot
    at: datetime
    zone: str
    currency: str
    identity: pa.Table
    base: BitMap
    reachable: Callable[[str], BitMap]
    attributes: Callable[[str], pa.Table]
    segments: Callable[[str], Rule | BitMap | None]
    members: BitMap | None = None

    @cached_property
    def today(self) -> date:
        """The brand's calendar day of the instant."""
        return day_of(self.at, self.zone)

    def first_day(self, days: int) -> date:
        """Return the first day of a window of whole days that ends today, today included."""
        return self.today - timedelta(days=days - 1)

    def limited_to(self, members: BitMap) -> Inputs:
        """Return the same inputs for some members only; the base shrinks with them."""
        return replace(self, members=members & self.base, base=members & self.base)

    def facts(self, table: str, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return a view of `orders`, `lines`, `refunds`, `events` or `touches`, as they stand at the instant.

        Every row carries a canonical `member_id`; rows about nobody are absent. `narrow` leaves out facts by their own
        columns before anything is joined with them.
        """
        view = getattr(self._views, table)(since_on, narrow)
        view = view.filter(view.member_id.notnull())
        if self.members is None:
            return view
        sources = self._sources
        if len(sources) <= FEW:
            return view.filter(view.source_id.isin(sources.tolist()))
        chosen = self.snapshot.memtable(_ids(sources))
        return view.semi_join(chosen, view.source_id == chosen.chosen_id)

    def products(self) -> ibis.Table:
        """Return the products as they are known now."""
        return self._views.products()

    @cached_property
    def _views(self) -> OrderFacts:
        return OrderFacts(self.snapshot, self.at, self.identity)

    @cached_property
    def _sources(self) -> np.ndarray:
        members = np.array(self.members, dtype=np.int64)
        moved = np.isin(self.identity["member_id"].to_numpy(), members)
        return np.concatenate([members, self.identity["source_id"].to_numpy()[moved]])


def _ids(ids: np.ndarray) -> pa.Table:
    import pyarrow as pa

    return pa.table({"chosen_id": pa.array(ids, pa.int64())})
