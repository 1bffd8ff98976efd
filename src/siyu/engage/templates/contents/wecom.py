"""Messages in WeCom: a text and up to nine attachments, as group sending and the welcome message take them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from siyu.engage.templates.contents.kinds import ContentClass, ContentKind, Measure, Shape, count, refuse
from siyu.engage.templates.contents.links import check_link
from siyu.lib.text import Text

MOST_ATTACHMENTS = 9
TEXT_BYTES, TITLE_BYTES, ABOUT_BYTES, LINK_BYTES, CARD_BYTES = 4_000, 128, 512, 2_048, 64


class Image(Shape):
    """`picture` is its address, or the id of an uploaded material."""

    type: Literal["image"]
    picture: str


class Link(Shape):
    """A card that leads to a page."""

    type: Literal["link"]
    title: str
    url: str
    description: str = ""
    picture: str = ""


class MiniProgram(Shape):
    """A card that opens a page of a mini-program."""

    type: Literal["mini_program"]
    title: str
    appid: str
    page: str
    picture: str


class WecomContent(Shape):
    """What a member reads in WeCom."""

    text: str = ""
    attachments: list[Annotated[Image | Link | MiniProgram, Field(discriminator="type")]] = Field(
        default=[], max_length=MOST_ATTACHMENTS
    )


def _measure(content: dict[str, Any]) -> Iterator[Measure]:
    yield count("text", content["text"], "bytes", TEXT_BYTES)
    for place, one in enumerate(content["attachments"]):
        where = f"attachments[{place}]"
        if one["type"] == "link":
            yield count(f"{where}.title", one["title"], "bytes", TITLE_BYTES)
            yield count(f"{where}.description", one["description"], "bytes", ABOUT_BYTES)
            yield count(f"{where}.url", one["url"], "bytes", LINK_BYTES)
        if one["type"] == "mini_program":
            yield count(f"{where}.title", one["title"], "bytes", CARD_BYTES)


def _check(content: dict[str, Any], content_class: ContentClass) -> None:
    if not content["text"].strip() and not content["attachments"]:
        raise refuse("empty", "text", "文本和附件不能都为空", "text and attachments are not both empty")
    for place, one in enumerate(content["attachments"]):
        where = f"attachments[{place}]"
        check_card(where, one)


def check_card(where: str, one: dict[str, Any]) -> None:
    """Raise `Refusal` for a card without a title or with an address that is none."""
    if one["type"] != "image" and not one["title"].strip():
        raise refuse("empty", f"{where}.title", "缺少标题", "the title is missing")
    if one["type"] == "link":
        check_link(f"{where}.url", one["url"])
    if one["type"] == "mini_program" and not (one["appid"].strip() and one["page"].strip()):
        raise refuse("empty", f"{where}.page", "缺少小程序 appid 或页面", "appid or page is missing")
    if one["type"] != "link" or one["picture"]:
        check_link(f"{where}.picture", one["picture"], may_be_material=True)


WECOM = ContentKind(
    "wecom",
    Text("企业微信", "WeCom"),
    WecomContent,
    _measure,
    _check,
    fixed=frozenset({"attachments.type", "attachments.appid"}),
)
