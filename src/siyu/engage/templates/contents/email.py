"""Mail: a subject of one line, a plain text, and HTML if wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from siyu.engage.templates.contents.kinds import ContentClass, ContentKind, Measure, Shape, count, refuse
from siyu.lib.text import Text

SUBJECT_SIGNS, TEXT_BYTES = 200, 65_536


class EmailContent(Shape):
    """What a member reads: `html` where the reader shows it, `text` everywhere."""

    subject: str
    text: str
    html: str = ""


def _measure(content: dict[str, Any]) -> Iterator[Measure]:
    yield count("subject", content["subject"], "signs", SUBJECT_SIGNS)
    yield count("text", content["text"], "bytes", TEXT_BYTES)
    yield count("html", content["html"], "bytes", TEXT_BYTES)


def _check(content: dict[str, Any], content_class: ContentClass) -> None:
    for name in ("subject", "text"):
        if not content[name].strip():
            raise refuse("empty", name, "不能为空", "it is empty")
    if any(ord(sign) < 32 or sign in "\x7f\x85\u2028\u2029" for sign in content["subject"]):
        raise refuse("lines", "subject", "主题只能有一行", "a subject is one line")


EMAIL = ContentKind("email", Text("邮件", "E-mail"), EmailContent, _measure, _check, markup=frozenset({"html"}))
