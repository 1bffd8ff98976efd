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

    known = [one.properties for one in rows]
    ending = f"@{day:%Y%m%d}"
    messages = [one.message for one in rows]
    times: list[datetime] = [message.occurred_at + shift for message in messages]
    text = pa.string()
    return pa.table(
        {
            "key": pa.array([message.message_id[:MOST_KEY] + ending for message in messages], text),
            "occurred_at": pa.array(times, pa.timestamp("us", tz="UTC")),
            "source_id": pa.array([one.source_id for one in rows], pa.int64()),
            "type": pa.array([message.name for message in messages], text),
            "channel": pa.array([one.message.channel or _word(one.properties, "channel") for one in rows], text),
            "store_key": pa.array([_word(one, "store_id", "store") for one in known], text),
            "product_key": pa.array([_word(one, "product_id", "sku") for one in known], text),
            "campaign_key": pa.array(
                [_word(one.properties, "campaign_id", "campaign") or one.message.campaign for one in rows], text
            ),
            "coupon_key": pa.array([_word(one, "coupon_id", "coupon") for one in known], text),
            "order_key": pa.array([_word(one, "order_id") for one in known], text),
            "value_minor": pa.array([_minor(one, currency) for one in known], pa.int64()),
            "properties": pa.array([None if one.open == b"{}" else one.open.decode() for one in rows], text),
            "private": pa.array([one.sealed for one in rows], pa.binary()),
        }
    )


def _word(properties: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = properties.get(name)
        if isinstance(value, str | int) and value is not True and value is not False and value != "":
            return str(value)[:MOST_KEY]
    return None


def _minor(properties: dict[str, Any], currency: str) -> int | None:
    """Return what the event is worth; nothing when it is in another currency or has more digits than there are."""
    amount = next((properties[name] for name in ("value", "revenue", "total") if name in properties), None)
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        return None
    if str(properties.get("currency") or currency).upper() != currency:
        return None
    try:
        # A float of JSON is the decimal it was written as.
        return to_minor(Decimal(repr(amount)), currency)
    except (Refusal, ArithmeticError, ValueError):
        return None
