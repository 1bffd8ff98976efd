"""Money is exact: minor units in, minor units out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.lib.errors import Refusal
from siyu.lib.money import to_major, to_minor


@given(st.integers(-(10**15), 10**15), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_there_and_back_is_the_same_amount(minor: int, currency: str) -> None:
    assert to_minor(to_major(minor, currency), currency) == minor


def test_the_currency_decides_the_digits() -> None:
    assert to_minor("12.30", "CNY") == 1230
    assert to_minor("12", "JPY") == 12
    assert to_major(12345, "KWD") == Decimal("12.345")


def test_money_is_never_rounded_silently() -> None:
    with pytest.raises(Refusal):
        to_minor("0.001", "CNY")
