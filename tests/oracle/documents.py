"""Writes a drawn rule as the document an operator would save, money in major units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.oracle.features import MONEY_FEATURES
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

MONEY_PROPERTIES = frozenset({"net"})
KEYS = {"sum": "total", "average": "average", "largest": "largest", "distinct": "distinct"}


def document(rule: Rule) -> dict[str, Any]:
    """Return the rule as plain mappings and lists."""
    match rule:
        case All(parts):
            return {"all": [document(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [document(part) for part in parts]}
        case Not(part):
            return {"not": document(part)}
        case FeatureLeaf(name, ops):
            return {"feature": name, "is": _operators(ops, money=name in MONEY_FEATURES)}
        case AttributeLeaf(name, ops):
            return {"attribute": name, "is": _operators(ops)}
        case SegmentLeaf(name):
            return {"segment": name}
        case Reachable(channel):
            return {"reachable": channel}
        case Did():
            return {"did": rule.fact} | _where(rule.where) | {"times": _operators(rule.times)} | _window(rule.window)
        case Total():
            return _total(rule)


def _total(rule: Total) -> dict[str, Any]:
    money = rule.of in MONEY_PROPERTIES and rule.measure != "distinct"
    asked = {KEYS[rule.measure]: f"{rule.fact}.{rule.of}", "is": _operators(rule.ops, money=money)}
    return asked | _where(rule.where) | _window(rule.window)


def _where(where: Where) -> dict[str, Any]:
    if not where:
        return {}
    return {"where": {name: _operators(ops, money=name in MONEY_PROPERTIES) for name, ops in where}}


def _operators(ops: Ops, *, money: bool = False) -> Any:
    written = {op: _value(value, money=money and op != "missing") for op, value in ops}
    return written["eq"] if list(written) == ["eq"] else written


def _value(value: Any, *, money: bool) -> Any:
    if isinstance(value, tuple):
        return [_value(one, money=money) for one in value]
    return Decimal(value).scaleb(-2) if money else value


def _window(window: Window | None) -> dict[str, Any]:
    match window:
        case None:
            return {}
        case Window("between"):
            return {"between": [window.first, window.last]}
        case Window("joined"):
            return {"since": "joined"}
    return {"within": f"{window.amount}{window.kind}"}
