"""How rules and states of messages are called, in both languages."""

from __future__ import annotations

from siyu.lib.text import Text

RULE_LABELS: dict[str, Text] = {
    "deadline": Text("已过时限", "Past its deadline"),
    "consent": Text("未同意营销", "No consent to marketing"),
    "suppression": Text("禁止联系", "Suppressed"),
    "relation": Text("联系不上（无地址或已取关）", "Not reachable: no address, or unfollowed"),
    "holdout": Text("全局对照组", "Global control group"),
    "quiet_hours": Text("静默时段", "Quiet hours"),
    "grant": Text("没有平台许可", "No permission by an act of the person"),
    "quota": Text("平台额度已用完", "Platform quota used up"),
    "frequency": Text("触达频次上限", "Frequency cap"),
    "content": Text("内容不允许", "Content not permitted"),
    "duplicate": Text("重复", "Duplicate"),
    "cancelled": Text("已取消", "Cancelled"),
    "transport": Text("平台暂不可用，稍后重试", "Platform not available, tried again later"),
}

STATE_LABELS: dict[str, Text] = {
    "waiting": Text("待发", "Waiting"),
    "deferred": Text("推迟", "Deferred"),
    "sending": Text("发送中", "Being sent"),
    "sent": Text("已发", "Sent"),
    "delivered": Text("已送达", "Delivered"),
    "failed": Text("失败", "Failed"),
    "dropped": Text("不发", "Dropped"),
    "uncertain": Text("结果未知", "Uncertain"),
}


def label_of_rule(rule: str) -> Text | None:
    """Return how a rule is called, None for no rule."""
    return RULE_LABELS.get(rule)
