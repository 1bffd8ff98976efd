"""The head of members that brings most of the money, on two days: who grew into it, who slid out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siyu.analytics.concentration import Concentration
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.value.purchases import Purchases, read_purchases

MOVES = ("grew", "slid", "stayed")


@dataclass(frozen=True)
class HeadOn:
    """Who bought in the days that end on a day, and who of them is of the head.

    The head are the fewest members, richest first, that bring the target share of the money, with everybody who has as
    much as the poorest of them; `entry_minor` is what that one spent, None when nobody spent anything.
    """

    on: date
    days: int
    bought: Purchases
    entry_minor: int | None

    @classmethod
    def of(cls, inputs: Inputs, days: int, target: float) -> HeadOn:
        bought = read_purchases(inputs, days)
        entry = Concentration.of(bought.money_minor).head(target).entry
        return cls(inputs.today, days, bought, None if entry is None else int(entry))

    @cached_property
    def holds(self) -> NDArray[np.bool_]:
        """Say of each buyer whether he is of the head."""
        if self.entry_minor is None:
            return np.zeros(len(self.bought), dtype=bool)
        return self.bought.money_minor >= self.entry_minor

    @property
    def members(self) -> NDArray[np.int64]:
        """The head, in ascending order of ids."""
        return self.bought.member_ids[self.holds]

    def money_of(self, members: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what each of some members spent, 0 for who bought nothing."""
        return self._looked_up(self.bought.money_minor, members)

    def orders_of(self, members: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how often each of some members ordered, 0 for who did not."""
        return self._looked_up(self.bought.orders, members)

    def _looked_up(self, column: NDArray[np.int64], members: NDArray[np.int64]) -> NDArray[np.int64]:
        ids = self.bought.member_ids
        if not len(ids):
            return np.zeros(len(members), dtype=np.int64)
        at = np.minimum(np.searchsorted(ids, members), len(ids) - 1)
        return np.where(ids[at] == members, column[at], 0)


@dataclass(frozen=True)
class HeadMoves:
    """The head on a day beside the head on an earlier one, by windows of equal length."""

    now: HeadOn
    then: HeadOn

    @classmethod
    def of(cls, inputs: Inputs, days: int, target: float, since: date | None = None) -> HeadMoves:
        """Compare the day of the inputs with `since`, by default the last day of the month before.

        Raises `Refusal` when `since` does not lie before that day.
        """
        before = since or inputs.today.replace(day=1) - timedelta(days=1)
        if before >= inputs.today:
            text = Text("对比日须早于截止日 {day}", "the day to compare with must lie before {day}")
            raise Refusal("value.order_of_days", text.format(day=inputs.today), where="since")
        return cls(HeadOn.of(inputs, days, target), HeadOn.of(inputs.until(before), days, target))

    def members(self, move: str) -> NDArray[np.int64]:
        """Return who `grew` into the head, `slid` out of it or `stayed` in it, in ascending order of ids."""
        if move == "stayed":
            return np.intersect1d(self.now.members, self.then.members, assume_unique=True)
        one, other = (self.now, self.then) if move == "grew" else (self.then, self.now)
        return np.setdiff1d(one.members, other.members, assume_unique=True)

    def largest(self, move: str, most: int | None = None) -> list[dict[str, Any]]:
        """Return the members of a move whose money changed most, equals by id; all of them when `most` is None."""
        members = self.members(move)
        now, then = self.now.money_of(members), self.then.money_of(members)
        order = np.lexsort((members, -np.abs(now - then)))[:most]
        return [
            {"member_id": member, "money_minor": money, "before_minor": before, "orders": orders, "orders_before": earlier}
            for member, money, before, orders, earlier in zip(
                members[order].tolist(), now[order].tolist(), then[order].tolist(),
                self.now.orders_of(members[order]).tolist(), self.then.orders_of(members[order]).tolist(), strict=True,
            )
        ]  # fmt: skip


def days_asked(today: date, on: date | None) -> date:
    """Return the day a report is of; raises `Refusal` for one that has not come."""
    if on is not None and on > today:
        mend = Text("今天是 {day}。", "Today is {day}.").format(day=today)
        raise Refusal("value.future", Text("这一天还没有到", "the day has not come yet"), where="on", mend=mend)
    return on or today
