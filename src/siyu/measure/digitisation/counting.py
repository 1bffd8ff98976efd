"""Counting transactions and members: by store, by guide, by day, and of the whole brand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import ibis

from siyu.accounts.models import Workspace
from siyu.engine.snapshot import Snapshot
from siyu.lib.periods import Period
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import read_identity
from siyu.unify.members.online import online_members
from siyu.unify.orders.facts import OrderFacts

if TYPE_CHECKING:
    from pyroaring import BitMap

BRAND, STORE, STAFF = "brand", "store", "staff"
Of = Literal["store", "staff"]
COLUMNS: Mapping[str, str] = {STORE: "store_key", STAFF: "staff_key"}
NOWHERE = ""
"""The key of orders that name no store or guide, and of members whose orders never named one."""


@dataclass(frozen=True, slots=True)
class Trade:
    """Transactions, and those of known members. Cancelled and wholly returned ones are none."""

    orders: int = 0
    identified: int = 0

    def __add__(self, other: Trade) -> Trade:
        return Trade(self.orders + other.orders, self.identified + other.identified)


@dataclass(frozen=True, slots=True)
class People:
    """Members, and those who are online."""

    members: int = 0
    online: int = 0


@dataclass(frozen=True)
class Counter:
    """Counts over one snapshot; members, merges and connections are those known now."""

    workspace: Workspace
    snapshot: Snapshot

    def trade(self, period: Period, at: datetime, by: str) -> dict[str, Trade]:
        """Return the trade of a period as it stood at an instant, by store or guide; `BRAND` gives one row of all."""
        return {str(key): found for key, found in self._trade(period, at, by).items()}

    def days(self, period: Period, at: datetime) -> dict[date, Trade]:
        """Return the trade of every day that had any."""
        return self._trade(period, at, "day")

    @cached_property
    def base(self) -> BitMap:
        """Every member there is."""
        return base_of(self.workspace)

    @cached_property
    def online(self) -> BitMap:
        """The members who are online."""
        return online_members(self.workspace, self.snapshot)

    def people(self, of: str) -> dict[str, People]:
        """Return members and online ones by the store or guide of their latest order; `BRAND` gives one row of all."""
        if of == BRAND:
            return {NOWHERE: People(len(self.base), len(self.online))}
        import pyarrow as pa

        homes = self._homes(COLUMNS[of])
        members = pa.table({"known_id": pa.array(self.base, pa.int64())})
        is_online = pa.table({"online_id": pa.array(self.online, pa.int64())})
        everyone, some = self.snapshot.memtable(members), self.snapshot.memtable(is_online)
        joined = everyone.left_join(homes, everyone.known_id == homes.member)
        joined = joined.left_join(some, joined.known_id == some.online_id)
        counted = joined.group_by(place=joined.home.coalesce(NOWHERE)).agg(
            members=joined.count(), online=joined.online_id.count()
        )
        rows = self.snapshot.to_arrow(counted).to_pylist()
        return {row["place"]: People(row["members"], row["online"]) for row in rows}

    def _trade(self, period: Period, at: datetime, by: str) -> dict[Any, Trade]:
        orders = self._facts(at).orders(since_on=period.first)
        bought = orders.filter(
            orders.is_bought & orders.occurred_on.between(ibis.date(period.first), ibis.date(period.last))
        )
        place = bought.occurred_on if by == "day" else ibis.literal(NOWHERE)
        if by in COLUMNS:
            place = bought[COLUMNS[by]].coalesce(NOWHERE)
        sums = bought.group_by(place=place).agg(orders=bought.count(), identified=bought.member_id.count())
        rows = self.snapshot.to_arrow(sums).to_pylist()
        return {row["place"]: Trade(row["orders"], row["identified"]) for row in rows}

    def _homes(self, column: str) -> ibis.Table:
        """Return (member, home): where their latest bought order that names one was; of one instant the least key."""
        orders = self._facts(self.workspace.clock.now()).orders()
        named = orders.filter(orders.is_bought & orders.member_id.notnull() & orders[column].notnull())
        named = self.snapshot.keep(named.select("key", "member_id", "occurred_at", home=named[column]))
        last = named.group_by("member_id").agg(last_at=named.occurred_at.max())
        latest = named.inner_join(last, "member_id").filter(lambda t: t.occurred_at == t.last_at)
        return latest.group_by(member="member_id").agg(home=latest.home.argmin(latest.key))

    def _facts(self, at: datetime) -> OrderFacts:
        """Return the orders as of an instant, the same for every count: what refunds take off is found once."""
        return self._as_of.setdefault(at, OrderFacts(self.snapshot, at, self._identity))

    @cached_property
    def _as_of(self) -> dict[datetime, OrderFacts]:
        return {}

    @cached_property
    def _identity(self) -> ibis.Table:
        return read_identity(self.workspace)
