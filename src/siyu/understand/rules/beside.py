"""Comparing a feature with another one, or with what it was: `{lt: {before: 30d, times: 0.5}}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, feature_named
from siyu.understand.rules.conditions import parse_number
from siyu.understand.rules.kinds import Shape
from siyu.understand.rules.problems import join, misshapen, unknown, wrong
from siyu.understand.rules.windows import parse_length

OPERATORS = ("eq", "ne", "gt", "gte", "lt", "lte")
_MOST_TIMES = Decimal(100)


@dataclass(frozen=True, slots=True)
class Beside:
    """`times` a feature of the same member as it stood at the end of the brand day `before` days ago; 0 is now."""

    feature: str
    before: int
    times: Fraction


class BesideShape(Shape):
    feature: str | None = None
    before: Any = None
    times: Any = None


def parse_beside(raw: Mapping[str, object], operator: str, compared: Feature, where: str) -> Beside:
    """Return what `compared` is held against by an operator; raises `Refusal` when the two cannot be compared."""
    try:
        shape = BesideShape.model_validate(dict(raw))
    except ValidationError as error:
        raise misshapen(error, BesideShape, where) from None
    if shape.feature is None and shape.before is None:
        raise wrong(
            "rule.beside_nothing",
            where,
            "与什么比较？需要 feature（另一特征）或 before（多久之前，如 30d）",
            "compared with what? It needs a feature, or before (how long ago, 30d for example)",
        )
    other = compared if shape.feature is None else feature_named(shape.feature, join(where, "feature"))
    _refuse_unlike(compared, other, join(where, "feature"))
    allowed = OPERATORS[:2] if compared.type == "text" else OPERATORS
    if operator not in allowed:
        raise unknown("rule.wrong_operator", Text("可与特征比较的运算符", "operator that compares features"), operator,
                      allowed, where)  # fmt: skip
    return Beside(other.name, _before(shape.before, join(where, "before")), _times(shape.times, compared, where))


def _refuse_unlike(compared: Feature, other: Feature, where: str) -> None:
    if compared.type != other.type:
        raise wrong(
            "rule.unlike_features",
            where,
            "{one} 是 {kind}，{other} 是 {another}，不能比较",
            "{one} is a {kind} and {other} a {another}: they cannot be compared",
            one=compared.name,
            kind=compared.type,
            other=other.name,
            another=other.type,
        )


def _before(raw: object, where: str) -> int:
    if raw is None:
        return 0
    days = parse_length(raw, where).days
    if days is None:
        raise wrong("rule.impossible_window", where, "须为整天，如 30d", "needs whole days, 30d for example")
    return days


def _times(raw: object, compared: Feature, where: str) -> Fraction:
    if raw is None:
        return Fraction(1)
    path = join(where, "times")
    if compared.type in {"date", "text"}:
        raise wrong(
            "rule.wrong_type",
            path,
            "{name} 不是数，不能乘倍数",
            "{name} is no number to be multiplied",
            name=compared.name,
        )
    times = parse_number(raw, path)
    if not 0 < times <= _MOST_TIMES or times != round(times, 2):
        raise wrong(
            "rule.impossible_times",
            path,
            "倍数须在 0.01 到 100 之间，至多两位小数",
            "times is from 0.01 to 100, with at most two decimals",
        )
    return Fraction(times)
