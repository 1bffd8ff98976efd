"""What another system of the brand is called with: any object, its texts filled in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from siyu.engage.templates.contents.kinds import ContentClass, ContentKind, Measure, Shape, refuse
from siyu.lib.text import Text

MOST_BYTES, MOST_DEPTH = 16_384, 10


class WebhookContent(Shape):
    """The object that is sent as `content`."""

    body: dict[str, Any]


def _measure(content: dict[str, Any]) -> Iterator[Measure]:
    yield Measure("body", "bytes", len(json.dumps(content["body"], ensure_ascii=False).encode()), MOST_BYTES)


def _check(content: dict[str, Any], content_class: ContentClass) -> None:
    if not content["body"]:
        raise refuse("empty", "body", "不能为空", "it is empty")
    if _depth(content["body"]) > MOST_DEPTH:
        raise refuse("too_deep", "body", "嵌套超过 {n} 层", "it is nested deeper than {n}", n=MOST_DEPTH)


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0) if isinstance(value, dict | list) else 0


WEBHOOK = ContentKind("webhook", Text("接口推送", "Webhook"), WebhookContent, _measure, _check)
