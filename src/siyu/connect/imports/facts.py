"""The imports of events and touches: what members did, and what the brand did to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu.connect.imports.fields import Field
from siyu.connect.imports.kinds import ImportKind
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.accounts.models import Workspace
    from siyu.engine.snapshot import Snapshot

PROPERTY = "property"


def event_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return events; without an id an event is known by everything it says."""
    return _facts(rows.rename(value_minor="value"), "event_key")


def touch_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return touches; without an id a touch is known by everything it says."""
    return _facts(rows, "touch_key")


def _facts(rows: ir.Table, own: str) -> ir.Table:
    import ibis

    full = rows.mutate(properties=_properties(rows))
    told = sorted(name for name in full.columns if name not in {"row_no", own} and "." not in name)
    content = ibis.literal("|").join([full[name].cast("string").coalesce("") for name in told])
    return full.mutate(key=full[own].coalesce(content.hexdigest("md5")))


def _properties(rows: ir.Table) -> ir.Value:
    import ibis

    own = {name.partition(".")[2]: rows[name] for name in rows.columns if name.startswith(f"{PROPERTY}.")}
    return ibis.struct(own).cast("json").cast("string") if own else ibis.null("string")


def _text(name: str, zh: str, en: str, *aliases: str, example: str = "", required: bool = False) -> Field:
    return Field(name, "text", Text(zh, en), Text(zh, en), aliases=(name, *aliases), example=example, required=required)


OCCURRED_AT = Field(
    "occurred_at", "time", Text("时间", "Time"),
    Text("发生的时间；不带时区时按映射的时区理解", "When it happened; in the mapping's zone unless it has an offset"),
    aliases=("occurred_at", "event_time", "time", "timestamp", "at", "date", "datetime", "created_at", "redemption_date",
             "start_date", "sent_at", "时间", "日期", "发生时间"),
    required=True, example="2024-05-01 18:30:00", in_past=True,
)  # fmt: skip
CHANNEL = _text("channel", "渠道", "Channel", "渠道", "触点", example="mini_program")
CAMPAIGN_KEY = _text(
    "campaign_key", "活动编号", "Campaign id", "campaign_id", "campaign", "活动", "活动编号", example="26"
)

EVENTS = ImportKind(
    name="events",
    label=Text("行为事件", "Events"),
    about=Text("会员做了什么：浏览、核销、扫码……其余列可作为属性。", "What members did: viewed, redeemed, scanned …; any other column may become a property."),
    identified="always",
    table="events",
    key=lambda rows: rows.event_key,
    open_prefix=PROPERTY,
    facts=event_facts,
    fields=(
        _text("event_key", "事件编号", "Event id", "event_id", "id", "事件编号", example="e-1"),
        _text("type", "事件类型", "Event type", "event", "event_type", "event_name", "action", "事件", "事件类型", "行为",
              example="viewed", required=True),
        OCCURRED_AT,
        CHANNEL,
        _text("store_key", "门店编号", "Store id", "store_id", "store", "门店", "门店编号", example="330"),
        _text("product_key", "商品编号", "Product id", "product_id", "sku", "商品", "商品编号", example="1029743"),
        CAMPAIGN_KEY,
        _text("coupon_key", "券编号", "Coupon id", "coupon_id", "coupon_upc", "券编号", "优惠券编号", example="10000085364"),
        _text("order_key", "订单号", "Order id", "order_id", "order_no", "订单号", example="31198570044"),
        Field("value", "money", Text("金额", "Value"), Text("事件涉及的金额", "The money it is about"),
              aliases=("value", "amount", "金额"), example="12.80"),
    ),
)  # fmt: skip

TOUCHES = ImportKind(
    name="touches",
    label=Text("触达", "Touches"),
    about=Text("品牌对会员做了什么：活动选中、发送、送达。", "What the brand did to members: targeted, sent, delivered."),
    identified="always",
    table="touches",
    key=lambda rows: rows.touch_key,
    open_prefix=PROPERTY,
    facts=touch_facts,
    fields=(
        _text("touch_key", "触达编号", "Touch id", "touch_id", "message_id", "id", "触达编号", "消息编号", example="t-1"),
        Field("type", "text", Text("触达类型", "Touch type"), Text("空着为 targeted（被活动选中）", "Empty means targeted"),
              aliases=("type", "touch_type", "status", "触达类型", "类型"), example="sent", default="targeted"),
        OCCURRED_AT,
        CHANNEL,
        CAMPAIGN_KEY,
        _text("campaign_type", "活动类型", "Campaign type", "活动类型", example="Type A"),
    ),
)  # fmt: skip
