"""How far buyers depend on promotions, and how many members brought somebody: two rates beside those of an earlier time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from siyu.analytics.rfm import score_rfm
from siyu.lib import bitmaps
from siyu.understand.inputs import Inputs
from siyu.understand.value.classes import CLASSES
from siyu.understand.value.purchases import Purchases, read_purchases
from siyu.understand.value.selecting import Leaf, ordered

REFERRED = "referred"


def promotion_report(inputs: Inputs, days: int) -> dict[str, Any]:
    """Return promotion dependence, of all buyers and by class, and the recommendation rate, of the last days and before."""
    earlier = inputs.until(inputs.today - timedelta(days=days))
    bought, before = read_purchases(inputs, days), read_purchases(earlier, days)
    return {
        "as_of": inputs.today,
        "days": days,
        "dependence": _dependence(bought),
        "dependence_before": _dependence(before),
        "rule": {"all": [ordered(days), undiscounted(days)]},
        "classes": _classes(bought),
        "referral": _referral(inputs, days),
        "referral_before": _referral(earlier, days),
    }


def undiscounted(days: int) -> Leaf:
    """Return the leaf of who never ordered within the days without a discount or a coupon."""
    return {**ordered(days, eq=0), "where": {"order.discount": {"lte": 0}, "order.coupon": {"lte": 0}}}


def _depends(bought: Purchases) -> np.ndarray:
    """Say of each buyer whether every order of his used a discount or a coupon."""
    found: np.ndarray = bought.saved_orders == bought.orders
    return found


def _dependence(bought: Purchases, some: np.ndarray | None = None) -> dict[str, Any]:
    chosen = np.ones(len(bought), dtype=bool) if some is None else some
    depends = _depends(bought) & chosen
    buyers, members = int(chosen.sum()), int(depends.sum())
    return {
        "buyers": buyers,
        "dependent": members,
        "rate": members / buyers if buyers else None,
        "money_minor": int(bought.money_minor[chosen].sum()),
        "dependent_minor": int(bought.money_minor[depends].sum()),
        "saved_minor": int(bought.saved_minor[chosen].sum()),
    }


def _classes(bought: Purchases) -> list[dict[str, Any]]:
    scores = score_rfm(bought.days_since, bought.orders, bought.money_minor)
    return [
        {"name": one.name, "label": one.label.as_dict(), **_dependence(bought, one.holds(scores))} for one in CLASSES
    ]


def _referral(inputs: Inputs, days: int) -> dict[str, Any]:
    """Return who referred, and who did so effectively: the event names an order of somebody else that stands.

    `known` says whether any such event was ever brought in, `named` whether any of them names an order.
    """
    events = inputs.facts("events", narrow=lambda rows: rows.filter(rows.type == REFERRED))
    first = inputs.first_day(days)
    orders = inputs.facts("orders")
    orders = orders.filter(orders.is_bought).select(bought_order="key", buyer="member_id")
    joined = events.left_join(orders, events.order_key == orders.bought_order)
    counted = joined.group_by("member_id").agg(
        recent=(joined.occurred_on >= first).sum().cast("int64"),
        named=joined.order_key.notnull().sum().cast("int64"),
        effective=((joined.occurred_on >= first) & (joined.buyer != joined.member_id)).sum().fill_null(0).cast("int64"),
    )
    found = inputs.snapshot.to_arrow(counted)
    ids = found["member_id"].to_numpy()
    recent, effective = (
        len(bitmaps.from_ids(ids[found[name].to_numpy() > 0]) & inputs.base) for name in ("recent", "effective")
    )
    base = len(inputs.base)
    return {
        "members": base,
        "known": len(ids) > 0,
        "named": bool((found["named"].to_numpy() > 0).any()),
        "referrers": recent,
        "effective": effective,
        "rate": effective / base if base else None,
    }
