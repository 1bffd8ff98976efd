"""From a text with fields to what a member reads: pure, and quick, because the text is parsed once."""

from __future__ import annotations

from collections.abc import Iterable

from liquid.exceptions import LiquidError

from siyu.engage.templates.parsing import Use, parse
from siyu.engage.templates.refusals import refuse, refuse_liquid
from siyu.engage.templates.values import Values
from siyu.lib.errors import Refusal
from siyu.lib.text import nearest


def render(text: str, values: Values, where: str | None = None) -> str:
    """Return the text with its fields filled in.

    `values` holds every field the text uses by its full name (`feature.orders_total`), None for one the member lacks:
    then the `default` filter has its say, without one it prints as nothing, and it is true in no condition. Line
    ends come out as one sign. Raises `Refusal` for a text that is none, a field without an entry, and one that grows beyond all bounds.
    """
    parsed = parse(text, where)
    for use in parsed.uses:
        if use.field not in values:
            raise unknown_field(use, values, where)
    try:
        return parsed.template.render(values)
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
