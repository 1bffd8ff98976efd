"""What a person holds of points and coupons: exported, and erased with the person."""

from __future__ import annotations

from siyu.connect.loads.erasing import facts_store
from siyu.lib.text import Text

STORES = (
    facts_store("points", Text("积分流水", "Point entries")),
    facts_store("coupons", Text("会员的券", "Members' coupons")),
)
