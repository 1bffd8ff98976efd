"""What members of the base bought in the last days: what every value model starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from siyu.lib import bitmaps
from siyu.understand.inputs import Inputs

COLUMNS = ("days_since", "orders", "money", "bought", "saved", "saved_orders")


@dataclass(frozen=True)
class Purchases:
    """One entry a member who bought, in ascending order of ids; money in minor units, net of refunds.

    `bought_minor` leaves out money kept of orders that came back.
    `saved_minor` is what discounts and coupons took off, `saved_orders` are the orders that had one.
    """

    member_ids: NDArray[np.int64]
    days_since: NDArray[np.int64]
    orders: NDArray[np.int64]
    money_minor: NDArray[np.int64]
    bought_minor: NDArray[np.int64]
    saved_minor: NDArray[np.int64]
    saved_orders: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.member_ids)


def read_purchases(inputs: Inputs, days: int) -> Purchases:
    """Return who bought within `days` whole days, today included, and what."""
    from siyu.engine.dialect import days_between

    orders = inputs.facts("orders", inputs.first_day(days))
    saved = orders.discount_minor.coalesce(0) + orders.coupon_minor.coalesce(0)
    spent = orders.group_by("member_id").agg(
        last_on=orders.occurred_on.max(where=orders.is_bought),
        orders=orders.is_bought.sum().cast("int64"),
        money=orders.net_minor.sum().cast("int64"),
        bought=orders.net_minor.sum(where=orders.is_bought).fill_null(0).cast("int64"),
        saved=saved.sum(where=orders.is_bought).cast("int64"),
        saved_orders=(orders.is_bought & (saved > 0)).sum().cast("int64"),
    )
    found = inputs.snapshot.to_arrow(
        spent.filter(spent.orders > 0).mutate(days_since=days_between(spent.last_on, _day(inputs)))
    )
    return _in_base(found.sort_by("member_id"), inputs)


def _day(inputs: Inputs) -> object:
    import ibis

    return ibis.literal(inputs.today)


def _in_base(found: pa.Table, inputs: Inputs) -> Purchases:
    ids = found["member_id"].to_numpy()
    known = np.isin(ids, np.array(bitmaps.from_ids(ids) & inputs.base, dtype=np.int64))
    return Purchases(ids[known], *(found[name].to_numpy()[known] for name in COLUMNS))
