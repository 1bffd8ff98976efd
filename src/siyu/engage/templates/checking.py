"""Whether the texts of a template can be read by everybody: known fields, a word for whoever lacks one, within limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from siyu.engage.templates.contents.kinds import KINDS, UNITS, ContentClass, Measure, refuse, texts_of
from siyu.engage.templates.fields import Field
from siyu.engage.templates.filling import fill, measures_of
from siyu.engage.templates.parsing import Comparison, Side, Use, parse
from siyu.engage.templates.rendering import unknown_field
from siyu.engage.templates.values import Money, Rate, Value
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.problems import join

Fields = Mapping[str, Field]

_SAMPLES: dict[str, Value] = {
    "text": "示例", "number": 3, "money": Money.of(10_000, "CNY"), "rate": Rate("0.5"), "date": date(2017, 5, 6),
}  # fmt: skip


def check_contents(
    contents: Mapping[str, dict[str, Any]],
    content_class: ContentClass,
    fields: Fields,
    fallbacks: Mapping[str, str],
) -> None:
    """Raise `Refusal` with its path for the first thing that is wrong with the contents of a template."""
    for name, content in contents.items():
        kind, where = KINDS[name], join("contents", name)
        used: set[str] = set()
        for path, generic, text in texts_of(content):
            if generic not in kind.fixed:
                used |= _check_text(text, join(where, path), fields, fallbacks, markup=generic in kind.markup)
        within(where, kind.check, content, content_class)
        # Somebody of whom everything is known, and somebody of whom nothing is.
        for sample in (
            {name: _SAMPLES[fields[name].type] for name in used},
            {name: fields[name].nothing for name in used},
        ):
            filled = fill(kind, content, sample, fallbacks, where)
            within(where, kind.check, filled, content_class)
            refuse_over(measures_of(kind, filled, where))


def refuse_over(measures: Iterable[Measure]) -> None:
    """Raise `Refusal` for the first measure beyond what the platform takes."""
    for measure in measures:
        if measure.is_over:
            raise _too_long(measure)


def within(where: str, check: Any, content: dict[str, Any], content_class: ContentClass) -> None:
    """Run a check of a kind, with places told from the top of the document."""
    try:
        check(content, content_class)
    except Refusal as refusal:
        place = join(where, refusal.where) if refusal.where else where
        raise Refusal(refusal.code, refusal.text, where=place, mend=refusal.mend) from None


def _check_text(text: str, where: str, fields: Fields, fallbacks: Mapping[str, str], *, markup: bool) -> set[str]:
    parsed = parse(text, where, markup=markup)
    for use in parsed.uses:
        if use.field not in fields:
            raise unknown_field(use, fields, where)
        if use.needs_fallback and not fields[use.field].is_certain and use.field not in fallbacks:
            raise _without_fallback(use, where)
    for comparison in parsed.comparisons:
        _check_comparison(comparison, where, fields)
    return {use.field for use in parsed.uses}


def _check_comparison(one: Comparison, where: str, fields: Fields) -> None:
    left, right = _kind(one.left, fields), _kind(one.right, fields)
    if not (left == "text" if one.is_contains else left == right and left != "date"):
        at = one.place.text
        text = Text("比较的两边类型不同（{at}）", "the two sides compared are of different types ({at})")
        raise Refusal(
            "template.mismatch", Text(text.zh.format(at=at.zh), text.en.format(at=at.en)), where=where,
            mend=Text("数字与数字比，文字与文字比。", "Compare numbers with numbers and texts with texts."),
        )  # fmt: skip


def _kind(side: Side, fields: Fields) -> str:
    if side.field is None:
        return "text" if side.is_text else "number"
    kind = fields[side.field].type
    return kind if kind in {"text", "date"} else "number"


def _without_fallback(use: Use, where: str) -> Refusal:
    at = use.place.text
    text = Text("字段“{field}”有的会员没有（{at}）", "some members have no “{field}” ({at})")
    mend = Text(
        "请写 {{{{ {field} | default: '…' }}}}，或在缺省值里填上它。",
        "Write {{{{ {field} | default: '…' }}}}, or give it a fallback.",
    )
    return Refusal(
        "template.no_fallback",
        Text(text.zh.format(field=use.field, at=at.zh), text.en.format(field=use.field, at=at.en)),
        where=where,
        mend=mend.format(field=use.field),
    )


def _too_long(measure: Measure) -> Refusal:
    unit = UNITS[measure.unit]
    return refuse(
        "over_limit", measure.where, "有 {count} {unit.zh}，平台最多收 {most}", "it has {count} {unit.en}, the platform takes {most}",
        count=measure.count, most=measure.most, unit=unit,
    )  # fmt: skip
