"""The imports of point entries and of what happened to coupons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu.connect.imports.facts import CAMPAIGN_KEY, CHANNEL, OCCURRED_AT
from siyu.connect.imports.fields import Field
from siyu.connect.imports.kinds import ImportKind
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.accounts.models import Workspace
    from siyu.engine.snapshot import Snapshot


def point_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return point entries; without an id an entry is known by everything it says."""
    return _keyed(rows, "entry_key")


def coupon_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return what happened to coupons; without an id an entry is known by everything it says."""
    return _keyed(rows.rename(value_minor="value"), "entry_key")


def _keyed(rows: ir.Table, own: str) -> ir.Table:
    import ibis

    told = sorted(name for name in rows.columns if name not in {"row_no", own})
    content = ibis.literal("|").join([rows[name].cast("string").coalesce("") for name in told])
    return rows.mutate(key=rows[own].coalesce(content.hexdigest("md5")))


def _text(name: str, zh: str, en: str, *aliases: str, example: str = "", required: bool = False) -> Field:
    return Field(name, "text", Text(zh, en), Text(zh, en), aliases=(name, *aliases), example=example, required=required)


ENTRY_KEY = ("entry_key", "entry_id", "record_id", "id", "流水号", "记录编号")
STORE_KEY = _text("store_key", "门店编号", "Store id", "store_id", "store", "门店", "门店编号", example="330")
ORDER_KEY = _text("order_key", "订单号", "Order id", "order_id", "order_no", "订单号", example="31198570044")

POINTS = ImportKind(
    name="points",
    label=Text("积分流水", "Point entries"),
    about=Text("一行一笔积分变动：增加为正，扣减为负。", "One row an entry: positive when gained, negative when spent or taken back."),
    identified="always",
    table="points",
    key=lambda rows: rows.entry_key,
    facts=point_facts,
    fields=(
        _text("entry_key", "流水号", "Entry id", *ENTRY_KEY[1:], example="P-1"),
        Field("delta", "integer", Text("积分变动", "Points"), Text("增加为正，扣减为负", "Positive when gained, negative when spent"),
              aliases=("delta", "points", "point", "change", "points_change", "积分", "积分变动", "变动积分", "变动"),
              required=True, example="120", least=-1e12, most=1e12),
        OCCURRED_AT,
        _text("reason", "原因", "Reason", "type", "remark", "原因", "类型", "变动原因", "备注", example="消费赠送"),
        CHANNEL, STORE_KEY, ORDER_KEY,
    ),
)  # fmt: skip

COUPONS = ImportKind(
    name="coupons",
    label=Text("会员的券", "Members' coupons"),
    about=Text(
        "一行一件事：券发给了谁、何时核销、过期或退回。",
        "One row a thing that happened: a coupon was issued to a member, redeemed, expired, or given back.",
    ),
    identified="always",
    table="coupons",
    key=lambda rows: rows.entry_key,
    facts=coupon_facts,
    fields=(
        _text("entry_key", "流水号", "Entry id", *ENTRY_KEY[1:], example="C-1"),
        _text("coupon_key", "券编号", "Coupon id", "coupon_id", "coupon_code", "coupon", "券编号", "券码", "优惠券编号",
              example="10000085364", required=True),
        Field("type", "choice", Text("状态", "What happened"), Text("空着为已发放", "Empty means issued"),
              aliases=("type", "status", "state", "coupon_status", "状态", "券状态", "类型"), example="redeemed", default="issued",
              choices=(("issued", ("claimed", "granted", "已发放", "已领取", "发放", "领取")),
                       ("redeemed", ("used", "已核销", "已使用", "核销", "使用")),
                       ("expired", ("已过期", "过期")),
                       ("returned", ("refunded", "已退回", "退回", "返还")))),
        OCCURRED_AT,
        CAMPAIGN_KEY, CHANNEL, STORE_KEY, ORDER_KEY,
        Field("value", "money", Text("面额", "Value"), Text("券的面额或抵扣额", "What it is worth, or took off"),
              aliases=("value", "amount", "face_value", "面额", "金额", "抵扣金额"), example="20.00", least=0),
        Field("expires_on", "date", Text("有效期至", "Expires on"), Text("最后可用的一天", "The last day it can be used"),
              aliases=("expires_on", "expiry", "expire_date", "valid_until", "有效期", "有效期至", "到期日"), example="2024-12-31"),
    ),
)  # fmt: skip
