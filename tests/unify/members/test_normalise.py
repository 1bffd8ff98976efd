"""One spelling for each identifier."""

from __future__ import annotations

import pytest

from siyu.unify.members.normalise import KINDS, normalise, spellings


@pytest.mark.parametrize(
    "typed", ["13812345678", "138 1234 5678", "+86 138-1234-5678", "008613812345678", "１３８１２３４５６７８"]
)
def test_a_phone_is_one_phone_however_it_is_typed(typed: str) -> None:
    assert normalise("phone", typed) == "+8613812345678"


def test_a_foreign_phone_keeps_its_country() -> None:
    assert normalise("phone", "+1 212 555 0100") == "+12125550100"


@pytest.mark.parametrize(("kind", "value"), [("phone", "12"), ("phone", "abc"), ("email", "a@b"), ("card", "  ")])
def test_what_cannot_be_of_its_kind_is_none(kind: str, value: str) -> None:
    assert normalise(kind, value) is None


def test_an_address_is_lower_case() -> None:
    assert normalise("email", " Wang@Example.COM ") == "wang@example.com"


def test_an_emoji_in_a_card_number_survives() -> None:
    assert normalise("card", "卡🎉01") == "卡🎉01"


@pytest.mark.parametrize("kind", KINDS)
def test_normalising_twice_changes_nothing(kind: str) -> None:
    once = normalise(kind, "13812345678" if kind == "phone" else "Ab@x.cn")
    assert once is not None
    assert normalise(kind, once) == once


def test_a_search_tries_every_form_the_words_may_stand_for() -> None:
    assert {"+8613812345678", "13812345678"} <= spellings("13812345678")
