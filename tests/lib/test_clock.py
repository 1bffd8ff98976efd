"""Business time and the brand's calendar day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from siyu.lib.clock import RealClock, ShiftedClock, StandingClock, day_of


def test_a_standing_clock_stands() -> None:
    at = datetime(2018, 1, 1, 4, 59, tzinfo=UTC)
    assert StandingClock(at).now() == at


def test_a_shifted_clock_runs_beside_the_wall_clock() -> None:
    by = timedelta(days=-365)
    assert abs(ShiftedClock(by).now() - RealClock().now() - by) < timedelta(seconds=5)


def test_the_day_is_the_brand_s_day() -> None:
    instant = datetime(2017, 12, 31, 16, 30, tzinfo=UTC)
    assert day_of(instant, "Asia/Shanghai") == date(2018, 1, 1)
    assert day_of(instant, "America/New_York") == date(2017, 12, 31)
