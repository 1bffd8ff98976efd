"""Reckoning in messages: exact decimals; money stays money, and what is missing stays missing for `default` to fill."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from liquid.exceptions import FilterArgumentError

from siyu.engage.templates.values import Money

MOST_DIGITS = 6
Reckon = Callable[..., Any]


def number_of(value: Any) -> Decimal:
    """Return a number, or a text that is one, as decimal; raises `FilterArgumentError` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise FilterArgumentError(f"not a number: {str(value)[:50]}", token=None)
    try:
        found = Decimal(str(value) if isinstance(value, float | str) else value)
    except InvalidOperation:
        raise FilterArgumentError(f"not a number: {str(value)[:50]}", token=None) from None
    if not found.is_finite():
        raise FilterArgumentError(f"not a number: {str(value)[:50]}", token=None)
    return found


def _reckoning(reckon: Callable[[Decimal, Decimal], Decimal]) -> Reckon:
    def reckoned(left: Any, right: Any) -> Any:
        if left is None or right is None:
            return None
        return _like(left, reckon(number_of(left), number_of(right)))

    return reckoned


def _rounding(how: str) -> Reckon:
    def rounded(left: Any, digits: Any = 0) -> Any:
        if left is None:
            return None
        places = min(max(int(number_of(digits)), 0), MOST_DIGITS)
        return _like(left, number_of(left).quantize(Decimal(1).scaleb(-places), how))

    return rounded


def _like(left: Any, number: Decimal) -> Any:
    if isinstance(left, Money):
        return left.like(number)
    return int(number) if number == number.to_integral_value() else round(number, MOST_DIGITS).normalize()


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if not right:
        raise FilterArgumentError("divided by 0", token=None)
    return left / right


def _absolute(left: Any) -> Any:
    return None if left is None else _like(left, abs(number_of(left)))


ARITHMETIC: dict[str, Reckon] = {
    "plus": _reckoning(lambda left, right: left + right),
    "minus": _reckoning(lambda left, right: left - right),
    "times": _reckoning(lambda left, right: left * right),
    "divided_by": _reckoning(_divided),
    "at_least": _reckoning(max),
    "at_most": _reckoning(min),
    "round": _rounding(ROUND_HALF_UP),
    "ceil": _rounding(ROUND_CEILING),
    "floor": _rounding(ROUND_FLOOR),
    "abs": _absolute,
}
