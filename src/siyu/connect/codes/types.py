"""What a code can stand on, what it then stands for, and the property of its events that names that."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class CodeType:
    """`stands_for` says what the batch's key is a key of; events carry it in `property`."""

    name: str
    label: Text
    stands_for: Text
    property: str


_PRODUCT, _CAMPAIGN = Text("商品", "Product"), Text("活动", "Campaign")

TYPES: dict[str, CodeType] = {
    one.name: one
    for one in (
        CodeType("product", Text("商品码", "Product"), _PRODUCT, "product_id"),
        CodeType("pack", Text("包装码", "Pack"), _PRODUCT, "product_id"),
        CodeType("store", Text("门店码", "Store"), Text("门店", "Store"), "store_id"),
        CodeType("poster", Text("海报码", "Poster"), _CAMPAIGN, "campaign_id"),
        CodeType("magazine", Text("杂志码", "Magazine"), _CAMPAIGN, "campaign_id"),
        CodeType("leaflet", Text("单页码", "Leaflet"), _CAMPAIGN, "campaign_id"),
        CodeType("staff", Text("员工码", "Staff"), Text("员工", "Staff"), "guide_id"),
    )
}
