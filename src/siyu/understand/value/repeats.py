"""Everybody's purchases as the models of repeat buying take them: days with a purchase, the first one apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from siyu.lib import bitmaps
from siyu.understand.inputs import Inputs

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Repeats:
    """One entry a member who bought by `until`, in ascending order of ids. Several orders of a day are one purchase.

    `frequency` counts the days with a purchase after the first one, `recency` is the last of them and `age` is `until`,
    both in days from the first. `spent` is the mean of those days in minor units net of refunds, not a number without
    any. `later` and `later_minor` are the days with a purchase, and the money, after `until`.
    """

    member_ids: NDArray[np.int64]
    frequency: Floats
    recency: Floats
    age: Floats
    spent: Floats
    later: Floats
    later_minor: Floats
    until: date
    first_on: NDArray[np.datetime64]

    def __len__(self) -> int:
        return len(self.member_ids)

    @property
    def history(self) -> tuple[Floats, Floats, Floats]:
        """Frequency, recency and age, as a model takes them."""
        return self.frequency, self.recency, self.age


def read_repeats(inputs: Inputs, until: date) -> Repeats:
    """Return who bought by the day, what until then and what after it up to today."""
    orders = inputs.facts("orders")
    bought = orders.filter(orders.is_bought)
    days = bought.group_by("member_id", "occurred_on").agg(net=bought.net_minor.sum().cast("int64"))
    seen = days.occurred_on <= until
    found = days.group_by("member_id").agg(
        first_on=days.occurred_on.min(where=seen),
        last_on=days.occurred_on.max(where=seen),
        days=seen.sum().cast("int64"),
        money=days.net.sum(where=seen).cast("int64"),
        first_money=days.net.argmin(days.occurred_on, where=seen),
        later=(~seen).sum().cast("int64"),
        later_minor=days.net.sum(where=~seen).fill_null(0).cast("int64"),
    )
    return _of(inputs.snapshot.to_arrow(found.filter(found.days > 0)).sort_by("member_id"), inputs, until)


def _of(found: pa.Table, inputs: Inputs, until: date) -> Repeats:
    ids = found["member_id"].to_numpy()
    known = np.isin(ids, np.array(bitmaps.from_ids(ids) & inputs.base, dtype=np.int64))
    first, last = (found[name].to_numpy()[known].astype("datetime64[D]") for name in ("first_on", "last_on"))
    frequency = found["days"].to_numpy()[known] - 1.0
    repeat_money = (found["money"].to_numpy() - found["first_money"].to_numpy())[known].astype(np.float64)
    day = np.timedelta64(1, "D")
    return Repeats(
        member_ids=ids[known],
        frequency=frequency,
        recency=(last - first) / day,
        age=(np.datetime64(until) - first) / day,
        spent=np.divide(repeat_money, frequency, out=np.full(len(frequency), np.nan), where=frequency > 0),
        later=found["later"].to_numpy()[known].astype(np.float64),
        later_minor=found["later_minor"].to_numpy()[known].astype(np.float64),
        until=until,
        first_on=first,
    )
