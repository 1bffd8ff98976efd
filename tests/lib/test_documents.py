"""YAML in and out: exact decimals, no expansion, no depth bombs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.lib.documents import MAX_BYTES, dump, load
from siyu.lib.errors import Refusal

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=20),
)
documents = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc中文_", min_size=1, max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(documents)
def test_what_is_written_is_read_back(document: object) -> None:
    assert load(dump(document)) == document


def test_money_is_read_without_a_float() -> None:
    assert load("from: 99.10") == {"from": Decimal("99.10")}


def test_yes_and_no_are_words_as_yaml_1_2_has_it() -> None:
    assert load("a: no\nb: off\nc: true") == {"a": "no", "b": "off", "c": True}


def test_keys_keep_their_order() -> None:
    assert dump({"b": 1, "a": 2}) == "b: 1\na: 2\n"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("a: [1", "document.syntax", "line 1"),
        ("a: &x 1\nb: *x", "document.syntax", "line 2"),
        ("[" * 70 + "]" * 70, "document.too_deep", "line 1"),
        ("a" * (MAX_BYTES + 1), "document.too_large", None),
        ("a: !!python/object:os.system x", "document.syntax", "line 1"),
        ("a: 1\na: 2", "document.syntax", "line 2"),
        ("- a\nb: 1", "document.syntax", "line 2"),
    ],
)
def test_hostile_or_broken_text_is_refused_with_its_line(text: str, code: str, where: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        load(text)
    assert (refused.value.code, refused.value.where) == (code, where)


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    with pytest.raises(Refusal):
        load("名称: 牛奶".encode("gb18030"))
