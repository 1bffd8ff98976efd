"""From a text with fields to what a member reads: pure, and quick, because the text is parsed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from liquid.exceptions import LiquidError

from siyu.engage.templates.parsing import READ, Use, parse
from siyu.engage.templates.refusals import refuse, refuse_liquid
from siyu.engage.templates.values import Value, Values
from siyu.lib.errors import Refusal
from siyu.lib.text import nearest

NO_FALLBACKS: Mapping[str, str] = MappingProxyType({})


def render(
    text: str,
    values: Values,
    where: str | None = None,
    *,
    fallbacks: Mapping[str, str] = NO_FALLBACKS,
    markup: bool = False,
) -> str:
    """Return the text with its fields filled in.

    `values` holds every field the text uses by its full name (`feature.orders_total`), None for one the member lacks. Such
    a one is true in no condition; where it is read its `default` filter has its say, else its fallback, else it prints as
    nothing. With `markup` the text is HTML and what fields hold is escaped. Line ends come out as one sign. Raises
    `Refusal` for a text that is none, a field without an entry, and one that grows beyond all bounds.
    """
    parsed = parse(text, where, markup=markup)
    given: dict[str, Value] = {}
    for use in parsed.uses:
        if use.field not in values:
            raise unknown_field(use, values, where)
        value = given[use.field] = values[use.field]
        given[READ + use.field] = fallbacks.get(use.field) if value is None else value
    try:
        return parsed.template.render(given)
    except (LiquidError, ArithmeticError, RecursionError) as error:
        raise refuse_liquid(error, text, where) from None


def fields_of(text: str, where: str | None = None) -> frozenset[str]:
    """Return the names of the fields a text uses; raises `Refusal` for a text that is none."""
    return frozenset(use.field for use in parse(text, where).uses)


def unknown_field(use: Use, known: Iterable[str], where: str | None) -> Refusal:
    """Return the refusal of a field nobody knows, with the nearest known one."""
    near = nearest(use.field, known)
    mend = ("您是指 {near} 吗？", "Did you mean {near}?") if near else None
    text = ("没有字段“{field}”（{at_zh}）", "there is no field “{field}” ({at_en})")
    at = use.place.text
    return refuse("unknown_field", *text, where, mend=mend, field=use.field, near=near, at_zh=at.zh, at_en=at.en)
