"""What can be asked about facts: ordered, refunded and every event or touch, each with its properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from siyu.lib.text import Text
from siyu.understand.rules.conditions import Type

Table = Literal["orders", "lines", "refunds", "events", "touches"]
PRODUCT = "product."
ORDER = "order."


@dataclass(frozen=True, slots=True)
class Property:
    """Something known about a fact; `columns` says which column holds it in each of the tables that know it.

    A property of the product names the column of the products table in `product` and is found by `product_key`.
    """

    name: str
    label: Text
    type: Type
    columns: tuple[tuple[Table, str], ...]
    product: str | None = None

    @property
    def adds_up(self) -> bool:
        """Whether a sum or an average of it means something: amounts do, the hour of the day does not."""
        return self.type in {"number", "money"} and self.name != "hour"

    @property
    def is_of_line(self) -> bool:
        """Whether asking for it in an order asks for lines."""
        return self.product is not None or self.name == "quantity"

    def column(self, table: Table) -> str | None:
        """Return its column in a table, None when the table does not know it."""
        return dict(self.columns).get(table)


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of fact: its properties, the table of one row a fact, and the table of its lines if it has any."""

    name: str
    label: Text
    tables: tuple[Table, ...]
    properties: tuple[Property, ...]

    def find(self, name: str) -> Property | None:
        """Return the property of the name."""
        return next((one for one in self.properties if one.name == name), None)


def _product(attribute: str, zh: str, en: str, tables: tuple[Table, ...]) -> Property:
    columns = tuple((table, "product_key") for table in tables)
    return Property(f"product.{attribute}", Text(zh, en), "text", columns, "key" if attribute == "id" else attribute)


def _products(*tables: Table) -> tuple[Property, ...]:
    return (
        _product("id", "商品编号", "Product id", tables),
        _product("name", "商品名", "Product name", tables),
        _product("department", "部门", "Department", tables),
        _product("category", "品类", "Category", tables),
        _product("type", "商品类型", "Product type", tables),
        _product("brand", "品牌", "Brand", tables),
        _product("manufacturer", "制造商", "Manufacturer", tables),
    )


def _plain(name: str, zh: str, en: str, kind: Type, column: str, *tables: Table) -> Property:
    return Property(name, Text(zh, en), kind, tuple((table, column) for table in tables))


_BOTH: tuple[Table, ...] = ("orders", "lines")
_DID: tuple[Table, ...] = ("events", "touches")

ORDERED = Fact(
    "ordered",
    Text("下单", "Ordered"),
    ("orders", "lines"),
    (
        *_products("lines"),
        _plain("quantity", "件数", "Items", "number", "net_quantity", "lines"),
        _plain("net", "实收（减退款）", "Sales less refunds", "money", "net_minor", "lines"),
        _plain("sales", "金额", "Sales", "money", "sales_minor", "lines"),
        _plain("discount", "折扣", "Discount", "money", "discount_minor", "lines"),
        _plain("coupon", "用券金额", "Coupon value", "money", "coupon_minor", "lines"),
        _plain("store.id", "门店", "Store", "text", "store_key", *_BOTH),
        _plain("channel", "渠道", "Channel", "text", "channel", *_BOTH),
        _plain("hour", "小时（0–23）", "Hour (0–23)", "number", "occurred_hour", *_BOTH),
        _plain("day", "日期", "Day", "date", "occurred_on", *_BOTH),
        Property("order.id", Text("订单号", "Order"), "text", (("orders", "key"), ("lines", "order_key"))),
        _plain("order.channel", "订单渠道", "Order's channel", "text", "channel", "orders"),
        _plain("order.net", "订单实收（减退款）", "Order's sales less refunds", "money", "net_minor", "orders"),
        _plain("order.sales", "订单金额", "Order's sales", "money", "sales_minor", "orders"),
        _plain("order.discount", "订单折扣", "Order's discount", "money", "discount_minor", "orders"),
        _plain("order.coupon", "订单用券金额", "Order's coupon value", "money", "coupon_minor", "orders"),
        _plain("order.quantity", "订单件数", "Items of the order", "number", "net_quantity", "orders"),
        _plain("order.lines", "订单行数", "Lines of the order", "number", "lines", "orders"),
    ),
)
"""`quantity` is of a line. The plain amounts of money are of the whole order, and of its matching lines as soon as a
product or a quantity is asked for; `order.net` and the like are of the order always."""

REFUNDED = Fact(
    "refunded",
    Text("退款", "Refunded"),
    ("refunds",),
    (
        *_products("refunds"),
        _plain("quantity", "退货件数", "Items returned", "number", "quantity", "refunds"),
        _plain("amount", "退款金额", "Amount", "money", "amount_minor", "refunds"),
        _plain("reason", "原因", "Reason", "text", "reason", "refunds"),
        _plain("store.id", "门店", "Store", "text", "store_key", "refunds"),
        _plain("day", "日期", "Day", "date", "occurred_on", "refunds"),
        _plain("order.id", "订单号", "Order", "text", "order_key", "refunds"),
    ),
)
ACTIVITY = Fact(
    "activity",
    Text("行为或触达", "Event or touch"),
    ("events", "touches"),
    (
        *_products("events"),
        _plain("channel", "渠道", "Channel", "text", "channel", *_DID),
        _plain("hour", "小时（0–23）", "Hour (0–23)", "number", "occurred_hour", *_DID),
        _plain("day", "日期", "Day", "date", "occurred_on", *_DID),
        _plain("campaign.id", "活动", "Campaign", "text", "campaign_key", *_DID),
        _plain("campaign.type", "活动类型", "Campaign type", "text", "campaign_type", "touches"),
        _plain("store.id", "门店", "Store", "text", "store_key", "events"),
        _plain("coupon.id", "优惠券", "Coupon", "text", "coupon_key", "events"),
        _plain("order.id", "订单号", "Order", "text", "order_key", "events"),
        _plain("value", "金额", "Value", "money", "value_minor", "events"),
    ),
)
"""Stands for every type of event and of touch: `did: viewed` reads both tables for rows of that type."""


def fact_of(did: str) -> Fact:
    """Return the fact that `did: …` speaks of: every other name is a type of event or touch."""
    return {ORDERED.name: ORDERED, REFUNDED.name: REFUNDED}.get(did, ACTIVITY)
