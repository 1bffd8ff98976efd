"""Events that say what was ordered, refunded or cancelled, as rows of the import kinds of orders, lines and refunds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import msgspec

from siyu.connect.collection.message import Message, refuse
from siyu.connect.imports.kinds import ImportKind, kind_of
from siyu.connect.vocabulary import CANCELLED, ORDERED, REFUNDED
from siyu.lib.errors import Refusal
from siyu.lib.jsons import UNREADABLE
from siyu.lib.money import exponent_of, to_minor
from siyu.lib.text import Text

if TYPE_CHECKING:
    import pyarrow as pa

MOST_LINES = 1_000
Word = str | int | None
Number = Decimal | None


class _Product(msgspec.Struct):
    product_id: Word = None
    sku: Word = None
    line_id: Word = None
    quantity: Number = None
    price: Number = None
    total: Number = None
    discount: Number = None
    coupon_value: Number = None


class _Order(msgspec.Struct):
    order_id: Word = None
    refund_id: Word = None
    store_id: Word = None
    store: Word = None
    channel: Word = None
    currency: str | None = None
    total: Number = None
    revenue: Number = None
    value: Number = None
    amount: Number = None
    discount: Number = None
    coupon_value: Number = None
    quantity: Number = None
    reason: str | None = None
    products: list[_Product] = []


_orders = msgspec.json.Decoder(_Order)

UNKNOWN_ORDER = "unknown_order"
BECOME_ORDERS = frozenset({ORDERED, REFUNDED, CANCELLED})


@dataclass
class OrderRows:
    """Rows by import kind, in rounds: no round holds two messages about the same order.

    Lines without a number are told apart by counting them within their order, which must not count a message twice.
    """

    rounds: list[dict[str, list[dict[str, Any]]]] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, rows: list[dict[str, Any]]) -> None:
        """Add the rows of an import kind that one message makes; all are about one order."""
        key = rows[0]["order_key"]
        if self.told[key] == len(self.rounds):
            self.rounds.append({})
        self.rounds[self.told[key]].setdefault(kind, []).extend(rows)
        self.told[key] += 1

    @property
    def order_keys(self) -> set[str]:
        """The orders that rows are about."""
        return self._keys_in("orders") | self._keys_in("order_lines")

    def tables(self) -> Iterator[tuple[ImportKind, pa.Table]]:
        """Yield kinds with rows of a round, every field of the kind there and typed.

        An order told with lines is added up from them, so that a header of the same batch is left out.
        """
        with_lines = self._keys_in("order_lines")
        for one in self.rounds:
            headers = [row for row in one.get("orders", []) if row["order_key"] not in with_lines]
            for name, rows in {**one, "orders": headers}.items():
                if rows:
                    yield kind_of(name), _table(kind_of(name), rows)

    def _keys_in(self, kind: str) -> set[str]:
        return {row["order_key"] for one in self.rounds for row in one.get(kind, [])}


def add_order(found: OrderRows, message: Message, source_id: int, currency: str, shift: timedelta) -> None:
    """Add what a message says of an order. Raises `Refusal` when that can not be an order; nothing is added then."""
    order = _read(message)
    if order.currency and order.currency.upper() != currency:
        raise refuse("other_currency", "货币 {given} 不是工作区货币 {currency}", "the currency is {given}, not {currency}",
                     "properties.currency", given=order.currency[:10], currency=currency)  # fmt: skip
    common = {
        "order_key": str(order.order_id)[:200],
        "occurred_at": message.occurred_at + shift,
        "source_id": source_id,
        "store_key": _text(order.store_id, order.store),
        "channel": _text(order.channel, message.channel),
        "currency": currency,
    }
    if message.name == REFUNDED:
        found.add("refunds", [common | row for row in _refunds(order, message, currency)])
    elif order.products:
        found.add("order_lines", [common | row for row in _lines(order, currency)])
    else:
        found.add("orders", [common | _header(order, currency)])


def order_key_of(message: Message) -> str:
    """Return which order a message is about. Raises `Refusal` when it does not say."""
    return str(_read(message).order_id)[:200]


def unknown_order(key: str) -> Refusal:
    """Return the refusal of a cancellation that comes before its order; it is tried again for a day."""
    return refuse(UNKNOWN_ORDER, "订单 {key} 还没有收到", "the order {key} has not come in yet", "properties.order_id",
                  Text("收到订单后会自动重放。", "It is replayed by itself once the order is there."), key=key)  # fmt: skip


def _read(message: Message) -> _Order:
    try:
        order = _orders.decode(message.properties)
    except UNREADABLE as error:
        said = str(error).replace("{", "(").replace("}", ")")[:200]
        raise refuse("bad_order", "订单内容无效：{said}", "this is no order: {said}", "properties", said=said) from None
    if _text(order.order_id) is None:
        raise refuse("no_order_id", "缺少 order_id", "there is no order_id", "properties.order_id")
    if len(order.products) > MOST_LINES:
        raise refuse("too_many_lines", "订单超过 {most} 行", "an order has at most {most} lines", "properties.products",
                     most=MOST_LINES)  # fmt: skip
    return order


def _header(order: _Order, currency: str) -> dict[str, Any]:
    total = next((one for one in (order.revenue, order.total, order.value, order.amount) if one is not None), None)
    if total is None:
        raise refuse("no_amount", "订单没有金额", "the order has no amount", "properties.total")
    return {
        "sales": _minor(total, currency, "total"),
        "discount": _minor(order.discount, currency, "discount"),
        "coupon": _minor(order.coupon_value, currency, "coupon_value"),
        "coupon_match": 0,
        "status": "paid",
        "quantity": float(order.quantity) if order.quantity is not None else None,
    }


def _lines(order: _Order, currency: str) -> list[dict[str, Any]]:
    """Return the lines; a discount of the whole order is spread over them by their price, to the cent."""
    grosses = [_gross(product, currency, place) for place, product in enumerate(order.products)]
    own = [_minor(product.discount, currency, f"products[{place}].discount")
           for place, product in enumerate(order.products)]  # fmt: skip
    of_order = _minor(order.discount, currency, "discount")
    if of_order > sum(grosses) - sum(own) or any(less > gross for gross, less in zip(grosses, own, strict=True)):
        raise refuse("bad_amount", "折扣超过金额", "the discount exceeds the amount", "properties.discount")
    spread = _spread(of_order, [gross - less for gross, less in zip(grosses, own, strict=True)])
    return [
        {
            "line_key": _text(product.line_id),
            "product_key": _product_key(product, place),
            "quantity": float(product.quantity if product.quantity is not None else 1),
            "sales": grosses[place] - own[place] - spread[place],
            "discount": own[place] + spread[place],
            "coupon": _minor(product.coupon_value, currency, f"products[{place}].coupon_value"),
            "coupon_match": 0,
        }
        for place, product in enumerate(order.products)
    ]


def _refunds(order: _Order, message: Message, currency: str) -> list[dict[str, Any]]:
    key = _text(order.refund_id) or message.message_id
    if not order.products:
        amount = next((one for one in (order.amount, order.total, order.revenue, order.value) if one is not None), None)
        if amount is None:
            raise refuse("no_amount", "退款没有金额", "the refund has no amount", "properties.total")
        return [
            {"refund_key": key, "amount": _minor(amount, currency, "total"), "quantity": 0.0, "reason": order.reason}
        ]
    return [
        {
            "refund_key": f"{key}|{place}",
            "line_key": _text(product.line_id),
            "product_key": _product_key(product, place),
            "quantity": float(product.quantity if product.quantity is not None else 1),
            "amount": _gross(product, currency, place),
            "reason": order.reason,
        }
        for place, product in enumerate(order.products)
    ]


def _gross(product: _Product, currency: str, place: int) -> int:
    where = f"products[{place}].price"
    if product.total is not None:
        return _minor(product.total, currency, where)
    price = product.price or Decimal(0)
    quantity = product.quantity if product.quantity is not None else Decimal(1)
    if quantity == quantity.to_integral_value():
        return _minor(price * quantity, currency, where)
    # A part of a kilogram has a price of no whole cents; what the till charged is rounded.
    step = Decimal(1).scaleb(-exponent_of(currency))
    return _minor((price * quantity).quantize(step, ROUND_HALF_UP), currency, where)


def _product_key(product: _Product, place: int) -> str:
    key = _text(product.product_id, product.sku)
    if key is None:
        raise refuse("no_product", "订单行没有 product_id 或 sku", "a line has neither product_id nor sku",
                     f"properties.products[{place}]")  # fmt: skip
    return key


def _spread(amount: int, weights: Sequence[int]) -> list[int]:
    """Return the amount cut into parts by the weights; the largest remainders take the cents that are left."""
    whole = sum(weights)
    if not amount or whole <= 0:
        return [amount if place == 0 else 0 for place in range(len(weights))]
    exact = [amount * weight for weight in weights]
    parts = [one // whole for one in exact]
    by_rest = sorted(range(len(weights)), key=lambda place: (-(exact[place] % whole), place))
    for place in by_rest[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def _minor(amount: Number, currency: str, where: str) -> int:
    if amount is None:
        return 0
    try:
        minor = to_minor(amount, currency)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.text, where=f"properties.{where}") from None
    except (InvalidOperation, ValueError, OverflowError):
        raise refuse("bad_amount", "金额无效", "this is no amount", f"properties.{where}") from None
    if not 0 <= minor <= 10**15:
        raise refuse(
            "bad_amount", "金额须在 0 到 10^13 之间", "an amount lies between 0 and 10^13", f"properties.{where}"
        )
    return minor


def _text(*values: Word) -> str | None:
    return next((str(value)[:200] for value in values if value is not None and str(value).strip()), None)


_TYPES = {
    "text": "string",
    "choice": "string",
    "currency": "string",
    "number": "double",
    "money": "int64",
    "integer": "int64",
}


def _table(kind: ImportKind, rows: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    columns: dict[str, Any] = {"row_no": pa.array(range(1, len(rows) + 1), pa.int64())}
    for known in kind.fields:
        name = known.name
        type_ = pa.timestamp("us", tz="UTC") if known.type == "time" else pa.type_for_alias(_TYPES[known.type])
        columns[name] = pa.array([row.get(name, known.default) for row in rows], type_)
    columns["source_id"] = pa.array([row["source_id"] for row in rows], pa.int64())
    return pa.table(columns)
