"""The filter never denies what it holds, and seldom doubts what it does not."""

from __future__ import annotations

from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.bloom import Filter


def digests(prefix: str, count: int) -> list[bytes]:
    return [blake2b(f"{prefix}{number}".encode(), digest_size=16).digest() for number in range(count)]


@given(st.sets(st.binary(min_size=16, max_size=16), max_size=200), st.integers(0, 300))
def test_what_is_held_is_never_denied(held: set[bytes], expected: int) -> None:
    found = Filter(expected)
    found.add(held)
    assert found.may_hold(sorted(held)).all()


def test_one_in_a_thousand_others_seems_to_be_held() -> None:
    found = Filter(100_000)
    found.add(digests("in", 100_000))
    assert found.may_hold(digests("out", 100_000)).mean() < 0.002


def test_an_empty_one_holds_nothing() -> None:
    assert not Filter(0).may_hold(digests("out", 1_000)).any()


def test_other_digests_are_refused() -> None:
    with pytest.raises(ValueError, match="sixteen bytes"):
        Filter(10).add([b"short"])
