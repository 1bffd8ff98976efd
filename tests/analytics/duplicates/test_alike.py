"""Chinese people: families and namesakes are told from those who are there twice; the same people give the same pairs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from siyu.analytics.duplicates.model import DuplicateModel
from siyu.analytics.duplicates.pairs import Pair
from siyu.unify.duplicates.fields import particulars
from tests.alike import Alike, agreement


def table_of(alike: Alike) -> pa.Table:
    today = date(2026, 1, 1)
    return pa.Table.from_pylist(
        [{"id": n, **particulars(one.name, one.attributes(), today)} for n, one in enumerate(alike.records)]
    )


def propose(duck: Any, people: pa.Table) -> list[Pair]:
    return DuplicateModel(duck).fit(people).predict()


def found_in(pairs: list[Pair]) -> set[tuple[int, int]]:
    return {(pair.left, pair.right) for pair in pairs}


@pytest.fixture(scope="module")
def alike() -> Alike:
    return Alike(2_500, twice=0.05, seed=3)


@pytest.fixture(scope="module")
def pairs(alike: Alike, duck: Any) -> list[Pair]:
    return propose(duck, table_of(alike))


@pytest.mark.slow
def test_who_is_proposed_is_one_person_and_most_are_proposed(alike: Alike, pairs: list[Pair]) -> None:
    precision, recall, _ = agreement(found_in(pairs), alike.pairs())
    assert precision >= 0.97
    # Of the others only a common name is left, or a name and a city.
    assert recall >= 0.8


@pytest.mark.slow
def test_the_same_people_give_the_same_pairs(alike: Alike, pairs: list[Pair], duck: Any) -> None:
    assert propose(duck, table_of(alike)) == pairs


@pytest.mark.slow
def test_where_nobody_is_there_twice_next_to_nobody_is_proposed(duck: Any) -> None:
    assert len(propose(duck, table_of(Alike(2_500, twice=0.0, seed=5)))) <= 3


def test_a_placeholder_brings_nobody_together(duck: Any) -> None:
    people = [
        {"id": n, "name": one.name, "birthday": "1990-01-01", "street": "本店", "number": None}
        for n, one in enumerate(Alike(600, twice=0.0, seed=6).records)
    ]
    assert propose(duck, pa.Table.from_pylist(people)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"id": 1, "name": "张三", "birthday": "1990-02-03"}],
        [{"id": n, "name": "张三"} for n in range(20)],
        [{"id": n, "birthday": "1990-02-03", "street": "解放路", "number": "1"} for n in range(20)],
        [{"id": n, "name": None, "birthday": None} for n in range(20)],
    ],
    ids=["nobody", "one", "only names", "no names", "nothing known"],
)
def test_too_little_is_no_error(duck: Any, rows: list[dict[str, Any]]) -> None:
    schema = pa.schema(
        [("id", pa.int64()), *((name, pa.string()) for name in ("name", "birthday", "street", "number"))]
    )
    assert propose(duck, pa.Table.from_pylist(rows, schema)) == []


def test_few_people_are_compared_by_what_is_assumed(duck: Any) -> None:
    others = [
        {"id": 10 + n, **particulars(one.name, one.attributes(), date(2026, 1, 1))}
        for n, one in enumerate(Alike(10, twice=0.0, seed=8).records)
    ]
    twice = [
        {"id": n, **particulars("欧阳小明", {"生日": birthday, "地址": "武汉市珞喻路1037号"}, date(2026, 1, 1))}
        for n, birthday in ((1, "1990-05-06"), (2, "1990/5/6"))
    ]
    (pair,) = propose(duck, pa.Table.from_pylist([*twice, *others]))
    assert (pair.left, pair.right) == (1, 2)
    assert {one.name: one.how for one in pair.agreements if one.how != "unknown"} == {
        "name": "equal", "birthday": "equal", "address": "equal",
    }  # fmt: skip
    assert all(one.weight > 0 for one in pair.agreements if one.how == "equal")
