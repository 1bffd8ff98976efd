"""Filters of messages, each bounded in what it takes and makes, so that no text can grow without end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any

from liquid.builtin.filters import misc, string
from liquid.exceptions import FilterArgumentError, FilterValueError

from siyu.engage.templates.arithmetic import ARITHMETIC

LONGEST = 20_000
LARGEST = 10**15
_DAY_PATTERN = re.compile(r"(?:[^%]|%[YmdyjAaBb%]|%-[md])*")

Filter = Callable[..., Any]


def _bounded(function: Filter) -> Filter:
    """Return the filter that refuses texts and numbers beyond what a message can hold, before and after."""

    @wraps(function)
    def bounded(*given: Any, **named: Any) -> Any:
        for value in (*given, *named.values()):
            _check(value)
        found = function(*given, **named)
        _check(found)
        return found

    return bounded


def _check(value: Any) -> None:
    if isinstance(value, str) and len(value) > LONGEST:
        raise FilterValueError(f"a text is longer than {LONGEST}", token=None)
    if isinstance(value, int | float | Decimal) and not -LARGEST <= value <= LARGEST:
        raise FilterValueError(f"a number is larger than {LARGEST}", token=None)


def _replace(given: Any, old: Any, new: Any = "") -> str:
    text, old, new = str("" if given is None else given), str(old), str(new)
    if text.count(old) * len(new) > LONGEST:
        raise FilterValueError(f"a text is longer than {LONGEST}", token=None)
    return text.replace(old, new)


def _date(day: Any, pattern: str = "%Y-%m-%d") -> Any:
    """Return the day as the pattern writes it; what is no day, such as a missing one, stays as it is."""
    if not isinstance(day, date):
        return day
    if not _DAY_PATTERN.fullmatch(str(pattern)) or len(pattern) > 100:
        raise FilterArgumentError(f"not a pattern of a day: {pattern}", token=None)
    written = re.sub(r"%-([md])", lambda match: str(day.month if match[1] == "m" else day.day), str(pattern))
    return day.strftime(written)


_PLAIN: dict[str, Filter] = {
    "default": misc.default,
    "date": _date,
    "size": misc.size,
    "append": string.append,
    "prepend": string.prepend,
    "replace": _replace,
    "remove": _replace,
    "upcase": string.upcase,
    "downcase": string.downcase,
    "capitalize": string.capitalize,
    "strip": string.strip,
    "squish": string.squish,
    "truncate": string.truncate,
    "url_encode": string.url_encode,
    **ARITHMETIC,
}
FILTERS: dict[str, Filter] = {name: _bounded(function) for name, function in _PLAIN.items()}
