"""Features over the days a member bought on: how many, how far apart, how regular."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, Source

if TYPE_CHECKING:
    import ibis

    from siyu.understand.features.work import Work


def _order_days(work: Work, since_on: date | None) -> ibis.Table:
    """Return one row a member and day with an order, with the days since the day before; null for the first."""
    import numpy as np
    import pyarrow as pa

    from siyu.analytics.gaps import active_days

    orders = work.bought_orders(since_on)
    rows = work.inputs.snapshot.to_arrow(orders.select("member_id", "occurred_on"))
    found = active_days(rows["member_id"].to_numpy(), rows["occurred_on"].cast(pa.int32()).to_numpy())
    return work.inputs.snapshot.view(
        pa.table(
            {
                "member_id": found.groups,
                "occurred_on": pa.array(found.days).cast(pa.date32()),
                "gap": pa.array(found.gaps, mask=np.less(found.gaps, 0)),
            }
        )
    )


SOURCES = (Source("order_days", _order_days, over="orders", reads=("occurred_on",)),)

FEATURES = (
    Feature(
        "active_days_total",
        Text("累计购买天数", "Days with an order"),
        "count",
        "frequency",
        "order_days",
        lambda t, m: t.count(),
        Text("有有效订单的不同日期数", "different days with an order that counts"),
    ),
    Feature(
        "active_days_365d",
        Text("近 365 天购买天数", "Days with an order, 365 days"),
        "count",
        "frequency",
        "order_days",
        lambda t, m: t.count(where=t.occurred_on >= m.since(365)),
        Text("近 365 天有有效订单的不同日期数", "different days with an order in 365 days"),
        window=365,
    ),
    Feature(
        "mean_gap_days",
        Text("平均购买间隔", "Mean days between orders"),
        "days",
        "rhythm",
        "order_days",
        lambda t, m: t.gap.mean(),
        Text("相邻两个购买日相隔天数的平均", "mean days from one day with an order to the next"),
    ),
    Feature(
        "gap_spread_days",
        Text("购买间隔波动", "Spread of days between orders"),
        "days",
        "rhythm",
        "order_days",
        lambda t, m: t.gap.std(how="pop"),
        Text("购买间隔的总体标准差", "population standard deviation of the gaps"),
    ),
    Feature(
        "longest_gap_days",
        Text("最长购买间隔", "Longest days between orders"),
        "days",
        "rhythm",
        "order_days",
        lambda t, m: t.gap.max(),
        Text("相邻两个购买日相隔的最多天数", "most days from one day with an order to the next"),
    ),
    Feature(
        "first_gap_days",
        Text("首单到复购天数", "Days from the first order to the second"),
        "days",
        "rhythm",
        "order_days",
        lambda t, m: t.gap.argmin(t.occurred_on, where=t.gap.notnull()),
        Text("第一个购买日到第二个购买日的天数", "days from the first day with an order to the second"),
    ),
    Feature(
        "last_gap_days",
        Text("最近购买间隔", "Days between the last two orders"),
        "days",
        "rhythm",
        "order_days",
        lambda t, m: t.gap.argmax(t.occurred_on, where=t.gap.notnull()),
        Text("最近两个购买日相隔的天数", "days between the last two days with an order"),
    ),
)
