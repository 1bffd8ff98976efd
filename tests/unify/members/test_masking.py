"""Masked values let a guide recognise a member and nobody misuse them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.unify.members.masking import mask, mask_attributes


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("phone", "+8613812345678", "+86138****5678"),
        ("email", "wang@example.com", "w***@example.com"),
        ("name", "王小美", "王**"),
        ("name", "", ""),
        ("household", "1029", "1****9"),
        ("household", "7", "****"),
        ("openid", "oX12345678ab", "oX****ab"),
    ],
)
def test_the_middle_is_hidden(kind: str, value: str, shown: str) -> None:
    assert mask(kind, value) == shown


@given(st.sampled_from(["phone", "openid", "card", "household"]), st.text("0123456789", min_size=3, max_size=30))
def test_at_least_a_quarter_of_a_number_is_never_shown(kind: str, value: str) -> None:
    assert sum(sign.isdigit() for sign in mask(kind, value)) <= max(len(value) * 3 // 4, len(value) - 4)


@pytest.mark.parametrize("name", ["address", "Home_Address", "生日", "家庭住址", "birthday", "WeChat"])
def test_an_attribute_that_points_at_a_person_is_hidden(name: str) -> None:
    assert mask_attributes({name: "x", "age": "45-54"}) == {name: "****", "age": "45-54"}
