"""The imports of products and of offers: which coupon of which campaign is for which product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import siyu.unify.orders.fields as f
from siyu.connect.imports.fields import Field
from siyu.connect.imports.kinds import ImportKind
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.accounts.models import Workspace
    from siyu.engine.snapshot import Snapshot


def product_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return products as known from now on."""
    return rows.mutate(key=rows.product_key, occurred_at=_now(workspace))


def offer_facts(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Table:
    """Return offers; each is its own three keys."""
    key = rows.coupon_key + "|" + rows.campaign_key + "|" + rows.product_key
    return rows.mutate(key=key, occurred_at=_now(workspace))


def _now(workspace: Workspace) -> ir.Value:
    import ibis

    return ibis.literal(workspace.clock.now(), "timestamp('UTC', 6)")


def _text(name: str, zh: str, en: str, *aliases: str, example: str = "", required: bool = False) -> Field:
    return Field(name, "text", Text(zh, en), Text(zh, en), aliases=(name, *aliases), example=example, required=required)


CAMPAIGN_KEY = _text(
    "campaign_key", "活动编号", "Campaign id", "campaign_id", "campaign", "活动", "活动编号", required=True
)
COUPON_KEY = _text(
    "coupon_key",
    "券编号",
    "Coupon id",
    "coupon_id",
    "coupon_upc",
    "coupon",
    "券",
    "券编号",
    "优惠券编号",
    required=True,
)

PRODUCTS = ImportKind(
    name="products",
    label=Text("商品", "Products"),
    about=Text(
        "一行一种商品，编号相同内容有变即为新的修订。",
        "One row a product; the same id with other content is a new revision.",
    ),
    table="products",
    key=lambda rows: rows.product_key,
    facts=product_facts,
    fields=(
        f.PRODUCT_KEY,
        _text("name", "名称", "Name", "product_name", "title", "商品名称", "名称", "品名", example="鲜牛奶 1L"),
        _text("department", "部门", "Department", "部门", "大类", example="GROCERY"),
        _text("department_zh", "部门（中文）", "Department in Chinese", "部门中文名", example="食品杂货"),
        _text(
            "category", "品类", "Category", "product_category", "品类", "类目", "中类", example="FLUID MILK PRODUCTS"
        ),
        _text("category_zh", "品类（中文）", "Category in Chinese", "品类中文名", example="液态奶"),
        _text("type", "类型", "Type", "product_type", "sub_category", "类型", "小类", example="FLUID MILK WHITE ONLY"),
        _text("brand", "品牌", "Brand", "品牌", example="Private"),
        _text("manufacturer", "生产商", "Manufacturer", "manufacturer_id", "生产商", "厂商", example="69"),
        _text("package_size", "规格", "Package size", "size", "规格", "包装规格", example="1 GA"),
    ),
)

OFFERS = ImportKind(
    name="offers",
    label=Text("券与商品", "Offers"),
    about=Text("哪个活动的哪张券可用于哪种商品。", "Which coupon of which campaign is for which product."),
    table="offers",
    facts=offer_facts,
    fields=(COUPON_KEY, CAMPAIGN_KEY, f.PRODUCT_KEY),
)
