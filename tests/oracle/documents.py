"""Writes a drawn rule as the document an operator would save, money in major units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.features import MONEY_FEATURES
from tests.oracle.language import (
    Against,
    All,
    AnyOf,
    AttributeLeaf,
    Consented,
    Did,
    FeatureLeaf,
    Not,
    Ops,
    Reachable,
    Rule,
    SegmentLeaf,
    Sequence,
    Step,
    TagLeaf,
    Top,
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
        case TagLeaf(name, ops):
            return {"tag": name} if ops is None else {"tag": name, "is": _operators(ops)}
        case Reachable(channel):
            return {"reachable": channel}
        case Consented(scope):
            return {"consent": scope}
        case Top():
            amount = f"{_decimal(rule.amount)}%" if rule.is_share else int(rule.amount)
            return {"bottom" if rule.bottom else "top": amount, "by": rule.by}
        case Sequence():
            return _step(rule)
        case Did():
            return {"did": rule.fact} | _where(rule.where) | {"times": _operators(rule.times)} | _window(rule.window)
        case Total():
            return _total(rule)


def _step(step: Sequence | Step) -> dict[str, Any]:
    following = {key: _step(one) for key, one in (("then", step.then), ("then_not", step.then_not)) if one is not None}
    return {"did": step.fact} | _where(step.where) | _window(step.window) | following


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


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
    is_plain = list(written) == ["eq"] and not isinstance(written["eq"], dict)
    return written["eq"] if is_plain else written


def _value(value: Any, *, money: bool) -> Any:
    if isinstance(value, tuple):
        return [_value(one, money=money) for one in value]
    if isinstance(value, Against):
        told = {"feature": value.name, "before": f"{value.before}d" if value.before else None}
        times = {} if value.times == 1 else {"times": _decimal(value.times)}
        return {key: one for key, one in told.items() if one is not None} | times
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
