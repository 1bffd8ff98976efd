"""Comparisons of a value: `{gte: 3}`, `{in: [a, b]}`. A comparison with a missing value is false."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from siyu.lib.errors import Refusal
from siyu.lib.money import to_minor
from siyu.lib.text import Text
from siyu.understand.rules.problems import join, shortened, unknown, wrong

Type = Literal["number", "money", "rate", "date", "text"]
Value = str | int | float | date

COMPARISONS = ("eq", "ne", "gt", "gte", "lt", "lte", "in", "between", "missing")
OPERATORS: dict[Type, tuple[str, ...]] = {
    "number": COMPARISONS,
    "money": COMPARISONS,
    "rate": COMPARISONS,
    "date": COMPARISONS,
    "text": ("eq", "ne", "in", "contains", "starts_with", "missing"),
}
EVERY_OPERATOR = (*COMPARISONS, "contains", "starts_with")
MOST_VALUES = 10_000
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?")


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons that must all hold. A value of `in` and `between` is a tuple; of `missing` whether it must be."""

    tests: tuple[tuple[str, Value | tuple[Value, ...] | bool], ...]

    def equals(self) -> tuple[Value, ...] | None:
        """Return the values it asks for when it is one `eq` or `in`, else None."""
        match self.tests:
            case (("eq", value),):
                return (value,)  # type: ignore[return-value]
            case (("in", values),):
                return tuple(dict.fromkeys(values))  # type: ignore[arg-type]
        return None

    def holds(self, value: Any) -> bool:
        """Say whether it holds for one plain value, None being a missing one."""
        return all(_holds(operator, wanted, value) for operator, wanted in self.tests)


def parse_condition(raw: object, kind: Type, currency: str, where: str, operators: tuple[str, ...] = ()) -> Condition:
    """Return the condition in `raw`: a mapping of operators, or a plain value that stands for `eq`.

    Money is given in major units of `currency` and kept in minor ones. Raises `Refusal` at the path of what is wrong.
    """
    tests = raw if isinstance(raw, Mapping) else {"eq": raw}
    if not tests:
        raise wrong("rule.empty_condition", where, "条件不能为空", "a condition needs an operator")
    allowed = operators or OPERATORS[kind]
    found = []
    for operator, value in tests.items():
        path = join(where, str(operator)) if isinstance(raw, Mapping) else where
        if operator not in EVERY_OPERATOR:
            raise unknown("rule.unknown_operator", Text("运算符", "operator"), operator, allowed, path)
        if operator not in allowed:
            raise wrong(
                "rule.wrong_operator",
                path,
                "{kind} 类型的值不能用 {operator}，可用：{allowed}",
                "a {kind} cannot be compared by {operator}; it can by {allowed}",
                kind=kind,
                operator=operator,
                allowed=", ".join(allowed),
            )
        found.append((str(operator), _operand(operator, value, kind, currency, path)))
    return Condition(tuple(found))


def _operand(operator: str, value: object, kind: Type, currency: str, where: str) -> Any:
    if operator == "missing":
        if not isinstance(value, bool):
            raise wrong("rule.wrong_type", where, "missing 的值须为 true 或 false", "missing is true or false")
        return value
    if operator not in {"in", "between"}:
        return parse_value(value, kind, currency, where)
    if not isinstance(value, list | tuple):
        raise wrong("rule.wrong_type", where, "{operator} 的值须为列表", "{operator} needs a list", operator=operator)
    if not value or len(value) > MOST_VALUES:
        raise wrong(
            "rule.wrong_length",
            where,
            "列表须有 1 到 {most} 个值",
            "the list needs 1 to {most} values",
            most=MOST_VALUES,
        )
    values = tuple(parse_value(item, kind, currency, join(where, place)) for place, item in enumerate(value))
    if operator == "between":
        if len(values) != 2:
            raise wrong("rule.wrong_length", where, "between 须有两个值", "between needs two values")
        if values[0] > values[1]:  # type: ignore[operator]
            raise wrong("rule.impossible_range", where, "between 的下限大于上限", "between starts after its end")
    return values


def parse_value(value: object, kind: Type, currency: str, where: str) -> Value:
    """Return a plain value of the type; raises `Refusal` for any other."""
    if kind == "text":
        return _text(value, where)
    if kind == "date":
        return parse_date(value, where)
    number = parse_number(value, where)
    if kind == "money":
        try:
            return to_minor(number, currency)
        except Refusal as refusal:
            raise Refusal(refusal.code, refusal.text, where=where, mend=refusal.mend) from None
    return int(number) if number == number.to_integral_value() else float(number)


def parse_date(value: object, where: str) -> date:
    """Return a calendar day written as `2017-06-30`, or as YAML's own date."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise wrong(
            "rule.wrong_type",
            where,
            "须为 2017-06-30 这样的日期，而不是 {value}",
            "needs a date such as 2017-06-30, not {value}",
            value=shortened(value),
        ) from None


def _text(value: object, where: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    raise wrong("rule.wrong_type", where, "须为文本，而不是 {value}", "needs text, not {value}", value=shortened(value))


def parse_number(value: object, where: str) -> Decimal:
    """Return a number as it is written; raises `Refusal` for anything else."""
    plain = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    try:
        number = Decimal(str(value)) if plain or (isinstance(value, str) and _NUMBER.fullmatch(value)) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise wrong(
            "rule.wrong_type", where, "须为数字，而不是 {value}", "needs a number, not {value}", value=shortened(value)
        )
    return number


def _holds(operator: str, wanted: Any, value: Any) -> bool:
    if operator == "missing":
        return bool((value is None) == wanted)
    if value is None:
        return False
    match operator:
        case "eq":
            return bool(value == wanted)
        case "ne":
            return bool(value != wanted)
        case "gt":
            return bool(value > wanted)
        case "gte":
            return bool(value >= wanted)
        case "lt":
            return bool(value < wanted)
        case "lte":
            return bool(value <= wanted)
        case "in":
            return bool(value in wanted)
        case "between":
            return bool(wanted[0] <= value <= wanted[1])
        case "contains":
            return bool(wanted in value)
    return bool(value.startswith(wanted))
