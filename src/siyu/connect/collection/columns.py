"""Messages as the rows of the lake's table of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from siyu.connect.collection.message import Message
from siyu.lib.errors import Refusal
from siyu.lib.money import to_minor

if TYPE_CHECKING:
    import pyarrow as pa

MOST_KEY = 200
WORTH = ("value", "revenue", "total")


class EventRow(msgspec.Struct):
    """A message, whom it is of, and its properties parted into open ones and sealed ones."""

    message: Message
    source_id: int
    properties: dict[str, Any]
    open: bytes
    sealed: bytes | None


def event_rows(rows: Sequence[EventRow], day: date, currency: str, shift: timedelta) -> pa.Table:
    """Return rows with `key`, `occurred_at`, `source_id` and the columns of an event; `shift` leads to business time.

    The key holds the day the batch was begun: after the week in which repeats are told, an id is another event.
    """
    import pyarrow as pa

    ending = f"@{day:%Y%m%d}"
    messages = [one.message for one in rows]
    times: list[datetime] = [message.occurred_at + shift for message in messages]
    text = pa.string()
    words = list(zip(*[_words(one.properties) for one in rows], strict=True)) or [()] * 6
    channels, stores, products, campaigns, coupons, orders = words
    return pa.table(
        {
            "key": pa.array([message.message_id[:MOST_KEY] + ending for message in messages], text),
            "occurred_at": pa.array(times, pa.timestamp("us", tz="UTC")),
            "source_id": pa.array([one.source_id for one in rows], pa.int64()),
            "type": pa.array([message.name for message in messages], text),
            "channel": pa.array(
                [message.channel or told for message, told in zip(messages, channels, strict=True)], text
            ),
            "store_key": pa.array(stores, text),
            "product_key": pa.array(products, text),
            "campaign_key": pa.array(
                [told or message.campaign for message, told in zip(messages, campaigns, strict=True)], text
            ),
            "coupon_key": pa.array(coupons, text),
            "order_key": pa.array(orders, text),
            "value_minor": pa.array([_minor(one.properties, currency) for one in rows], pa.int64()),
            "properties": pa.array([None if one.open == b"{}" else one.open.decode() for one in rows], text),
            "private": pa.array([one.sealed for one in rows], pa.binary()),
        }
    )


def _words(properties: dict[str, Any]) -> tuple[str | None, ...]:
    """Return channel, store, product, campaign, coupon and order."""
    get = properties.get
    return (
        _word(get("channel")),
        _word(get("store_id")) or _word(get("store")),
        _word(get("product_id")) or _word(get("sku")),
        _word(get("campaign_id")) or _word(get("campaign")),
        _word(get("coupon_id")) or _word(get("coupon")),
        _word(get("order_id")),
    )


def _word(value: Any) -> str | None:
    """Return a text or a whole number as a key, None for anything else and for an empty text."""
    if value is None:
        return None
    if type(value) is str:
        return value[:MOST_KEY] or None
    return str(value)[:MOST_KEY] if type(value) is int else None


def _minor(properties: dict[str, Any], currency: str) -> int | None:
    """Return what the event is worth; nothing when it is in another currency or has more digits than there are."""
    amount = next((properties[name] for name in WORTH if name in properties), None)
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        return None
    if str(properties.get("currency") or currency).upper() != currency:
        return None
    try:
        # A float of JSON is the decimal it was written as.
        return to_minor(Decimal(repr(amount)), currency)
    except (Refusal, ArithmeticError, ValueError):
        return None
