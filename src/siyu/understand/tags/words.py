"""The words of tags: groups, types, and the value of a tag that has none of its own."""

from __future__ import annotations

from siyu.lib.text import Text

GROUPS: dict[str, Text] = {
    "basic": Text("基础", "Basic"),
    "consumption": Text("消费", "Consumption"),
    "product": Text("产品偏好", "Product preference"),
    "daily": Text("日常偏好", "Daily preference"),
    "social": Text("社交", "Social"),
}

TYPES: dict[str, Text] = {
    "rule": Text("规则", "Rule"),
    "live": Text("实时", "Real-time"),
    "raw": Text("原始", "Raw"),
    "model": Text("模型", "Model"),
    "manual": Text("手动", "Manual"),
}

RULED = ("rule", "live")
"""The types whose values follow from rules: evaluated every night, or whenever something about a member changes."""
GIVEN = ("raw", "model", "manual")
"""The types whose values come from elsewhere: by a source, a model or by hand."""

PLAIN = "yes"
"""The one value of a plain tag."""
OTHER = "other"
"""The value of members whose delivered value is none of a raw tag's most frequent."""
MOST_DELIVERED = 200
