"""What was refused in the last hour is told, by workspace and reason, and then forgotten."""

from __future__ import annotations

from siyu.connect.inbox.refusals import Refusals


def test_refusals_are_counted_for_an_hour() -> None:
    now = [0.0]
    refusals = Refusals(lambda: now[0])
    refusals.count(1, "too_fast", 5)
    refusals.count(2, "full", 1)
    now[0] = 59 * 60
    refusals.count(1, "too_fast", 2)
    assert refusals.of(1) == {"too_fast": 7, "full": 0}
    assert refusals.of(2) == {"too_fast": 0, "full": 1}
    now[0] = 60 * 60
    assert refusals.of(1) == {"too_fast": 2, "full": 0}
    assert refusals.of(3) == {"too_fast": 0, "full": 0}
