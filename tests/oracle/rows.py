"""The facts of a member that meet a leaf's conditions, one by one: orders, lines, events and touches, in plain loops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Protocol

from tests.oracle.baskets import NetLine, NetOrder, orders_of, product_of
from tests.oracle.history import Event, History, Product, seen
from tests.oracle.language import Ops, Where, Window

LINE_PROPERTIES = frozenset({"product.id", "product.category", "product.department", "product.brand", "quantity"})


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line beside its order, whose properties can be asked for too."""

    order: NetOrder
    line: NetLine


Row = NetOrder | OrderedLine | Event


class Asked(Protocol):
    """What every question about facts has."""

    @property
    def fact(self) -> str: ...
    @property
    def where(self) -> Where: ...
    @property
    def window(self) -> Window | None: ...


def matching(
    history: History, leaf: Asked, member: int, at: datetime, *, by_line: bool, everything: bool = False
) -> list[Row]:
    """Return the member's facts in the leaf's window that meet its conditions."""
    return [
        row
        for row in _rows(history, leaf.fact, member, at, by_line=by_line, everything=everything)
        if _inside(history, leaf.window, member, occurred_at(row), at)
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


def names_line(where: Where) -> bool:
    """Say whether a condition is about the line of an order."""
    return any(name in LINE_PROPERTIES for name, _ in where)


def has_unknown_start(history: History, window: Window | None, member: int) -> bool:
    """Say whether the window begins with a day of joining nobody knows."""
    return window is not None and window.kind == "joined" and history.joined_on(member) is None


def key_of(row: Row) -> str:
    """Return what is counted: a line stands for its order."""
    return row.key if isinstance(row, Event) else row.order.key if isinstance(row, NetOrder) else row.order.order.key


def occurred_at(row: Row) -> datetime:
    """Return when a fact happened."""
    if isinstance(row, OrderedLine):
        return row.line.line.occurred_at
    return row.order.occurred_at if isinstance(row, NetOrder) else row.occurred_at


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
        return float if isinstance(one, int | float | Fraction) and not isinstance(one, bool) else type(one)

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
