"""Files for messages: kept by the platform for three days."""

from __future__ import annotations

from typing import Literal

import msgspec

from siyu.platforms.calling import Call, Upload, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.wecom.kind import CONTACT

_UPLOAD = Call("POST", "/cgi-bin/media/upload", CONTACT)
DAYS = 3


class Media(msgspec.Struct):
    """An uploaded file; every app of the corp may use it."""

    media_id: str
    created_at: int


def upload(channel: Channel, kind: Literal["image", "voice", "video", "file"], file: Upload) -> Media:
    """Upload a file and return its id, good for three days. Once more does no harm, so it is up to the caller."""
    return ask(channel, _UPLOAD, Media, query={"type": kind}, upload=file)
