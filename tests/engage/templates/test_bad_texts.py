"""A text that is no template, or would never end or never stop growing, is refused with its place."""

from __future__ import annotations

from datetime import date

import pytest

from siyu.engage.templates.filters import LONGEST
from siyu.engage.templates.rendering import render
from siyu.engage.templates.values import Value
from siyu.lib.errors import Refusal

VALUES: dict[str, Value] = {"name": "张三", "long": "x" * 1_000, "day": date(2017, 5, 6), "n": 3}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ name ", "syntax"),
        ("{% if name %}", "syntax"),
        ("{{ {name} }}", "syntax"),
        ("{% for i in (1..1000000000) %}x{% endfor %}", "syntax"),
        ("{% assign x = 1 %}", "syntax"),
        ("{% capture x %}{% endcapture %}", "syntax"),
        ("{% include '/etc/passwd' %}", "syntax"),
        ("{% render 'other' %}", "syntax"),
        ("{% extends 'other' %}", "syntax"),
        ("{{ name | shout }}", "unknown_filter"),
        ("{{ name | base64_decode }}", "unknown_filter"),
        ("{{ now }}", "unknown_field"),
        ("{{ name.__class__ }}", "unknown_field"),
        ("{{ name | plus: 1 }}", "bad_argument"),
        ("{{ n | divided_by: 0 }}", "bad_argument"),
        ("{{ day | date: '%999999999d' }}", "bad_argument"),
        ("{{ n" + " | times: 99999999" * 9 + " }}", "too_much"),
        ("{{ 'a'" + f" | replace: 'a', '{'a' * 900}'" * 5 + " }}", "too_much"),
        ("{{ long }}" * 900, "too_much"),
        ("{{ long" + " | append: long" * 500 + " }}", "too_much"),
        ("{% if n %}" * 11 + "{% endif %}" * 11, "too_deep"),
        ("{{ " + "[" * 5_000 + " }}", "too_deep"),
        ("{% if n" + " and n" * 1_400 + " %}{% endif %}", "too_deep"),
        ("x" * 10_001, "too_long"),
        ("{% if n < 'x' %}{% endif %}", "unreadable"),
    ],
)  # fmt: skip
def test_it_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        render(text, VALUES, "contents.sms.text")
    assert (refused.value.code, refused.value.where) == (f"template.{code}", "contents.sms.text")


def test_it_says_where_the_unknown_field_stands_and_which_one_was_meant() -> None:
    with pytest.raises(Refusal) as refused:
        render("您好\n亲爱的{{ nmae }}", VALUES)
    assert refused.value.in_("zh") == "没有字段“nmae”（第 2 行第 7 字）。您是指 name 吗？"
    assert refused.value.in_("en") == "there is no field “nmae” (line 2, column 7). Did you mean name?"


def test_words_of_the_text_in_a_refusal_are_words() -> None:
    with pytest.raises(Refusal, match=r"\{problem\}"):
        render("{{ ['{problem}'] }}", VALUES)


def test_a_text_as_long_as_may_be_passes_through_a_filter() -> None:
    assert len(render("{{ long | upcase }}", {"long": "x" * LONGEST})) == LONGEST
