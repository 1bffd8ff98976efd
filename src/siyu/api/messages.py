"""What Pydantic found wrong, said in both languages."""

from __future__ import annotations

from typing import Any

from siyu.lib.text import Text

_MESSAGES: dict[str, Text] = {
    "missing": Text("缺少此项", "this is required"),
    "extra_forbidden": Text("没有这一项", "there is no such field"),
    "json_invalid": Text("不是有效的 JSON", "not valid JSON"),
    "string_type": Text("须为文本", "must be text"),
    "string_too_long": Text("最多 {max_length} 个字符", "must have at most {max_length} characters"),
    "string_too_short": Text("至少 {min_length} 个字符", "must have at least {min_length} characters"),
    "int_type": Text("须为整数", "must be a whole number"),
    "int_parsing": Text("须为整数", "must be a whole number"),
    "int_from_float": Text("须为整数", "must be a whole number"),
    "float_type": Text("须为数字", "must be a number"),
    "float_parsing": Text("须为数字", "must be a number"),
    "bool_type": Text("须为 true 或 false", "must be true or false"),
    "bool_parsing": Text("须为 true 或 false", "must be true or false"),
    "greater_than": Text("须大于 {gt}", "must be greater than {gt}"),
    "greater_than_equal": Text("须不小于 {ge}", "must be at least {ge}"),
    "less_than": Text("须小于 {lt}", "must be less than {lt}"),
    "less_than_equal": Text("须不大于 {le}", "must be at most {le}"),
    "literal_error": Text("须为 {expected} 之一", "must be one of {expected}"),
    "list_type": Text("须为列表", "must be a list"),
    "dict_type": Text("须为对象", "must be an object"),
    "model_type": Text("须为对象", "must be an object"),
    "model_attributes_type": Text("须为对象", "must be an object"),
    "timezone_aware": Text("时间须带时区", "an instant needs its offset"),
    "too_long": Text("最多 {max_length} 项", "must have at most {max_length} items"),
    "too_short": Text("至少 {min_length} 项", "must have at least {min_length} items"),
}


def message_of(error: dict[str, Any]) -> Text:
    """Return the message for one Pydantic error; a rare kind keeps Pydantic's English words in both languages."""
    kind = str(error["type"])
    if kind.startswith(("datetime_", "date_")):
        return Text("须为 ISO 8601 日期或时间", "must be an ISO 8601 date or time")
    known = _MESSAGES.get(kind)
    if known is None:
        words = str(error["msg"])
        return Text(f"值无效（{words}）", words)
    return known.format(**error.get("ctx", {}))
