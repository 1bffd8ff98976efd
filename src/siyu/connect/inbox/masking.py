"""The event of a dead letter with its values masked: nobody has understood it yet, so that any word may be personal."""

from __future__ import annotations

from typing import Any

OPEN = frozenset({
    "type", "event", "messageid", "timestamp", "originaltimestamp", "sentat", "time", "channel", "currency",
    "quantity", "price", "total", "revenue", "value", "discount", "count", "amount", "product_id", "sku",
    "order_id", "refund_id", "coupon_id", "campaign_id", "store_id", "version", "library", "_track_id",
    "_flush_time", "lib",
})  # fmt: skip
"""Names whose values an operator needs to mend a client and that tell of nobody."""
WHO = frozenset({
    "userid", "anonymousid", "previousid", "groupid", "distinct_id", "original_id", "first_id", "login_id", "id",
    "phone", "mobile",
})  # fmt: skip
MOST_OPEN_DIGITS = 7
MOST_OPEN = 60


def masked(event: Any, name: str = "") -> Any:
    """Return the same structure; names stay, and of the values only what tells of nobody."""
    if isinstance(event, dict):
        return {key: masked(value, str(key)) for key, value in event.items()}
    if isinstance(event, list):
        return [masked(value, name) for value in event]
    if event is None or isinstance(event, bool) or _is_open(name.lower(), event):
        return event
    return _masked(str(event))


def _is_open(name: str, value: Any) -> bool:
    if name in OPEN and len(str(value)) <= MOST_OPEN:
        return True
    is_number = isinstance(value, int | float)
    return is_number and name not in WHO and sum(sign.isdigit() for sign in str(value)) < MOST_OPEN_DIGITS


def _masked(text: str) -> str:
    return f"•••（{len(text)}）" if text else ""
