"""The standard names of what members do (events) and of what the brand does to them (touches), with their labels."""

from __future__ import annotations

from siyu.lib.text import Text

EVENTS: dict[str, Text] = {
    "viewed": Text("浏览", "Viewed"),
    "added_to_cart": Text("加入购物车", "Added to cart"),
    "paid": Text("支付", "Paid"),
    "redeemed": Text("核销优惠券", "Redeemed a coupon"),
    "followed": Text("关注", "Followed"),
    "unfollowed": Text("取消关注", "Unfollowed"),
    "scanned": Text("扫码", "Scanned"),
    "joined": Text("入会", "Joined"),
    "joined_group": Text("加入社群", "Joined a group"),
    "left_group": Text("退出社群", "Left a group"),
    "messaged": Text("发来消息", "Wrote a message"),
    "opened": Text("打开", "Opened"),
    "clicked": Text("点击", "Clicked"),
    "submitted_form": Text("提交表单", "Submitted a form"),
    "reviewed": Text("评价", "Reviewed"),
    "wished": Text("提出需求", "Asked for something"),
    "requested_sample": Text("申领小样", "Requested a sample"),
    "used_device": Text("使用门店设备", "Used a store device"),
    "visited_roadshow": Text("参加路演", "Visited a road show"),
    "requested": Text("要求服务", "Requested a service"),
    "searched": Text("搜索", "Searched"),
    "visited_page": Text("访问页面", "Visited a page"),
    "visited_screen": Text("访问应用页面", "Visited a screen"),
    "grouped": Text("加入组织", "Joined an account"),
    "downloaded": Text("下载资料", "Downloaded"),
    "attended": Text("参加活动", "Came to an event"),
    "requested_demo": Text("预约演示", "Asked for a demo"),
    "applied_as_agent": Text("申请代理", "Applied as an agent"),
    "started_trial": Text("开始试用", "Started a trial"),
    "called": Text("通话", "Had a call"),
    "handed_to_sales": Text("移交销售", "Handed to sales"),
    "accepted_by_sales": Text("销售接手", "Accepted by sales"),
    "signed": Text("签约", "Signed a contract"),
    "started_onboarding": Text("开始上线", "Started onboarding"),
    "expanded": Text("增购扩容", "Expanded"),
    "renewed": Text("续约", "Renewed"),
}
"""Any other event type is accepted too and shows under its own name."""

TOUCHES: dict[str, Text] = {
    "targeted": Text("被活动选中", "Targeted by a campaign"),
    "sent": Text("发送", "Sent"),
    "delivered": Text("送达", "Delivered"),
}

WISHES = ("wished", "requested")
"""What somebody asked for at a visit: a product, or an `item` in words, with a `quantity`."""

ORDERED, REFUNDED, CANCELLED = "ordered", "refunded", "cancelled"
"""What becomes an order, a refund or a revision of an order instead of an event."""

ORDERS: dict[str, Text] = {
    ORDERED: Text("下单", "Ordered"),
    REFUNDED: Text("退款", "Refunded"),
    CANCELLED: Text("取消订单", "Cancelled an order"),
}

SPELLINGS: dict[str, str] = {
    "product viewed": "viewed", "viewed product": "viewed", "product clicked": "viewed", "viewproduct": "viewed",
    "product added": "added_to_cart", "added product": "added_to_cart", "addtoshoppingcart": "added_to_cart",
    "order completed": ORDERED, "completed order": ORDERED, "order_completed": ORDERED, "submitorder": ORDERED,
    "order refunded": REFUNDED, "refundorder": REFUNDED,
    "order cancelled": CANCELLED, "order canceled": CANCELLED, "cancelorder": CANCELLED,
    "order paid": "paid", "payorder": "paid",
    "coupon applied": "redeemed", "products searched": "searched", "search": "searched", "searchrequest": "searched",
    "product reviewed": "reviewed", "email opened": "opened", "push notification opened": "opened",
    "email link clicked": "clicked", "form submitted": "submitted_form", "signed up": "joined",
    "$pageview": "visited_page", "$appviewscreen": "visited_screen", "$mpviewscreen": "visited_screen",
}  # fmt: skip
"""How the events of the retail specifications of common SDKs are called here."""


def standard_name(name: str) -> str:
    """Return the standard name of an event; one that is not known keeps its own."""
    return SPELLINGS.get(name.lower(), name)


def label_of(fact_type: str) -> Text:
    """Return the label of an event or touch type; an unknown type is its own label."""
    return EVENTS.get(fact_type) or TOUCHES.get(fact_type) or ORDERS.get(fact_type) or Text(fact_type, fact_type)
