"""A naive evaluator of rules: every leaf is a loop over lists for every member, by the text alone.

What the text leaves open, as decided here: `within: Nh` is open at its far end (at - N < occurred_at <= at); `since:
joined` of a member whose day of joining is unknown is false whatever is asked; texts compare exactly and by case; a
value of another type than the one asked for compares false; where conditions must all hold on the same line, order or
event. Over `ordered`, lines are looked at as soon as the where or the property names the product or the quantity, else
orders, so that `net` is the money of a line or of an order. A person's attribute is the canonical member's own, else that of the smallest merged id that has
it, and the day of joining the earliest of all ids; `reachable` is read as it is now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.oracle.baskets import NetLine, NetOrder, orders_of, product_of
from tests.oracle.features import feature
from tests.oracle.history import Event, History, Product, seen
from tests.oracle.language import (
    All,
    AnyOf,
    AttributeLeaf,
    Did,
    FeatureLeaf,
    Not,
    Ops,
    Reachable,
    Rule,
    SegmentLeaf,
    Total,
    Where,
    Window,
)

CHANNELS = {
    "wecom": {"external_userid"},
    "official_account": {"openid"},
    "sms": {"phone"},
    "email": {"email"},
    "post": {"household"},
}
LINE_PROPERTIES = frozenset({"product.id", "product.category", "product.department", "product.brand", "quantity"})


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line beside its order, whose properties can be asked for too."""

    order: NetOrder
    line: NetLine


Row = NetOrder | OrderedLine | Event


def evaluate(history: History, rule: Rule, at: datetime, segments: dict[str, Rule] | None = None) -> set[int]:
    """Return the members of the base for whom the rule is true at the instant."""
    return {member for member in history.base() if holds(history, rule, member, at, segments or {})}


def holds(history: History, rule: Rule, member: int, at: datetime, segments: dict[str, Rule]) -> bool:
    """Say whether the rule is true for one member."""
    match rule:
        case All(parts):
            return all(holds(history, part, member, at, segments) for part in parts)
        case AnyOf(parts):
            return any(holds(history, part, member, at, segments) for part in parts)
        case Not(part):
            return not holds(history, part, member, at, segments)
        case SegmentLeaf(name):
            return holds(history, segments[name], member, at, segments)
        case FeatureLeaf(name, ops):
            return passes(feature(history, name, member, at), ops)
        case AttributeLeaf(name, ops):
            return passes(history.attribute(member, name), ops)
        case Reachable(channel):
            return _reachable(history, member, channel)
        case Did():
            return _did(history, rule, member, at)
        case Total():
            return _total(history, rule, member, at)


def passes(value: Any, ops: Ops) -> bool:
    """Say whether a value passes all comparisons; missing passes none but `missing: true`."""
    return all(_compares(value, op, asked) for op, asked in ops)


def _compares(value: Any, op: str, asked: Any) -> bool:
    if op == "missing":
        return (value is None) is bool(asked)
    if value is None:
        return False
    if op == "in":
        return any(_alike(value, one) and value == one for one in asked)
    if op == "between":
        return _alike(value, asked[0]) and asked[0] <= value <= asked[1]
    return _alike(value, asked) and COMPARISONS[op](value, asked)


def _alike(value: Any, asked: Any) -> bool:
    def kind(one: Any) -> type:
        return float if isinstance(one, int | float) and not isinstance(one, bool) else type(one)

    return kind(value) is kind(asked)


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, asked: value == asked,
    "ne": lambda value, asked: value != asked,
    "gt": lambda value, asked: value > asked,
    "gte": lambda value, asked: value >= asked,
    "lt": lambda value, asked: value < asked,
    "lte": lambda value, asked: value <= asked,
    "contains": lambda value, asked: asked in value,
    "starts_with": lambda value, asked: value.startswith(asked),
}


def _reachable(history: History, member: int, channel: str) -> bool:
    known = any(
        one.kind in CHANNELS[channel] and history.canonical(one.source) == member for one in history.identifiers
    )
    withdrew = any(one.channel == channel and history.canonical(one.source) == member for one in history.withdrawals)
    return known and not withdrew


def _did(history: History, leaf: Did, member: int, at: datetime) -> bool:
    if _has_unknown_start(history, leaf.window, member):
        return False
    rows = _matching(history, leaf, member, at, by_line=_names_line(leaf.where))
    return passes(len({_key(row) for row in rows}), leaf.times)


def _total(history: History, leaf: Total, member: int, at: datetime) -> bool:
    if _has_unknown_start(history, leaf.window, member):
        return False
    by_line = _names_line(leaf.where) or leaf.of in LINE_PROPERTIES
    rows = _matching(history, leaf, member, at, by_line=by_line, everything=leaf.measure == "sum")
    values = [value for row in rows if (value := property_of(history, row, leaf.of)) is not None]
    return passes(_measure(leaf.measure, values), leaf.ops)


def _measure(measure: str, values: list[Any]) -> Any:
    if measure == "distinct":
        return len(set(values))
    if measure == "sum":
        return sum(values)
    if not values:
        return None
    return max(values) if measure == "largest" else sum(values) / len(values)


def _matching(
    history: History, leaf: Did | Total, member: int, at: datetime, *, by_line: bool, everything: bool = False
) -> list[Row]:
    return [
        row
        for row in _rows(history, leaf.fact, member, at, by_line=by_line, everything=everything)
        if _inside(history, leaf.window, member, _occurred_at(row), at)
        and all(passes(property_of(history, row, name), ops) for name, ops in leaf.where)
    ]


def _rows(history: History, fact: str, member: int, at: datetime, *, by_line: bool, everything: bool) -> list[Row]:
    if fact == "ordered":
        orders = orders_of(history, member, at)
        if by_line:
            pairs = [OrderedLine(order, line) for order in orders for line in order.lines]
            return [pair for pair in pairs if everything or pair.line.bought]
        return [order for order in orders if everything or order.counts]
    return [
        event
        for event in [*seen(history.events, at), *seen(history.touches, at)]
        if event.type == fact and event.source is not None and history.canonical(event.source) == member
    ]


def _inside(history: History, window: Window | None, member: int, when: datetime, at: datetime) -> bool:
    if window is None:
        return True
    today, on = history.day(at), history.day(when)
    match window.kind:
        case "d":
            return today - timedelta(days=window.amount - 1) <= on <= today
        case "h":
            return at - timedelta(hours=window.amount) < when
        case "m":
            return at - timedelta(minutes=window.amount) < when
        case "between":
            return window.first <= on <= window.last
    joined = history.joined_on(member)
    return joined is not None and on >= joined


def property_of(history: History, row: Row, name: str) -> Any:
    """Return a property of an order, a line or an event; product properties are read as they are now."""
    if name in {"net", "quantity"}:
        held = row.line if isinstance(row, OrderedLine) else row
        return held.money if name == "net" else held.quantity  # type: ignore[union-attr]
    raw: Any = row.line.line if isinstance(row, OrderedLine) else row.order if isinstance(row, NetOrder) else row
    if name == "product.id":
        return raw.product
    if name.startswith("product."):
        return _product_property(product_of(history, raw.product), name.removeprefix("product."))
    return getattr(raw, {"store.id": "store", "campaign.id": "campaign", "channel": "channel"}[name])


def _product_property(product: Product | None, name: str) -> str | None:
    return None if product is None else getattr(product, name)


def _names_line(where: Where) -> bool:
    return any(name in LINE_PROPERTIES for name, _ in where)


def _has_unknown_start(history: History, window: Window | None, member: int) -> bool:
    return window is not None and window.kind == "joined" and history.joined_on(member) is None


def _key(row: Row) -> str:
    """Return what is counted: a line stands for its order."""
    return row.key if isinstance(row, Event) else row.order.key if isinstance(row, NetOrder) else row.order.order.key


def _occurred_at(row: Row) -> datetime:
    if isinstance(row, OrderedLine):
        return row.line.line.occurred_at
    return row.order.occurred_at if isinstance(row, NetOrder) else row.occurred_at
