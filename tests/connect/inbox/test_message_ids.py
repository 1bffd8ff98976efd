"""Ids of a day in several tables: the answers are those of one list of everything that was ever claimed."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from siyu.connect.inbox import message_ids
from siyu.connect.inbox.message_ids import claim, digest_of, past_ids

DAY = date(2026, 1, 1)
BRANDS = (1, 2)


@pytest.fixture(autouse=True)
def _small_tables(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(message_ids, "MOST_OF_A_TABLE", 12)
    monkeypatch.setattr(message_ids, "AT_ONCE", 3)
    past_ids.forget()
    yield
    past_ids.forget()


class Naive:
    """Everything claimed, in a list that is walked from end to end."""

    def __init__(self) -> None:
        self.claimed: list[tuple[int, int, date, str]] = []

    def claim(self, brand: int, batch: int, day: date, ids: list[str]) -> set[bytes]:
        repeats = set()
        for one in ids:
            for other, by, on, name in self.claimed:
                if other == brand and name == one and by != batch and on >= day - timedelta(days=7):
                    repeats.add(digest_of(one))
        for one in ids:
            if digest_of(one) not in repeats:
                self.claimed.append((brand, batch, day, one))
        return repeats


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("seed", range(12))
def test_it_answers_as_a_list_of_everything_would(seed: int):
    chance, naive, batches = random.Random(seed), Naive(), dict.fromkeys(BRANDS, 0)
    day = DAY
    for _ in range(40):
        day += timedelta(days=chance.choice([0, 0, 0, 0, 1, 3, 8]) if chance.random() < 0.3 else 0)
        brand = chance.choice(BRANDS)
        batches[brand] += 1
        ids = list({f"m{chance.randrange(120)}" for _ in range(chance.randrange(1, 9))})
        if chance.random() < 0.1:
            # The process is another one now.
            past_ids.forget()
        told = naive.claim(brand, batches[brand], day, ids)
        assert claim(brand, batches[brand], day, [digest_of(one) for one in ids]) == told
        if chance.random() < 0.2:
            # It crashed and takes the batch again.
            assert claim(brand, batches[brand], day, [digest_of(one) for one in ids]) == told


@pytest.mark.django_db(databases="__all__")
def test_a_full_table_is_followed_by_another_and_both_are_dropped():
    for batch in range(5):
        claim(1, batch, DAY, [digest_of(f"{batch}-{number}") for number in range(10)])
    assert message_ids.forget_old() == 3


@pytest.mark.django_db(databases="__all__")
def test_beyond_its_memory_it_looks_into_the_tables(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("siyu.connect.inbox.past_ids.MOST_BYTES", 0)
    for batch in range(5):
        claim(1, batch, DAY, [digest_of(f"{batch}-{number}") for number in range(10)])
    assert claim(1, 9, DAY, [digest_of("0-0"), digest_of("4-9"), digest_of("new")]) == {
        digest_of("0-0"),
        digest_of("4-9"),
    }
    message_ids.forget_old()
