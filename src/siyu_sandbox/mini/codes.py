"""Codes of mini-programs without a limit of number."""

from __future__ import annotations

import re
from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, number, text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.exchange import Answer
from siyu_sandbox.official.kinds import programs
from siyu_sandbox.official.scenes import picture

BAD_PAGE, BAD_SCENE, MOST_UNCHECKED = 41030, 40169, 60_000
_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")


@programs.post(
    "/wxa/getwxacodeunlimit",
    text("scene", needed=True, missing=BAD_SCENE, wrong=BAD_SCENE),
    text("page", default="pages/index/index"),
    flag("check_path", default=True),
    text("env_version", default="release", among=("release", "trial", "develop")),
    number("width", default=430, least=280, most=1280),
    flag("auto_color", default=False),
    thing("line_color"),
    flag("is_hyaline", default=False),
    codes=(BAD_SCENE, BAD_PAGE, 45029),
)
def draw(call: Call, scene: str, page: str, check_path: bool, env_version: str, **style: Any) -> Answer:
    """The picture of a code that opens a page with a scene of up to 32 visible signs."""
    if not _SCENE.fullmatch(scene):
        raise Rejected(BAD_SCENE, "invalid length for scene, or scene contains invalid char")
    account = call.account
    if check_path and page not in account.pages:
        raise Rejected(BAD_PAGE)
    if not check_path:
        account.unchecked_pages.add(page)
        if len(account.unchecked_pages) > MOST_UNCHECKED:
            raise Rejected(45029, "qrcode count out of limit")
    return picture(f"https://mp.weixin.qq.com/a/{account.key}?page={page}&scene={scene}&env={env_version}")
