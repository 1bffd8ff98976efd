"""One spelling of names, birthdays and addresses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from siyu.analytics.duplicates.spelling import divide_address, divide_name, plain, plain_birthday, plain_gender

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("1990-05-06", "1990-05-06"), ("1990/5/6", "1990-05-06"), ("19900506", "1990-05-06"),
        ("1990年5月6日", "1990-05-06"), ("１９９０．５．６", "1990-05-06"), ("1990-05-06 00:00:00", "1990-05-06"),
        ("199056", None), ("1990-02-30", None), ("1850-01-01", None), ("2030-01-01", None), ("06.05.1990", None),
        ("", None), (None, None), ("unknown", None),
    ],
)  # fmt: skip
def test_birthdays(written: str | None, spelt: str | None) -> None:
    assert plain_birthday(written, TODAY) == spelt


@pytest.mark.parametrize(
    ("name", "given_name", "surname", "spelt"),
    [
        ("张 三", None, None, (None, None, "张三")), (None, "三", "张", (None, None, "张三")),
        ("ＪＯＨＮ Smith", None, None, ("john", "smith", None)), ("Smith, John", None, None, ("john", "smith", None)),
        ("anything", "José", "Núñez", ("jose", "nunez", None)), (None, "", "Smith", (None, "smith", None)),
        ("Madonna", None, None, (None, None, "madonna")), ("张三", "", "", (None, None, "张三")),
        (None, None, None, (None, None, None)), ("  ", None, None, (None, None, None)),
        ("Anna Maria von Berg", None, None, ("anna", "berg", None)),
    ],
)  # fmt: skip
def test_names(name: str | None, given_name: str | None, surname: str | None, spelt: tuple[str | None, ...]) -> None:
    assert tuple(divide_name(name, given_name, surname).values()) == spelt


@pytest.mark.parametrize(
    ("written", "street", "number"),
    [
        ("武汉市珞喻路 1037 号 3栋502室", "武汉市珞喻路号栋室", "1037 3 502"), ("12 Smith St.", "smith st", "12"),
        ("Smith St 12", "smith st", "12"), ("", None, None), (None, None, None), ("12", None, "12"),
    ],
)  # fmt: skip
def test_addresses(written: str | None, street: str | None, number: str | None) -> None:
    assert divide_address(written) == {"street": street, "number": number}


def test_genders() -> None:
    assert [plain_gender(word) for word in ("男", "F", "Female", "x", None)] == ["m", "f", "f", None, None]


@given(some.text(max_size=40))
def test_a_spelling_is_spelt_the_same_again(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    for value in divide_name(text, None, None).values():
        assert value != ""
