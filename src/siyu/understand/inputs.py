"""What features and rules are evaluated on: the facts at an instant, and the state of members beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from siyu.lib.clock import day_of, end_of_day
from siyu.understand.rules.references import Names, Values, no_tags
from siyu.unify.orders.facts import OrderFacts

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa
    from pyroaring import BitMap

    from siyu.engine.snapshot import Narrow, Snapshot
    from siyu.understand.leads.documents import Score
    from siyu.understand.rules.tree import Rule
    from siyu.understand.stages.documents import Division

FEW = 1000
"""Up to this many members are named one by one in the scan, so that files and row groups without them are skipped."""


def _shipped(name: str) -> Division:
    from siyu.understand.stages.shipped import shipped_division

    return shipped_division(name)


def _unmarked(model: str, at: datetime) -> Mapping[int, str | None]:
    return {}


def _shipped_score(name: str) -> Score:
    from siyu.understand.leads.shipped import shipped_score

    return shipped_score(name)


@dataclass(frozen=True)
class Inputs:
    """Everything an evaluation reads; built from a workspace by `open_inputs`, or by hand in tests and benches.

    `identity` is (source_id, member_id) of moved ids; `base` the canonical, not erased members; `attributes(name)`
    gives (member_id, value) of the members that have it; `segments(name)` gives the segment's rule, its members when
    they are frozen, or None when there is no such segment; `tags(name)` the values of a tag, each as a rule or as its
    members; `stages(name)` what divides a model of stages, `marks(model, at)` the stage that was set
    for a member by then, None where it was taken back; `scores(name)` the parts of a score; `joined_after(day)` who joined later, told by the attribute
    when it is not given; `members`, when given, limits the evaluation to them, and `all_members` are the base without
    that limit; `reachable` and `agreed` give the members by channel and by what they agreed to (`marketing.sms`).
    """

    snapshot: Snapshot
    at: datetime
    zone: str
    currency: str
    identity: pa.Table
    base: BitMap
    reachable: Callable[[str], BitMap]
    agreed: Callable[[str], BitMap]
    attributes: Callable[[str], pa.Table]
    segments: Callable[[str], Rule | BitMap | None]
    tags: Callable[[str], Values | None] = no_tags
    stages: Callable[[str], Division] = _shipped
    marks: Callable[[str, datetime], Mapping[int, str | None]] = _unmarked
    scores: Callable[[str], Score] = _shipped_score
    joined_after: Callable[[date], BitMap] | None = None
    members: BitMap | None = None
    all_members: BitMap | None = None

    @property
    def everyone(self) -> BitMap:
        """The base, also where the evaluation is limited to some members."""
        return self.base if self.all_members is None else self.all_members

    @property
    def names(self) -> Names:
        """What the names in rules stand for."""
        return Names(self.segments, self.tags)

    @cached_property
    def today(self) -> date:
        """The brand's calendar day of the instant."""
        return day_of(self.at, self.zone)

    def first_day(self, days: int) -> date:
        """Return the first day of a window of whole days that ends today, today included."""
        return self.today - timedelta(days=days - 1)

    def until(self, day: date) -> Inputs:
        """Return the same inputs as of the end of a brand day; as they are when that has not come yet."""
        end = end_of_day(day, self.zone)
        return self if end >= self.at else replace(self, at=end)

    def limited_to(self, members: BitMap) -> Inputs:
        """Return the same inputs for some members only; the base shrinks with them."""
        some = members & self.base
        return replace(self, members=some, base=some, all_members=self.everyone)

    @property
    def whole(self) -> Inputs:
        """The same inputs for everybody, for what depends on more than a member's own facts."""
        return self if self.members is None else replace(self, members=None, base=self.everyone, all_members=None)

    def days_before(self, days: int) -> Inputs:
        """Return the same inputs as of the end of the brand day so many days ago."""
        return self.until(self.today - timedelta(days=days))

    def facts(self, table: str, since_on: date | None = None, narrow: Narrow | None = None) -> ibis.Table:
        """Return a view of `orders`, `lines`, `refunds`, `events`, `touches`, `points` or `coupons`, as of the instant.

        Every row carries a canonical `member_id`; rows about nobody are absent. `narrow` leaves out facts by their own
        columns before anything is joined with them.
        """
        # Members are left out before anything is joined with their facts, but where somebody's claim makes facts of nobody his.
        is_early = self.members is not None and not self.snapshot.has_claims

        def narrowed(rows: ibis.Table) -> ibis.Table:
            rows = self._of_members(rows)
            return rows if narrow is None else narrow(rows)

        view = getattr(self._views, table)(since_on, narrowed if is_early else narrow)
        view = view.filter(view.member_id.notnull())
        return view if self.members is None or is_early else self._of_members(view)

    def products(self) -> ibis.Table:
        """Return the products as they are known now."""
        return self._views.products()

    def _of_members(self, rows: ibis.Table) -> ibis.Table:
        if len(self._sources) <= FEW:
            return rows.filter(rows.source_id.isin(self._sources.tolist()))
        chosen = self.snapshot.memtable(_ids(self._sources))
        return rows.semi_join(chosen, rows.source_id == chosen.chosen_id)

    @cached_property
    def _views(self) -> OrderFacts:
        return OrderFacts(self.snapshot, self.at, self.identity)

    @cached_property
    def _sources(self) -> np.ndarray:
        return ids_of(self.members or (), self.identity)


def ids_of(members: Iterable[int], identity: pa.Table) -> np.ndarray:
    """Return all ids that are shown under the members, by a map of moved ids."""
    shown = np.array(members, dtype=np.int64)
    moved = np.isin(identity["member_id"].to_numpy(), shown)
    return np.concatenate([shown, identity["source_id"].to_numpy()[moved]])


def _ids(ids: np.ndarray) -> pa.Table:
    import pyarrow as pa

    return pa.table({"chosen_id": pa.array(ids, pa.int64())})
