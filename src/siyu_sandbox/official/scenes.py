"""Codes with a scene, and their pictures."""

from __future__ import annotations

import io
from typing import Any

import segno

from siyu_sandbox.clock import DAY
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import number, text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.exchange import Answer
from siyu_sandbox.official.kinds import anybody, official
from siyu_sandbox.world.followers import Scene

LONGEST, MOST_PERMANENT, DEFAULT_LIFE = 30 * DAY, 100_000, 30
KINDS = {
    "QR_SCENE": "scene_id",
    "QR_STR_SCENE": "scene_str",
    "QR_LIMIT_SCENE": "scene_id",
    "QR_LIMIT_STR_SCENE": "scene_str",
}


@official.post(
    "/qrcode/create",
    number("expire_seconds", least=1, most=LONGEST, default=DEFAULT_LIFE, wrong=40035),
    text("action_name", needed=True, among=tuple(KINDS), missing=40035, wrong=40035),
    thing("action_info", needed=True, missing=40035, wrong=40035),
    codes=(40035, 45029),
)
def create_scene(call: Call, expire_seconds: int, action_name: str, action_info: dict[str, Any]) -> dict[str, Any]:
    """A code for a scene: for up to 30 days, or for ever, of which there are 100,000."""
    is_permanent = "LIMIT" in action_name
    value = _value(action_name, action_info, is_permanent=is_permanent)
    scenes = call.account.scenes
    if is_permanent and sum(one.ends_at is None for one in scenes.values()) >= MOST_PERMANENT:
        raise Rejected(45029, "qrcode count out of limit")
    ticket = call.world.ids.make("g", 92)
    url = f"http://weixin.qq.com/q/{call.world.ids.make('', 22)}"
    scenes[ticket] = Scene(ticket, value, url, None if is_permanent else call.now + expire_seconds)
    shown: dict[str, Any] = {"ticket": ticket, "url": url}
    return shown if is_permanent else {**shown, "expire_seconds": expire_seconds}


@anybody.get("/cgi-bin/showqrcode", text("ticket", needed=True))
def show_code(call: Call, ticket: str) -> Answer:
    """The picture of a code."""
    for account in call.world.accounts.values():
        if ticket in account.scenes:
            return picture(account.scenes[ticket].url)
    return Answer(404, b"", "text/html")


def picture(url: str) -> Answer:
    """Return the code of a text as PNG."""
    drawn = io.BytesIO()
    segno.make(url, error="m").save(drawn, kind="png", scale=6)
    return Answer(200, drawn.getvalue(), "image/png")


def _value(name: str, info: dict[str, Any], *, is_permanent: bool) -> int | str:
    scene = info.get("scene")
    value = scene.get(KINDS[name]) if isinstance(scene, dict) else None
    if KINDS[name] == "scene_str":
        if isinstance(value, str) and 1 <= len(value) <= 64:
            return value
    elif (
        isinstance(value, int)
        and not isinstance(value, bool)
        and 1 <= value < (MOST_PERMANENT + 1 if is_permanent else 2**32)
    ):
        return value
    raise Rejected(40035, f"invalid {KINDS[name]}")
