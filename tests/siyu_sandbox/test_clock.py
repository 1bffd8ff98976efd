"""The clock runs, stands and is moved; days and months are Beijing's; what is due happens at its own instant."""

from __future__ import annotations

from siyu_sandbox.agenda import Agenda
from siyu_sandbox.clock import DAY, Clock, days_in_month, hour_of, midnight, month_of
from tests.siyu_sandbox.playing import NOON


def test_it_runs_at_any_speed_from_where_it_is() -> None:
    real = [0.0]
    clock = Clock(100, 10, real=lambda: real[0])
    real[0] = 2
    assert clock.now() == 120
    clock.run_at(0)
    real[0] = 50
    assert clock.now() == 120
    clock.run_at(1000)
    real[0] = 51
    assert clock.now() == 1120


def test_days_and_months_are_beijings() -> None:
    assert midnight(NOON) == NOON - 12 * 3600 and midnight(midnight(NOON) - 1) == midnight(NOON) - DAY
    assert month_of(NOON) == (2023, 11) and days_in_month(NOON) == 30 and days_in_month(NOON + 30 * DAY) == 31
    assert hour_of(NOON + 1800) == 12.5


def test_acts_happen_in_order_each_at_its_own_instant() -> None:
    clock = Clock(0, 0)
    agenda = Agenda(clock)
    seen: list[tuple[str, float]] = []
    agenda.after(
        5, lambda: (seen.append(("b", clock.exact())), agenda.after(1, lambda: seen.append(("c", clock.exact()))))[0]
    )
    agenda.after(2, lambda: seen.append(("a", clock.exact())))
    agenda.after(100, lambda: seen.append(("never", clock.exact())))
    agenda.advance(10)
    assert seen == [("a", 2), ("b", 5), ("c", 6)] and clock.now() == 10 and len(agenda) == 1


def test_work_that_piles_up_holds_the_clock_back() -> None:
    clock = Clock(0, 0)
    agenda = Agenda(clock)
    for number in range(3):
        agenda.plan(number, lambda: None)
    clock.move_to(10)
    agenda.catch_up(budget=-1)
    assert clock.now() == 0 and len(agenda) == 3
    clock.move_to(10)
    agenda.catch_up()
    assert clock.now() == 10 and len(agenda) == 0
