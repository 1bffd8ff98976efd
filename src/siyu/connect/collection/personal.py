"""Which properties of an event may tell who somebody is: free text and anything that looks like a name, number or address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

from siyu.connect.collection.message import refuse
from siyu.lib.jsons import UNREADABLE

MOST_DEPTH = 20
MOST_PROPERTIES = 500
MOST_PLAIN = 64
SHORT = 8
"""A text shorter than this is looked at by its name only."""

_TELLING = re.compile(
    r"(^|[_\-.$ ])((user|real|first|last|full|receiver|buyer|contact|customer|member)_?name|nickname|phone|mobile|tel|"
    r"email|mail|address|addr|remark|comment|note|message|text|content|feedback|question|answer|reason|id_?card|"
    r"passport|birthday|contact|ip|lat|lng|longitude|latitude)$"
    r"|姓名|昵称|手机|电话|邮箱|地址|备注|留言|评论|内容|身份证|生日",
    re.IGNORECASE,
)
_LOOKS_PERSONAL = re.compile(r"@|\+?\d[\d \-]{6,}\d|\s\S+\s|[\n\r\t]|\?\S*=")
_WORDS_IN_CHINESE = re.compile(r"[\u4e00-\u9fff][^a-zA-Z]{12,}")


def part(properties: bytes) -> tuple[dict[str, Any], bytes, bytes | None]:
    """Return all properties, the JSON of those that may lie open, and of those that must be sealed, None without any.

    Raises `Refusal` for an object nested deeper than 20 or with more than 500 properties.
    """
    if properties.count(b"{") + properties.count(b"[") > MOST_DEPTH:
        _check_depth(properties)
    try:
        given: dict[str, Any] = msgspec.json.decode(properties)
    except UNREADABLE:
        raise refuse("unreadable", "属性无法解析", "the properties can't be read", "properties") from None
    if len(given) > MOST_PROPERTIES:
        raise refuse("too_many_properties", "属性超过 {most} 个", "there are more than {most} properties", "properties",
                     most=MOST_PROPERTIES)  # fmt: skip
    private = {name: value for name, value in given.items() if is_personal(name, value)}
    if not private:
        return given, properties, None
    plain = {name: value for name, value in given.items() if name not in private}
    return given, msgspec.json.encode(plain), msgspec.json.encode(private)


def is_personal(name: str, value: Any) -> bool:
    """Say whether a property may tell who somebody is, by its name or by what it looks like."""
    kind = type(value)
    if kind is str:
        return _tells(name) or (len(value) >= SHORT and _looks_personal(value))
    if value is None or kind is bool:
        return False
    if kind is dict:
        return _tells(name) or any(is_personal(key, inner) for key, inner in value.items())
    return _tells(name) or (kind is list and any(is_personal("", inner) for inner in value))


@lru_cache(maxsize=20_000)
def _tells(name: str) -> bool:
    return _TELLING.search(name) is not None


def _looks_personal(value: str) -> bool:
    if value.isascii() and value.isalpha():
        return len(value) > MOST_PLAIN
    return len(value) > MOST_PLAIN or bool(_LOOKS_PERSONAL.search(value) or _WORDS_IN_CHINESE.search(value))


def _check_depth(properties: bytes) -> None:
    deepest, depth, quoted, escaped = 0, 0, False, False
    for sign in properties:
        if quoted:
            escaped, quoted = sign == 0x5C and not escaped, not (sign == 0x22 and not escaped)
            continue
        quoted = sign == 0x22
        depth += (sign in b"{[") - (sign in b"}]")
        deepest = max(deepest, depth)
    if deepest > MOST_DEPTH:
        raise refuse("too_deep", "属性嵌套超过 {most} 层", "the properties are nested deeper than {most}", "properties",
                     most=MOST_DEPTH)  # fmt: skip
