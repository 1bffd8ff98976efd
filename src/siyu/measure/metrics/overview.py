"""The brand at a glance: every metric of a period beside the period before, and the days in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import ibis

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.engine.snapshot import Snapshot
from siyu.lib.periods import Period
from siyu.measure.digitisation.counting import BRAND, NOWHERE
from siyu.measure.digitisation.recording import recorded
from siyu.measure.metrics.next_actions import next_actions
from siyu.measure.metrics.registry import METRICS, Sums
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import read_identity
from siyu.unify.members.online import online_members
from siyu.unify.orders.facts import OrderFacts


def overview(workspace: Workspace, days: int) -> dict[str, Any]:
    """Return metrics with comparison, the daily trend and what to do next, for the last `days` brand days."""
    period = Period.ending(workspace.today(), days)
    identity = read_identity(workspace)
    with open_snapshot(workspace) as snapshot:
        now = _sums(snapshot, workspace.clock.now(), identity, period)
        before = _sums(snapshot, workspace.end_of(period.before.last), identity, period.before)
        trend = _trend(snapshot, workspace.clock.now(), identity, period)
        online = len(online_members(workspace, snapshot))
    members = len(base_of(workspace, identity))
    now = replace(now, members=members, online=online)
    then = recorded(workspace, BRAND, period.before.last, period.before.last).get((period.before.last, NOWHERE))
    if then is not None:
        before = replace(before, members=then.members, online=then.online)
    return {
        "as_of": workspace.clock.now(),
        "members": members,
        "period": period.as_dict(),
        "before": period.before.as_dict(),
        "metrics": [_compared(name, now, before) for name in METRICS],
        "trend": trend,
        "next_actions": next_actions(workspace),
    }


def _compared(name: str, now: Sums, before: Sums) -> dict[str, Any]:
    metric = METRICS[name]
    value, earlier = metric.value(now), metric.value(before)
    change = (value - earlier) / earlier if value is not None and earlier else None
    return {
        "name": name,
        "label": metric.label.as_dict(),
        "unit": metric.unit,
        "formula": metric.formula.as_dict(),
        "value": value,
        "before": earlier,
        "change": change,
    }


def _sums(snapshot: Snapshot, at: datetime, identity: Any, period: Period) -> Sums:
    facts = OrderFacts(snapshot, at, identity)
    within = _within(facts, period)
    # Two steps instead of distinct counts: one row a member is all that the second needs, and it is far cheaper.
    people = within.group_by("member_id").agg(orders=within.is_bought.sum(), money=within.net_minor.sum())
    firsts = _first_days(facts)
    joined = people.left_join(firsts, people.member_id == firsts.buyer)
    known = joined.member_id.notnull() & (joined.orders > 0)
    row = snapshot.to_arrow(
        joined.agg(
            orders=joined.orders.sum(),
            identified_orders=joined.orders.sum(where=known),
            sales_minor=joined.money.sum(),
            buyers=known.sum(),
            new_buyers=(known & (joined.first_on >= ibis.date(period.first))).sum(),
            repeat_buyers=(known & (joined.orders >= 2)).sum(),
        )
    ).to_pylist()[0]
    return Sums(**{name: int(value or 0) for name, value in row.items()})


def _trend(snapshot: Snapshot, at: datetime, identity: Any, period: Period) -> list[dict[str, Any]]:
    facts = OrderFacts(snapshot, at, identity)
    within = _within(facts, period)
    daily = within.group_by("occurred_on", "member_id").agg(orders=within.is_bought.sum(), money=within.net_minor.sum())
    firsts = _first_days(facts)
    joined = daily.left_join(firsts, daily.member_id == firsts.buyer)
    known = joined.member_id.notnull() & (joined.orders > 0)
    days = joined.group_by(on=joined.occurred_on).agg(
        orders=joined.orders.sum().cast("int64"),
        sales_minor=joined.money.sum().cast("int64"),
        buyers=known.sum().cast("int64"),
        new_buyers=(known & (joined.first_on == joined.occurred_on)).sum().cast("int64"),
    )
    found: list[dict[str, Any]] = snapshot.to_arrow(days.order_by("on")).to_pylist()
    return found


def _within(facts: OrderFacts, period: Period) -> ibis.Table:
    orders = facts.orders(since_on=period.first)
    return orders.filter(orders.occurred_on.between(ibis.date(period.first), ibis.date(period.last)))


def _first_days(facts: OrderFacts) -> ibis.Table:
    orders = facts.orders()
    bought = orders.filter(orders.is_bought & orders.member_id.notnull())
    return bought.group_by(buyer=bought.member_id).agg(first_on=bought.occurred_on.min())
