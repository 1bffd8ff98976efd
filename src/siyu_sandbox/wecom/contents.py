"""What messages to customers may hold: a text and attachments, each with its limits."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.fields import Field, text
from siyu_sandbox.errors import PARAMETER, Rejected
from siyu_sandbox.world.world import World

MEDIA, MESSAGE_TYPE = 40007, 40008
ATTACHMENTS: dict[str, tuple[Field, ...]] = {
    "image": (text("media_id"), text("pic_url", octets=2048)),
    "link": (
        text("title", needed=True, octets=128),
        text("picurl", octets=2048),
        text("desc", octets=512),
        text("url", needed=True, octets=2048),
        text("media_id"),
    ),
    "miniprogram": (
        text("title", needed=True, octets=64),
        text("pic_media_id", needed=True, missing=MEDIA),
        text("appid", needed=True),
        text("page", needed=True),
    ),
    "video": (text("media_id", needed=True, missing=MEDIA),),
    "file": (text("media_id", needed=True, missing=MEDIA),),
}
ALL = tuple(ATTACHMENTS)


def check_content(
    world: World, text: Any, attachments: Any, *, octets: int = 4000, most: int = 9, kinds: tuple[str, ...] = ALL
) -> dict[str, Any]:
    """Return text and attachments as one content; raises for what is empty, too long, or names a file that is gone."""
    words = _words(text, octets)
    parts = attachments or []
    if not words and not parts:
        raise Rejected(PARAMETER, "text and attachments can not be both empty")
    if len(parts) > most:
        raise Rejected(PARAMETER, "invalid attachments size")
    for part in parts:
        _check(world, part, kinds)
    return {**({"text": {"content": words}} if words else {}), **({"attachments": parts} if parts else {})}


def check_media(world: World, media_id: str) -> None:
    """Raise 40007 for a file that was never uploaded or is past its three days."""
    media = world.media.get(media_id)
    if media is None or (media.ends_at is not None and world.clock.now() >= media.ends_at):
        raise Rejected(MEDIA)


def _words(text: Any, octets: int) -> str:
    words = (text or {}).get("content", "") or ""
    if not isinstance(words, str) or len(words.encode()) > octets:
        raise Rejected(PARAMETER, "invalid text size")
    return words


def _check(world: World, part: Any, kinds: tuple[str, ...]) -> None:
    kind = part.get("msgtype") if isinstance(part, dict) else None
    if kind not in kinds:
        raise Rejected(MESSAGE_TYPE, "invalid attachments msgtype")
    body = part.get(kind)
    if not isinstance(body, dict):
        raise Rejected(PARAMETER, "invalid attachments")
    taken = {one.name: one.take(body, loose=False) for one in ATTACHMENTS[kind]}
    if kind == "image" and not (taken["media_id"] or taken["pic_url"]):
        raise Rejected(MEDIA)
    for name in ("media_id", "pic_media_id"):
        if taken.get(name):
            check_media(world, taken[name])
