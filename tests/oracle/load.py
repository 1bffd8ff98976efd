"""Puts a drawn history into a real lake: shuffled, cut into loads, each load possibly appended twice."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

import pyarrow as pa

from siyu.engine.lake import Lake
from siyu.engine.schema import TABLES
from tests.oracle.history import Coupon, Event, Fact, History, Line, Order, Points, Product, Refund

CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Loading:
    """How a history reaches the lake; the answers must not depend on it."""

    seed: int = 0
    loads: int = 2
    repeats: bool = True


def load(history: History, path: Path, how: Loading) -> Lake:
    """Append everything of the history to a new lake and return it."""
    lake = Lake(path)
    lake.ensure()
    chance = random.Random(how.seed)
    for table, facts in tables_of(history).items():
        schema = TABLES[table].schema
        rows = [
            {name: value for name, value in row_of(history, fact).items() if name in schema.names} for fact in facts
        ]
        chance.shuffle(rows)
        for number in range(how.loads):
            part = rows[number :: how.loads]
            batch = pa.Table.from_pylist([row | {"load_no": number + 1} for row in part], schema)
            for _ in range(2 if how.repeats and chance.random() < 0.3 else 1):
                lake.append(table, batch, app_id="load:test", version=number + 1)
    return lake


def tables_of(history: History) -> dict[str, Iterable[Fact]]:
    """Return the facts by the lake table they belong to."""
    return {
        "orders": history.orders,
        "order_lines": history.lines,
        "refunds": history.refunds,
        "events": history.events,
        "touches": history.touches,
        "points": history.points,
        "coupons": history.coupons,
        "products": history.products,
    }


def row_of(history: History, fact: Fact) -> dict[str, Any]:
    """Return a fact as a row of its lake table."""
    local = fact.occurred_at.astimezone(ZoneInfo(history.zone))
    row = {
        "key": fact.key,
        "revision": fact.revision,
        "digest": crc32(repr(fact).encode()),
        "occurred_at": fact.occurred_at,
        "received_at": fact.received_at,
        "occurred_on": local.date(),
        "source_id": fact.source,
    }
    hour = {"occurred_hour": local.hour}
    match fact:
        case Order():
            lines = {one.key for one in history.lines if one.order == fact.key}
            # A drawn order is as old as its lines in every revision, so it may pass for one added up from them.
            is_added_up = bool(lines) and crc32(fact.key.encode()) % 4 > 0
            return row | hour | _order(fact) | {"lines": len(lines), "from_lines": is_added_up}
        case Line():
            return row | hour | _line(fact)
        case Refund():
            return row | _refund(fact)
        case Event():
            return row | hour | _event(fact)
        case Points():
            return row | {"delta": fact.delta}
        case Coupon():
            return row | {"coupon_key": fact.coupon, "type": fact.type, "expires_on": fact.expires_on}
        case Product():
            return row | {"category": fact.category, "department": fact.department, "brand": fact.brand}
    raise TypeError(type(fact).__name__)


def _order(order: Order) -> dict[str, Any]:
    return {
        "status": order.status,
        "channel": order.channel,
        "store_key": order.store,
        "currency": CURRENCY,
        "quantity": order.quantity,
        "sales_minor": order.sales,
        "discount_minor": order.discount,
        "coupon_minor": order.coupon,
        "coupon_match_minor": 0,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "order_key": line.order,
        "channel": line.channel,
        "store_key": line.store,
        "product_key": line.product,
        "currency": CURRENCY,
        "quantity": line.quantity,
        "sales_minor": line.sales,
        "discount_minor": line.discount,
        "coupon_minor": line.coupon,
        "coupon_match_minor": 0,
    }


def _refund(refund: Refund) -> dict[str, Any]:
    return {
        "order_key": refund.order,
        "line_key": refund.line,
        "currency": CURRENCY,
        "quantity": refund.quantity,
        "amount_minor": refund.amount,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "channel": event.channel,
        "campaign_key": event.campaign,
        "store_key": event.store,
        "product_key": event.product,
    }
