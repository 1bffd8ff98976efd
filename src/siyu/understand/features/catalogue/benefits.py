"""Features over the points and coupons a member holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, Source, fact_source

if TYPE_CHECKING:
    import ibis

    from siyu.understand.features.work import Work

HELD = ("issued", "returned")


def _coupons(work: Work, since_on: date | None) -> ibis.Table:
    """Return one row a member and coupon: what happened to it last, of one instant its issue first, and its last day."""
    from siyu.engine.dialect import last_by

    rows = work.inputs.facts("coupons", since_on)
    is_later = (rows.type != "issued").cast("int8")
    return rows.group_by("member_id", "coupon_key").agg(
        state=last_by(rows.type, rows.occurred_at, is_later, rows.key), until_on=rows.expires_on.max()
    )


SOURCES = (fact_source("points"), Source("coupons", _coupons))

FEATURES = (
    Feature(
        "points_balance",
        Text("积分余额", "Points"),
        "points",
        "benefits",
        "points",
        lambda t, m: t.delta.sum(),
        Text("全部积分变动之和", "all points gained less all points spent or taken back"),
    ),
    Feature(
        "points_earned_365d",
        Text("近 365 天获得积分", "Points gained, 365 days"),
        "points",
        "benefits",
        "points",
        lambda t, m: t.delta.sum(where=(t.delta > 0) & (t.occurred_on >= m.since(365))),
        Text("含今天在内 365 个自然日增加的积分", "points gained in 365 calendar days, today included"),
        window=365,
    ),
    Feature(
        "points_spent_365d",
        Text("近 365 天使用积分", "Points spent, 365 days"),
        "points",
        "benefits",
        "points",
        lambda t, m: -t.delta.sum(where=(t.delta < 0) & (t.occurred_on >= m.since(365))),
        Text("含今天在内 365 个自然日扣减的积分", "points spent or taken back in 365 calendar days, today included"),
        window=365,
    ),
    Feature(
        "coupons_held",
        Text("持有未用券数", "Coupons held"),
        "count",
        "benefits",
        "coupons",
        lambda t, m: t.count(where=t.state.isin(HELD) & (t.until_on.isnull() | (t.until_on >= m.today))),
        Text(
            "已发放或退回、未核销且未过有效期的券数",
            "coupons issued or given back, not redeemed, that can still be used today",
        ),
    ),
    Feature(
        "coupons_expiring_7d",
        Text("7 天内到期券数", "Coupons that expire in 7 days"),
        "count",
        "benefits",
        "coupons",
        lambda t, m: t.count(where=t.state.isin(HELD) & t.until_on.between(m.today, m.until(7))),
        Text(
            "持有未用、在含今天的 7 个自然日内到期的券数",
            "coupons held whose last day lies in 7 calendar days, today included",
        ),
    ),
)
