"""Addresses in messages: the host is written down, so that no field of a member decides where a link leads."""

from __future__ import annotations

import re

from siyu.engage.templates.contents.kinds import refuse
from siyu.lib.text import Text

# The host ends before any field of a member can begin.
_LINK = re.compile(r"https?://[^\s/?#{}@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_PICTURE = re.compile(r"[\w.-]{1,256}")


def check_link(where: str, text: str, *, may_be_material: bool = False) -> None:
    """Raise `Refusal` unless the text is an address of the web, or, where that may be, the id of a platform's material."""
    if _LINK.fullmatch(re.sub(r"\{\{.*?\}\}", "{}", text)) or (may_be_material and _PICTURE.fullmatch(text)):
        return
    raise refuse(
        "bad_link",
        where,
        "不是网址",
        "this is no address of the web",
        Text("请写 https:// 开头的网址，域名不能是字段。", "Write one that begins with https:// and a fixed host."),
    )
