"""Text messages: counted in parts as networks bill them, marketing with its way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import Field

from siyu.engage.templates.contents.kinds import ContentClass, ContentKind, Measure, Shape, count, refuse
from siyu.lib.text import Text

MOST_SIGNS, ONE_PART, EACH_PART = 500, 70, 67
_LEAVES = re.compile(r"拒收|退订|unsubscribe|opt out|\bSTOP\b", re.IGNORECASE)
_HOW = re.compile(r"回复?\s*[A-Za-z0-9]{1,4}|(?:reply|text|send)\s+[A-Z0-9]{1,6}\b|https?://", re.IGNORECASE)


class Parameter(Shape):
    """A place of the provider's template; providers that number theirs take them in this order."""

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")
    text: str


class SmsContent(Shape):
    """`text` is what a member reads, without the signature, which is the channel's.

    Providers that send registered templates only are given `code` and `parameters` instead.
    """

    text: str
    code: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,64}$")
    parameters: list[Parameter] = Field(default=[], max_length=20)


def units(text: str) -> int:
    """Return the signs a network counts: those beyond the basic plane, such as emoji, are two."""
    return len(text.encode("utf-16-le")) // 2


def parts(text: str) -> int:
    """Return how many messages a text of so many signs is billed as."""
    counted = units(text)
    return 1 if counted <= ONE_PART else -(-counted // EACH_PART)


def tells_way_out(text: str) -> bool:
    """Say whether a text tells how to get no more: 拒收请回复R, 回T退订."""
    return bool(_LEAVES.search(text) and _HOW.search(text))


def _measure(content: dict[str, Any]) -> Iterator[Measure]:
    yield Measure("text", "signs", units(content["text"]), MOST_SIGNS)
    yield Measure("text", "parts", parts(content["text"]), None)
    for place, one in enumerate(content["parameters"]):
        yield count(f"parameters[{place}].text", one["text"], "signs", None)


def _check(content: dict[str, Any], content_class: ContentClass) -> None:
    text = content["text"]
    if not text.strip():
        raise refuse("empty", "text", "缺少文本", "the text is missing")
    if "【" in text or "】" in text:
        raise refuse(
            "signature",
            "text",
            "正文里不能有【】",
            "the text has no 【】",
            Text(
                "签名在短信渠道里设置，会自动加在最前面。",
                "The signature is set with the channel and comes first by itself.",
            ),
        )
    if content_class == "marketing" and not tells_way_out(text):
        raise refuse(
            "no_way_out",
            "text",
            "营销短信须写明退订方式",
            "marketing by SMS must say how to get no more",
            Text("请在末尾加“拒收请回复R”。", "End it with “拒收请回复R”."),
        )


SMS = ContentKind(
    "sms", Text("短信", "SMS"), SmsContent, _measure, _check, fixed=frozenset({"code", "parameters.name"})
)
