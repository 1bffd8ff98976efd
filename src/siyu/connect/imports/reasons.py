"""Why a row was put into quarantine: stable codes and what they say."""

from __future__ import annotations

from typing import Any

from siyu.connect.imports.identifiers import kind_named
from siyu.connect.imports.kinds import ImportKind
from siyu.lib.text import Text

REASONS: dict[str, Text] = {
    "missing": Text("缺少{field}", "{field} is missing"),
    "missing_identifier": Text("没有任何会员标识", "nothing identifies the member"),
    "bad_identifier": Text("{field}不是有效的值", "{field} can not be one"),
    "too_long": Text("{field}太长", "{field} is too long"),
    "not_a_time": Text("{field}不是能识别的时间", "{field} is not a time that can be read"),
    "not_a_date": Text("{field}不是能识别的日期", "{field} is not a date that can be read"),
    "time_out_of_range": Text("{field}早于 1970 年或晚于 2200 年", "{field} is before 1970 or after 2200"),
    "future_time": Text("{field}在未来", "{field} lies in the future"),
    "not_money": Text("{field}不是金额", "{field} is not an amount of money"),
    "money_too_precise": Text("{field}的小数位多于货币允许的位数", "{field} has more digits than the currency allows"),
    "money_too_large": Text("{field}大得不合理", "{field} is too large to be true"),
    "negative_money": Text(
        "{field}不能为负，退款请用退款导入", "{field} must not be negative; import refunds as refunds"
    ),
    "foreign_currency": Text(
        "币种与品牌不同且没有汇率，请先换算", "another currency without a rate: convert the amount first"
    ),
    "not_a_number": Text("{field}不是数字", "{field} is not a number"),
    "too_small": Text("{field}小于允许的最小值", "{field} is below the least that is allowed"),
    "too_large": Text("{field}大于允许的最大值", "{field} is above the most that is allowed"),
    "unknown_choice": Text("{field}不是允许的选项", "{field} is none of the choices"),
    "unknown_name": Text("系统中没有这样的{field}", "there is no such {field} here"),
    "unknown_value": Text("{field}不是允许的值", "{field} is none of the values it can have"),
    "duplicate_id": Text(
        "编号与文件中较早的一行重复但内容不同", "the same id as an earlier row of the file, with other content"
    ),
}


def describe(kind: ImportKind, reason: str) -> dict[str, Any]:
    """Return `{"code", "text"}` of a reason written as `code:field`."""
    code, _, name = reason.partition(":")
    field = kind.field_of(name) if name else None
    identifier = kind_named(name) if name else None
    label = field.label if field else identifier.label if identifier else Text(name, name)
    text = Text(REASONS[code].zh.format(field=label.zh), REASONS[code].en.format(field=label.en))
    return {"code": code, "field": name or None, "text": text.as_dict()}
