"""One thing after another: every way through the steps is tried.

What the text leaves open, as decided here: a later step is another fact, not earlier than that of the step before; one
fact never takes two steps of a way. A window of days is so many brand days, that of the step before included; hours and
minutes are exact and open at the end. `then_not` asks that no other fact matches from its step on until its window has
closed, and the window has to be closed by the instant; without a window, until the instant. Lines of one order that
match are one fact, the order.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.oracle.history import History
from tests.oracle.language import Sequence, Step, Window
from tests.oracle.rows import has_unknown_start, key_of, matching, names_line, occurred_at

Act = tuple[str, datetime]


def went_on(history: History, leaf: Sequence, member: int, at: datetime) -> bool:
    """Say whether the member began the sequence and took it to its end at least once."""
    if has_unknown_start(history, leaf.window, member):
        return False
    return any(_leads_on(history, leaf, act, frozenset((act,)), member, at) for act in _acts(history, leaf, member, at))


def _leads_on(
    history: History, step: Sequence | Step, act: Act, used: frozenset[Act], member: int, at: datetime
) -> bool:
    if step.then_not is not None:
        if not _is_over(history, step.then_not.window, act[1], at):
            return False
        if any(other != act for other in _after(history, step.then_not, act, member, at)):
            return False
    if step.then is None:
        return True
    return any(
        _leads_on(history, step.then, following, used | {following}, member, at)
        for following in _after(history, step.then, act, member, at)
        if following not in used
    )


def _after(history: History, step: Step, act: Act, member: int, at: datetime) -> list[Act]:
    asked = Step(step.fact, step.where)
    found = _acts(history, asked, member, at)
    return [other for other in found if other[1] >= act[1] and _is_in(history, step.window, act[1], other[1])]


def _is_in(history: History, window: Window | None, began: datetime, when: datetime) -> bool:
    match window:
        case None:
            return True
        case Window("d", amount):
            return history.day(when) < history.day(began) + timedelta(days=amount)
        case Window("h", amount):
            return when < began + timedelta(hours=amount)
    return when < began + timedelta(minutes=window.amount)


def _is_over(history: History, window: Window | None, began: datetime, at: datetime) -> bool:
    return window is None or not _is_in(history, window, began, at)


def _acts(history: History, asked: Sequence | Step, member: int, at: datetime) -> set[Act]:
    rows = matching(history, asked, member, at, by_line=names_line(asked.where))
    return {(key_of(row), occurred_at(row)) for row in rows}
