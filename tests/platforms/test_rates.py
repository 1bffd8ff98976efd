"""However calls come, no window holds more than its limit, and whoever waits as told is let through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siyu.platforms.rates import Rates


@given(
    st.lists(st.floats(0, 40), min_size=1, max_size=120),
    st.integers(1, 40),
    st.integers(1, 90),
)
def test_no_window_holds_more_than_its_limit(gaps: list[float], minute: int, hour: int) -> None:
    now = 0.0
    rates = Rates(lambda: now)
    limits = {60.0: minute, 3600.0: hour}
    taken: list[float] = []
    for gap in gaps:
        now += gap
        if rates.take("api", limits) == 0:
            taken.append(now)
    for seconds, most in limits.items():
        for start in taken:
            assert sum(start <= one < start + seconds for one in taken) <= most + 1


@given(st.integers(1, 5000))
def test_who_waits_as_told_is_let_through(most: int) -> None:
    now = 0.0
    rates = Rates(lambda: now)
    for _ in range(50):
        wait = rates.take("api", {60.0: most})
        now += wait * 1.000001 + 1e-9
        assert wait == 0 or rates.take("api", {60.0: most}) == 0


def test_interfaces_do_not_wait_for_each_other() -> None:
    rates = Rates(lambda: 0.0)
    assert rates.take("one", {60.0: 1}) == 0
    assert rates.take("one", {60.0: 1}) > 0
    assert rates.take("other", {60.0: 1}) == 0
