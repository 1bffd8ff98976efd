"""Messages of an official account: a customer-service message, or a notice by one of the platform's own templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from siyu.engage.templates.contents.kinds import ContentClass, ContentKind, Measure, Shape, count, refuse
from siyu.engage.templates.contents.links import check_link
from siyu.engage.templates.contents.wecom import Link, MiniProgram, check_card
from siyu.lib.text import Text

TEXT_BYTES, MOST_KEYWORDS = 2_048, 20


class Words(Shape):
    """A text."""

    type: Literal["text"]
    text: str


class Keyword(Shape):
    """A place of the platform's template and what stands there."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    text: str


class Notice(Shape):
    """A template or subscription message: the platform's template, its places, and where a tap leads."""

    type: Literal["notice"]
    template_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    data: list[Keyword] = Field(min_length=1, max_length=MOST_KEYWORDS)
    url: str = ""


class OfficialAccountContent(Shape):
    """What a follower reads."""

    message: Annotated[Words | Link | MiniProgram | Notice, Field(discriminator="type")]


def _measure(content: dict[str, Any]) -> Iterator[Measure]:
    if content["message"]["type"] == "text":
        yield count("message.text", content["message"]["text"], "bytes", TEXT_BYTES)


def _check(content: dict[str, Any], content_class: ContentClass) -> None:
    message = content["message"]
    if message["type"] == "text":
        if not message["text"].strip():
            raise refuse("empty", "message.text", "缺少文本", "the text is missing")
    elif message["type"] != "notice":
        check_card("message", message)
    elif content_class == "marketing":
        raise refuse(
            "notice_is_no_marketing",
            "message.type",
            "模板消息只能用于服务通知，不能营销",
            "template messages are for service notices, never for marketing",
        )
    elif message["url"]:
        check_link("message.url", message["url"])


OFFICIAL_ACCOUNT = ContentKind(
    "official_account",
    Text("公众号", "Official account"),
    OfficialAccountContent,
    _measure,
    _check,
    fixed=frozenset({"message.type", "message.appid", "message.template_id", "message.data.name"}),
)
