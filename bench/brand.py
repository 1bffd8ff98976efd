"""A generated brand's facts, drawn from one seed in chunks of members, so that any size fits in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from siyu.engine.schema import TABLES

ZONE = "Asia/Shanghai"
CURRENCY = "CNY"
AT = datetime(2017, 12, 31, 23, 59, 59, tzinfo=ZoneInfo(ZONE))
FIRST_DAY = date(2016, 1, 1)
DAYS = 731
OFFSET = 8 * 3600
"""The zone has no summer time, so a brand day is a fixed offset from UTC."""

CHUNK = 100_000
PRODUCTS, CATEGORIES, DEPARTMENTS, BRANDS, STORES = 20_000, 300, 20, 1_500, 457
ORDERS_A_MEMBER, LINES_A_MEMBER, EVENTS_A_MEMBER = 3, 6, 20
MOVED, REFUNDED, CANCELLED, CANCELLED_LATER, UNKNOWN = 0.06, 0.02, 0.004, 0.002, 0.003
EVENT_TYPES = np.array(["viewed", "added_to_cart", "searched", "coupon_redeemed", "page_opened"])
EVENT_SHARES = (0.45, 0.15, 0.15, 0.05, 0.20)
CHANNELS = np.array(["store", "mini_program", "web"])
EPOCH = (FIRST_DAY - date(1970, 1, 1)).days


@dataclass(frozen=True, slots=True)
class Brand:
    """How big, and from which seed."""

    members: int
    seed: int = 20170101

    def chunks(self) -> Iterator[tuple[int, int]]:
        """Yield the first and last (excluded) member id of each chunk."""
        for first in range(1, self.members + 1, CHUNK):
            yield first, min(first + CHUNK, self.members + 1)

    def chance(self, what: str, first: int) -> np.random.Generator:
        """Return the random numbers of one table and chunk, so that tables can be drawn apart from each other."""
        return np.random.default_rng([self.seed, sum(what.encode()), first])


@dataclass(frozen=True, slots=True)
class Baskets:
    """One chunk's orders and lines as plain arrays; lines are sorted by order, orders by member and time."""

    order: np.ndarray
    member: np.ndarray
    second: np.ndarray
    store: np.ndarray
    channel: np.ndarray
    cancelled: np.ndarray
    cancelled_later: np.ndarray
    line_order: np.ndarray
    product: np.ndarray
    quantity: np.ndarray
    sales: np.ndarray
    discount: np.ndarray
    refunded: np.ndarray


def baskets(brand: Brand, first: int, end: int) -> Baskets:
    """Draw the orders of a chunk: three a member on average and six lines, some members buying far more than others."""
    chance = brand.chance("baskets", first)
    members = end - first
    count = members * ORDERS_A_MEMBER
    weights = chance.gamma(0.6, size=members)
    member = np.sort(chance.choice(members, size=count, p=weights / weights.sum())) + first
    second = _seconds(chance, count)
    by_time = np.lexsort((second, member))
    second = second[by_time]
    size = np.clip(chance.poisson(1.0, count) + 1, 1, 8)
    lines = _exactly(size, members * LINES_A_MEMBER)
    line_order = np.repeat(np.arange(count), lines)
    total = len(line_order)
    product = (chance.beta(0.8, 3.0, total) * PRODUCTS).astype(np.int64) + 1
    product[chance.random(total) < UNKNOWN] += PRODUCTS
    quantity = np.clip(chance.poisson(0.6, total) + 1, 1, 9).astype(np.float64)
    quantity[chance.random(total) < 0.005] = 0.0
    price = 200 + (product * 7919) % 9_800
    gross = (price * quantity).astype(np.int64)
    discount = np.where(chance.random(total) < 0.3, gross * 15 // 100, 0)
    late = chance.random(count)
    return Baskets(
        order=(first - 1) * ORDERS_A_MEMBER + np.arange(count) + 1,
        member=member,
        second=second,
        store=chance.integers(1, STORES + 1, count),
        channel=CHANNELS[chance.choice(len(CHANNELS), count, p=(0.7, 0.2, 0.1))],
        cancelled=late < CANCELLED,
        cancelled_later=(late >= CANCELLED) & (late < CANCELLED + CANCELLED_LATER),
        line_order=line_order,
        product=product,
        quantity=quantity,
        sales=gross - discount,
        discount=discount,
        refunded=chance.random(total) < REFUNDED,
    )


def order_rows(brand: Brand, first: int, end: int) -> pa.Table:
    """Return the chunk's orders, and the later revisions of those that were cancelled."""
    drawn = baskets(brand, first, end)
    sums = {
        name: np.bincount(drawn.line_order, values, len(drawn.order)).astype(np.int64)
        for name, values in (("sales_minor", drawn.sales), ("discount_minor", drawn.discount))
    }
    none = np.zeros(len(drawn.order), np.int64)
    content: dict[str, Any] = {
        "occurred_hour": _hours(drawn.second),
        "status": pc.if_else(pa.array(drawn.cancelled), "cancelled", "paid"),
        "channel": pa.array(drawn.channel),
        "store_key": pc.cast(pa.array(drawn.store), pa.string()),
        "currency": _same(CURRENCY, len(none)),
        "lines": np.bincount(drawn.line_order, minlength=len(none)),
        "quantity": np.bincount(drawn.line_order, drawn.quantity, len(none)),
        **sums,
        "coupon_minor": none,
        "coupon_match_minor": none,
        "from_lines": np.ones(len(none), bool),
    }
    key = _keys("o", drawn.order)
    rows = _facts("orders", key, drawn.second, drawn.member, content)
    later = rows.filter(pa.array(drawn.cancelled_later))
    later = _with(later, "revision", pa.array(np.ones(len(later), np.int32)))
    later = _with(later, "status", _same("cancelled", len(later)))
    return pa.concat_tables([rows, later])


def line_rows(brand: Brand, first: int, end: int) -> pa.Table:
    """Return the chunk's order lines."""
    drawn = baskets(brand, first, end)
    order = drawn.line_order
    none = np.zeros(len(order), np.int64)
    content: dict[str, Any] = {
        "order_key": _keys("o", drawn.order[order]),
        "occurred_hour": _hours(drawn.second[order]),
        "channel": pa.array(drawn.channel[order]),
        "store_key": pc.cast(pa.array(drawn.store[order]), pa.string()),
        "product_key": pc.cast(pa.array(drawn.product), pa.string()),
        "currency": _same(CURRENCY, len(order)),
        "quantity": drawn.quantity,
        "sales_minor": drawn.sales,
        "discount_minor": drawn.discount,
        "coupon_minor": none,
        "coupon_match_minor": none,
    }
    return _facts("order_lines", line_keys(brand, first, drawn), drawn.second[order], drawn.member[order], content)


def refund_rows(brand: Brand, first: int, end: int) -> pa.Table:
    """Return the chunk's refunds: of a line, whole or in part, a few days later."""
    drawn = baskets(brand, first, end)
    chance = brand.chance("refunds", first)
    chosen = np.flatnonzero(drawn.refunded)
    order = drawn.line_order[chosen]
    whole = chance.random(len(chosen)) < 0.7
    second = drawn.second[order] + chance.integers(1, 20, len(chosen)) * 86_400
    content: dict[str, Any] = {
        "order_key": _keys("o", drawn.order[order]),
        "line_key": line_keys(brand, first, drawn).take(pa.array(chosen)),
        "product_key": pc.cast(pa.array(drawn.product[chosen]), pa.string()),
        "store_key": pc.cast(pa.array(drawn.store[order]), pa.string()),
        "currency": _same(CURRENCY, len(chosen)),
        "quantity": np.where(whole, drawn.quantity[chosen], np.minimum(1.0, drawn.quantity[chosen])),
        "amount_minor": np.where(whole, drawn.sales[chosen], drawn.sales[chosen] // 3),
        "reason": _same("unwanted", len(chosen)),
    }
    key = _keys("r", chosen + (first - 1) * LINES_A_MEMBER)
    return _facts("refunds", key, second, drawn.member[order], content)


def event_rows(brand: Brand, first: int, end: int) -> pa.Table:
    """Return the chunk's events, sorted by member and time."""
    chance = brand.chance("events", first)
    count = (end - first) * EVENTS_A_MEMBER
    member = np.sort(chance.integers(first, end, count))
    second = _seconds(chance, count)
    second = second[np.lexsort((second, member))]
    kind = chance.choice(len(EVENT_TYPES), count, p=EVENT_SHARES)
    product = (chance.beta(0.8, 3.0, count) * PRODUCTS).astype(np.int64) + 1
    text = pc.cast(pa.array(product), pa.string())
    empty = pa.nulls(count, pa.string())
    content: dict[str, Any] = {
        "type": pa.array(EVENT_TYPES[kind]),
        "occurred_hour": _hours(second),
        "channel": pa.array(CHANNELS[1 + chance.integers(0, 2, count)]),
        "product_key": pc.if_else(pa.array(kind <= 1), text, empty),
        "coupon_key": pc.if_else(pa.array(kind == 3), text, empty),
    }
    key = _keys("e", (first - 1) * EVENTS_A_MEMBER + np.arange(count))
    return _facts("events", key, second, member, content)


def product_rows(brand: Brand) -> pa.Table:
    """Return all products, each with its category, department and brand."""
    number = np.arange(1, PRODUCTS + 1)
    category = (number * 31) % CATEGORIES
    content: dict[str, Any] = {
        "name": _keys("Product ", number),
        "department": _keys("DEPARTMENT ", category % DEPARTMENTS),
        "category": _keys("CATEGORY ", category),
        "brand": _keys("BRAND ", (number * 17) % BRANDS),
    }
    second = np.full(PRODUCTS, EPOCH * 86_400 - OFFSET)
    rows = _facts("products", pc.cast(pa.array(number), pa.string()), second, number, content)
    return _with(rows, "source_id", pa.nulls(PRODUCTS, pa.int64()))


def merges(brand: Brand) -> pa.Table:
    """Return (source_id, member_id) of the members merged into another one who was not merged himself."""
    chance = brand.chance("merges", 0)
    moved = np.sort(chance.choice(brand.members, int(brand.members * MOVED), replace=False) + 1)
    staying = np.setdiff1d(np.arange(1, brand.members + 1), moved)
    return pa.table({"source_id": moved, "member_id": chance.choice(staying, len(moved))})


def with_identifier(brand: Brand, kind: str, share: float) -> np.ndarray:
    """Return the source ids that have an identifier of the kind."""
    return np.flatnonzero(brand.chance(kind, 0).random(brand.members) < share) + 1


def withdrawn(brand: Brand) -> np.ndarray:
    """Return the source ids that withdrew from the channel `wecom`."""
    return np.flatnonzero(brand.chance("withdrawn", 0).random(brand.members) < 0.001) + 1


def line_keys(brand: Brand, first: int, drawn: Baskets) -> pa.Array:
    """Return the keys of a chunk's lines: numbered through the brand."""
    return _keys("l", (first - 1) * LINES_A_MEMBER + np.arange(len(drawn.line_order)))


def _exactly(sizes: np.ndarray, total: int) -> np.ndarray:
    """Return the sizes, each at least 1, changed one by one from the front until they add up to `total`."""
    sizes = sizes.copy()
    while (over := int(sizes.sum()) - total) != 0:
        able = np.flatnonzero(sizes > 1) if over > 0 else np.arange(len(sizes))
        sizes[able[: abs(over)]] -= np.sign(over)
    return sizes


def _seconds(chance: np.random.Generator, count: int) -> np.ndarray:
    """Return instants in brand time, as UTC seconds: more in the second year than in the first."""
    days = (DAYS * np.sqrt(chance.random(count))).astype(np.int64)
    within = np.clip(chance.normal(15, 4, count), 0, 23.99) * 3600
    return (EPOCH + days) * 86_400 + within.astype(np.int64) - OFFSET


def _facts(table: str, key: pa.Array, second: np.ndarray, member: np.ndarray, content: dict[str, Any]) -> pa.Table:
    schema = TABLES[table].schema
    instant = pa.array(second * 1_000_000).cast(pa.timestamp("us", tz="UTC"))
    common = {
        "key": key,
        "revision": np.zeros(len(second), np.int32),
        "digest": (second * 2_654_435_761) ^ member,
        "occurred_at": instant,
        "received_at": instant,
        "occurred_on": pa.array(((second + OFFSET) // 86_400).astype(np.int32)).cast(pa.date32()),
        "load_no": np.ones(len(second), np.int64),
        "source_id": member,
    }
    columns = common | content
    return pa.table([_as(columns[field.name], field, len(second)) if field.name in columns
                     else pa.nulls(len(second), field.type) for field in schema], schema=schema)  # fmt: skip


def _as(values: Any, field: pa.Field, count: int) -> pa.Array:
    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)
    assert len(array) == count, field.name
    return array.cast(field.type)


def _with(rows: pa.Table, name: str, values: pa.Array) -> pa.Table:
    at = rows.schema.get_field_index(name)
    return rows.set_column(at, rows.schema.field(at), values)


def _keys(prefix: str, numbers: np.ndarray) -> pa.Array:
    return pc.binary_join_element_wise(prefix, pc.cast(pa.array(numbers), pa.string()), "")


def _same(text: str, count: int) -> pa.Array:
    return pa.repeat(text, count)


def _hours(second: np.ndarray) -> np.ndarray:
    return ((second + OFFSET) % 86_400 // 3600).astype(np.int8)
