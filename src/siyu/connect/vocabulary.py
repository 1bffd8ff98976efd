"""The standard names of what members do (events) and of what the brand does to them (touches), with their labels."""

from __future__ import annotations

from siyu.lib.text import Text

EVENTS: dict[str, Text] = {
    "viewed": Text("浏览", "Viewed"),
    "added_to_cart": Text("加入购物车", "Added to cart"),
    "redeemed": Text("核销优惠券", "Redeemed a coupon"),
    "followed": Text("关注", "Followed"),
    "unfollowed": Text("取消关注", "Unfollowed"),
    "scanned": Text("扫码", "Scanned"),
    "joined": Text("入会", "Joined"),
    "joined_group": Text("加入社群", "Joined a group"),
    "opened": Text("打开", "Opened"),
    "clicked": Text("点击", "Clicked"),
    "submitted_form": Text("提交表单", "Submitted a form"),
    "reviewed": Text("评价", "Reviewed"),
}
"""Any other event type is accepted too and shows under its own name."""

TOUCHES: dict[str, Text] = {
    "targeted": Text("被活动选中", "Targeted by a campaign"),
    "sent": Text("发送", "Sent"),
    "delivered": Text("送达", "Delivered"),
}


def label_of(fact_type: str) -> Text:
    """Return the label of an event or touch type; an unknown type is its own label."""
    return EVENTS.get(fact_type) or TOUCHES.get(fact_type) or Text(fact_type, fact_type)
