"""What the members of a drawn history did, told plainly: by instant and name, and which steps of a funnel each act fits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.oracle.baskets import NetOrder, orders_of
from tests.oracle.history import Event, History, Refund, seen
from tests.oracle.language import Where
from tests.oracle.rows import LINE_PROPERTIES, OrderedLine, passes, property_of

Step = tuple[str, Where]
"""What is done, and the conditions on it."""
Done = tuple[datetime, str, Any]


def done(history: History, member: int, at: datetime) -> list[Done]:
    """Return what the member had done by an instant: orders that count, refunds, events and touches."""
    mine = [order for order in orders_of(history, member, at) if order.counts]
    others = [*seen(history.refunds, at), *seen(history.events, at), *seen(history.touches, at)]
    own = [one for one in others if one.source is not None and history.canonical(one.source) == member]
    return [
        *((order.order.occurred_at, "ordered", order) for order in mine),
        *((one.occurred_at, "refunded" if isinstance(one, Refund) else one.type, one) for one in own),
    ]


def within(history: History, acts: list[Done], first: date, last: date) -> list[Done]:
    """Return the acts of the brand days from `first` to `last`."""
    return [act for act in acts if first <= history.day(act[0]) <= last]


def fitting(history: History, acts: list[Done], steps: list[Step], start: datetime) -> list[tuple[int, frozenset[int]]]:
    """Return the acts that fit a step: microseconds since `start`, and the steps they fit."""
    found = [
        (_microseconds(at - start), frozenset(place for place, step in enumerate(steps) if _fits(history, act, step)))
        for at, _, row in acts
        for act in [row]
    ]
    return [act for act in found if act[1]]


def _fits(history: History, row: Any, step: Step) -> bool:
    name, where = step
    if isinstance(row, NetOrder):
        return name == "ordered" and _order_fits(history, row, where)
    return isinstance(row, Event) and row.type == name and _holds(history, row, where)


def _order_fits(history: History, order: NetOrder, where: Where) -> bool:
    if not any(name in LINE_PROPERTIES for name, _ in where):
        return _holds(history, order, where)
    return any(line.bought and _holds(history, OrderedLine(order, line), where) for line in order.lines)


def _holds(history: History, row: Any, where: Where) -> bool:
    return all(passes(property_of(history, row, name), ops) for name, ops in where)


def _microseconds(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
