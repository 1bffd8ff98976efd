"""Codes of an account that tell where they were scanned."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec

from siyu.platforms.calling import Call, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.official.kind import ACCOUNT

_CREATE = Call("POST", "/cgi-bin/qrcode/create", ACCOUNT)
LONGEST_LIFE = 2_592_000


class Scene(msgspec.Struct):
    """A code: the ticket of its picture, and the address it holds."""

    ticket: str
    url: str = ""
    expire_seconds: int | None = None


def create_scene(channel: Channel, scene: str, seconds: int | None = None) -> Scene:
    """Make a code with a scene of 1 to 64 signs, for up to 30 days, or for ever, of which an account can have 100,000."""
    lasting: dict[str, Any] = {"action_name": "QR_LIMIT_STR_SCENE"}
    passing: dict[str, Any] = {"action_name": "QR_STR_SCENE", "expire_seconds": seconds}
    kind = lasting if seconds is None else passing
    return ask(channel, _CREATE, Scene, body={**kind, "action_info": {"scene": {"scene_str": scene}}})


def picture_of(ticket: str) -> str:
    """Return where the platform shows a code."""
    return f"https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket={quote(ticket, safe='')}"
