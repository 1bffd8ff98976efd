"""Serials: one for each number, read back by the key alone, any slip of typing told from a forgery."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siyu.connect.codes.carrying import carried, carry
from siyu.connect.codes.serials import ALPHABET, LENGTH, MOST, number_of, read_serial, shown, tag_of, write_serial

KEYS = st.binary(min_size=32, max_size=32)
TAGS = st.text(ALPHABET, min_size=5, max_size=5)
NUMBERS = st.integers(1, MOST)
SERIALS = st.builds(write_serial, TAGS, KEYS, NUMBERS)


@given(TAGS, KEYS, NUMBERS)
def test_a_serial_is_read_back_by_its_key(tag: str, key: bytes, number: int) -> None:
    serial = write_serial(tag, key, number)
    assert (len(serial), tag_of(serial), number_of(serial, key)) == (LENGTH, tag, number)
    assert number_of(serial, bytes(byte ^ 1 for byte in key)) is None


@given(SERIALS)
def test_it_is_read_however_it_is_typed(serial: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in serial)
    loose = serial.replace("0", "o").replace("1", "l")
    assert {read_serial(one) for one in (shown(serial), serial.lower(), f" {serial} ", wide, loose)} == {serial}


@given(SERIALS)
def test_every_single_wrong_sign_is_told(serial: str) -> None:
    for place, right in enumerate(serial):
        for wrong in ALPHABET:
            if wrong != right:
                assert read_serial(serial[:place] + wrong + serial[place + 1 :]) is None


@given(SERIALS)
def test_every_two_signs_that_changed_places_are_told(serial: str) -> None:
    for one in range(LENGTH):
        for other in range(one):
            if serial[one] != serial[other]:
                signs = list(serial)
                signs[one], signs[other] = signs[other], signs[one]
                assert read_serial("".join(signs)) is None


@given(SERIALS, st.integers(0, LENGTH - 1))
def test_a_missing_or_doubled_sign_is_told(serial: str, place: int) -> None:
    assert read_serial(serial[:place] + serial[place + 1 :]) is None
    assert read_serial(serial[:place] + serial[place] + serial[place:]) is None


@given(st.text(max_size=100))
def test_anything_else_is_no_serial_or_one_of_nobodys_key(text: str) -> None:
    found = read_serial(text)
    assert found is None or number_of(found, b"k" * 32) is None


def test_numbers_of_a_batch_all_differ_and_tell_nothing_of_each_other() -> None:
    serials = [write_serial("AB3D7", b"k" * 32, number) for number in range(1, 5_001)]
    assert len({serial[5:] for serial in serials}) == 5_000
    # Of each place's 32 signs none is rare: neighbours share no beginning that could be counted on from.
    for place in range(5, LENGTH):
        assert len({serial[place] for serial in serials}) == 32


@given(SERIALS)
def test_a_scene_and_a_state_carry_it(serial: str) -> None:
    text = carry(serial)
    assert len(text) <= 30
    assert set(text) <= set(ALPHABET + "c.")
    assert carried(text) == carried(f"qrscene_{text}") == carry(shown(serial)).removeprefix("c.") == serial


@given(st.text(max_size=64))
def test_other_scenes_carry_none(text: str) -> None:
    assert carried(text) is None
    assert carried("c." + text) == read_serial(text)


def test_only_serials_are_carried() -> None:
    import pytest

    with pytest.raises(ValueError, match="not a serial"):
        carry("welcome")
