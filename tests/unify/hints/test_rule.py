"""When a wish becomes a hint: against a plain count, and what no order of the wishes can change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.unify.hints.rule import Hint, Wish, hints_of

FIRST = date(2017, 1, 1)
days = st.integers(0, 9).map(lambda number: FIRST + timedelta(days=number))
wishes = st.lists(
    st.builds(Wish, days, st.sampled_from(["water", "milk", "tea"]), st.sampled_from([1.0, 2.0, 3.0])), max_size=25
)
rules = st.integers(1, 5).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n)))


def oracle(visited: list[date], told: list[Wish], k: int, n: int) -> dict[str, tuple[float, int]]:
    """Count by hand: for each item its days among the last visits, and the quantity it had most often, then latest."""
    visits = sorted({*visited, *(wish.on for wish in told)})[-n:]
    found = {}
    for item in {wish.item for wish in told}:
        amounts = [sum(wish.quantity for wish in told if wish.item == item and wish.on == day) for day in visits]
        asked = [amount for amount in amounts if amount]
        if len(asked) >= k:
            most = max(asked.count(amount) for amount in asked)
            found[item] = ([amount for amount in asked if asked.count(amount) == most][-1], len(asked))
    return found


@given(visited=st.lists(days, max_size=6), told=wishes, rule=rules)
def test_it_is_what_counting_by_hand_gives(visited: list[date], told: list[Wish], rule: tuple[int, int]) -> None:
    hints = hints_of(visited, told, *rule)
    assert {hint.item: (hint.quantity, hint.times) for hint in hints} == oracle(visited, told, *rule)


@given(visited=st.lists(days, max_size=6), told=wishes, rule=rules, data=st.data())
def test_no_order_matters(visited: list[date], told: list[Wish], rule: tuple[int, int], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(told))
    assert hints_of(reversed(visited), shuffled, *rule) == hints_of(visited, told, *rule)


@given(told=wishes, rule=rules)
def test_a_stricter_rule_never_gives_more(told: list[Wish], rule: tuple[int, int]) -> None:
    k, n = rule
    if k < n:
        looser = {hint.item for hint in hints_of([], told, k, n)}
        assert {hint.item for hint in hints_of([], told, k + 1, n)} <= looser


def test_three_bottles_of_water() -> None:
    visits = [FIRST + timedelta(days=number) for number in (0, 7, 14)]
    told = [Wish(day, "water", 3) for day in visits] + [Wish(visits[2], "tea")]
    assert hints_of([], told, 3, 3) == [Hint("water", 3, 3, 3, visits[2])]
    assert hints_of([visits[2] + timedelta(days=1)], told, 3, 3) == [], "it was not asked for at the last visit"
    assert hints_of([], told[:2], 3, 3) == [], "two visits are not three"


@pytest.mark.parametrize(("k", "n"), [(0, 3), (4, 3), (1, 0)])
def test_an_impossible_rule(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="can not be"):
        hints_of([], [], k, n)
