"""A text becomes what a member reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.engage.templates.rendering import fields_of, render
from siyu.engage.templates.values import Money, Rate, Ratio, Value

SPENT = Money.of(123_456, "CNY")


def test_it_fills_in_fields_and_falls_back_where_one_is_missing() -> None:
    text = "你好{{ name | default: '您' }}，共 {{ feature.orders_total }} 单"
    assert render(text, {"name": "张三", "feature.orders_total": 3}) == "你好张三，共 3 单"
    assert render(text, {"name": None, "feature.orders_total": 0}) == "你好您，共 0 单"


def test_a_missing_number_is_true_in_no_condition() -> None:
    text = "{% if feature.orders_total > 3 %}老朋友{% elsif feature.orders_total <= 3 %}新朋友{% else %}朋友{% endif %}"
    assert [render(text, {"feature.orders_total": many}) for many in (4, 3, None)] == ["老朋友", "新朋友", "朋友"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{{ spent }}", "¥1,234.56"),
        ("{{ spent | times: 0.9 | floor }}", "¥1,111.00"),
        ("{% if spent >= 1000 %}贵宾{% endif %}", "贵宾"),
        ("{{ share }} {{ gap }} {{ few }}", "12.4% 3.3 2"),
        ("{{ joined_on | date: '%Y年%-m月%-d日' }} {{ joined_on }}", "2017年5月6日 2017-05-06"),
        ("{{ none | date: '%Y' | default: '不详' }}{{ none | plus: 1 | default: '无' }}", "不详无"),
        ("{{ 7 | divided_by: 4 }} {{ 8 | divided_by: 4 }} {{ '1.005' | round: 2 }}", "1.75 2 1.01"),
        ("{{ tag['skin type'] | append: '!' | replace: '油', '干' }}", "干性!"),
        ("{% case store %}{% when '武汉', '北京' %}您好{% else %}嗨{% endcase %}{% # 说明 %}", "您好"),
        ("{% raw %}{{ name }}{% endraw %}", "{{ name }}"),
    ],
)
def test_numbers_days_and_words_print_as_people_write_them(text: str, read: str) -> None:
    values: dict[str, Value] = {
        "spent": SPENT, "share": Rate("0.1235"), "gap": Ratio("3.3333"), "few": Ratio("2.0"),
        "joined_on": date(2017, 5, 6), "none": None, "tag.skin type": "油性", "store": "武汉",
    }  # fmt: skip
    assert render(text, values) == read


def test_another_currency_prints_with_its_own_digits() -> None:
    assert (str(Money.of(-1_050, "JPY")), str(Money.of(1_050, "KWD"))) == ("-¥1,050", "KWD 1.050")


def test_it_tells_the_fields_of_a_text_in_every_place() -> None:
    text = "{{ name | default: brand }}{% if a.b > c %}{{ 'x' | append: tag['skin type'] }}{% endif %}{% case d %}{% endcase %}"
    assert fields_of(text) == {"name", "brand", "a.b", "c", "tag.skin type", "d"}


# What a person types may hold signs of the language; what a field holds is never read as language again.
WORDS = st.text(st.characters(exclude_characters="\r"), max_size=40)
PLAIN = WORDS.filter(lambda text: "{{" not in text and "{%" not in text)


@given(before=PLAIN, name=WORDS, after=PLAIN)
def test_what_a_field_holds_is_printed_and_never_run(before: str, name: str, after: str) -> None:
    before = before.rstrip("{")
    assert render(f"{before}{{{{ name }}}}{after}", {"name": name}) == before + name + after


@given(st.integers(-(10**12), 10**12), st.integers(-(10**6), 10**6))
def test_sums_of_money_are_exact(minor: int, more: int) -> None:
    values: dict[str, Value] = {"sum": Money.of(minor, "CNY"), "more": Decimal(more).scaleb(-2)}
    assert render("{{ sum | plus: more | minus: more }}", values) == str(Money.of(minor, "CNY"))


def test_a_fallback_is_read_and_never_asked_about() -> None:
    text = "{{ n }}{% if n > 1 %}多{% endif %}{{ n | default: '无' }}{{ n | plus: 1 }}"
    assert render(text, {"n": None}, fallbacks={"n": "2"}) == "2无3"
    assert render(text, {"n": 5}, fallbacks={"n": "2"}) == "5多56"


def test_what_a_field_holds_is_escaped_in_html() -> None:
    text = "<b>{{ name | default: '<i>您</i>' }}</b>"
    assert render(text, {"name": "<script>&"}, markup=True) == "<b>&lt;script&gt;&amp;</b>"
    assert render(text, {"name": "<script>"}) == "<b><script></b>"
