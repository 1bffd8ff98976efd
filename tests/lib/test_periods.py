"""Periods of whole days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from siyu.lib.periods import Period


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 366))
def test_the_period_before_touches_and_is_as_long(last: date, days: int) -> None:
    period = Period.ending(last, days)
    assert (period.last - period.first).days == days - 1
    assert (period.first - period.before.last).days == 1
    assert period.before.last - period.before.first == period.last - period.first
