"""The report on member share and online rate: the period beside the one before, day by day, by store or guide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.lib.periods import Period
from siyu.measure.digitisation.counting import BRAND, NOWHERE, STAFF, STORE, Counter, People, Trade
from siyu.measure.digitisation.models import MEMBER_SHARE, ONLINE_RATE
from siyu.measure.digitisation.recording import recorded
from siyu.measure.digitisation.targets import target_on
from siyu.unify.stores.models import Staff, Store


@dataclass(frozen=True, slots=True)
class Side:
    """What was counted of one store, guide, day or the brand; `people` is None for a day nobody counted them."""

    trade: Trade
    people: People | None

    def as_dict(self) -> dict[str, Any]:
        """Return counts and rates as plain values."""
        return {
            "orders": self.trade.orders,
            "identified_orders": self.trade.identified,
            "member_share": _rate(self.trade.identified, self.trade.orders),
            "members": None if self.people is None else self.people.members,
            "online": None if self.people is None else self.people.online,
            "online_rate": None if self.people is None else _rate(self.people.online, self.people.members),
        }


def digitisation_report(workspace: Workspace, days: int, by: str) -> dict[str, Any]:
    """Return both rates of the last brand days and of the days before, their targets, trend and rows by store or guide.

    Online members of a past day are those counted while it lasted; without a count there is no rate.
    """
    period = Period.ending(workspace.today(), days)
    before, now = period.before, workspace.clock.now()
    earlier = workspace.end_of(before.last)
    with open_snapshot(workspace) as snapshot:
        counter = Counter(workspace, snapshot)
        trade, trade_before = counter.trade(period, now, by), counter.trade(before, earlier, by)
        people, brand = counter.people(by), counter.people(BRAND)[NOWHERE]
        by_day = counter.days(period, now)
    then = recorded(workspace, by, before.last, before.last)
    kept = recorded(workspace, BRAND, before.last, period.last)
    names = _names(workspace, by)
    keys = sorted(trade.keys() | people.keys(), key=lambda key: (-trade.get(key, Trade()).orders, key))
    return {
        "as_of": now,
        "period": period.as_dict(),
        "before": before.as_dict(),
        "by": by,
        "targets": {metric: target_on(workspace, metric, period.last) for metric in (MEMBER_SHARE, ONLINE_RATE)},
        "total": Side(sum(trade.values(), Trade()), brand).as_dict(),
        "total_before": Side(sum(trade_before.values(), Trade()), kept.get((before.last, NOWHERE))).as_dict(),
        "trend": [
            {"on": day, **Side(by_day.get(day, Trade()), brand if day == period.last else kept.get((day, NOWHERE))).as_dict()}
            for day in (period.first + timedelta(days=place) for place in range(days))
        ],
        "rows": [
            {
                "key": key,
                "name": names.get(key, ""),
                **Side(trade.get(key, Trade()), people.get(key, People())).as_dict(),
                "before": Side(trade_before.get(key, Trade()), then.get((before.last, key))).as_dict(),
            }
            for key in keys
        ],
    }  # fmt: skip


def _names(workspace: Workspace, by: str) -> dict[str, str]:
    model = {STORE: Store, STAFF: Staff}[by]
    return dict(model._default_manager.filter(workspace=workspace).values_list("key", "name"))


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None
